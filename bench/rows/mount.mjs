// A whole visit: the GET, the upgrade, the join and the closing of the socket, for two pages.
import { inParallel, visit } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns } from "./measure.mjs";

const visitsOf = {
  counter: { full: 600, quick: 200 },
  table: { full: 60, quick: 20 },
};

const visitAndLeave = async (server, path) => {
  const { socket } = await visit(server, path);
  socket.close();
};

async function measureVisits(server, path, count) {
  const width = 4;
  await inParallel(Math.ceil(count / 3), width, () => visitAndLeave(server, path));
  return cpuPer(server, async () => {
    await inParallel(count, width, () => visitAndLeave(server, path));
    return count;
  });
}

export const measureMountRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const rows = [];
    for (const [page, { full, quick }] of Object.entries(visitsOf)) {
      const values = await inTurns(servers, isQuick ? 1 : 3, (server) =>
        measureVisits(server, `/${page}`, isQuick ? quick : full),
      );
      rows.push({ id: `mount-${page}`, unit: "µs", values });
    }
    return rows;
  });
