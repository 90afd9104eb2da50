// Ticks of a table of 1,000 rows that the server pushes to one connection, one render each.
import { visit } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { inTurns } from "./measure.mjs";

/** How many ticks: enough CPU to be measured, little enough for a peer of 8 ms a tick. */
const tickCounts = {
  one: { slotwire: 2000, beside: 2000, runtime: 600, liveviewjs: 120 },
  all: { slotwire: 300, beside: 300, runtime: 200, liveviewjs: 120 },
};

async function measureTicks(server, { kind, count }) {
  const { socket } = await visit(server, "/table");
  socket.onFrame = () => {};
  await server.call("ticks", { kind, count: Math.ceil(count / 4) });
  const cpu = await server.call("ticks", { kind, count });
  socket.close();
  return cpu;
}

export const measureTickRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const rows = [];
    for (const kind of ["one", "all"]) {
      const values = await inTurns(servers, isQuick ? 1 : 3, (server) => {
        const full = tickCounts[kind][server.name];
        return measureTicks(server, { kind, count: isQuick ? Math.ceil(full / 4) : full });
      });
      rows.push({ id: `tick-${kind}`, unit: "µs", values });
    }
    return rows;
  });
