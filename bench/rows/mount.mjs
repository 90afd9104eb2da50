// A whole visit: the GET, the upgrade, the join and the closing of the socket, for two pages.
import { inParallel, visit } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns } from "./measure.mjs";

/** `warm` is before the first number of a server: compilers settle after some 8,000 visits, and cost half before. */
const visitsOf = {
  counter: { full: { warm: 9000, measured: 400 }, quick: { warm: 300, measured: 300 } },
  table: { full: { warm: 200, measured: 30 }, quick: { warm: 20, measured: 20 } },
};

/** Visitors who come at once: a browser's page and its socket do not wait for others. */
const width = 4;

const visitAndLeave = async (server, path) => {
  const { socket } = await visit(server, path);
  socket.close();
};

const visitAndLeaveMany = (server, path, count) =>
  inParallel(count, width, () => visitAndLeave(server, path));

export const measureMountRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const rows = [];
    for (const [page, { full, quick }] of Object.entries(visitsOf)) {
      const { warm, measured } = isQuick ? quick : full;
      const path = `/${page}`;
      for (const server of servers) await visitAndLeaveMany(server, path, warm);
      // Short turns and many of them: one visit wakes the load's process three times, and what that
      // costs swings with the machine from second to second.
      const values = await inTurns(servers, isQuick ? 1 : 12, (server) =>
        cpuPer(server, async () => {
          await visitAndLeaveMany(server, path, measured);
          return measured;
        }),
      );
      rows.push({ id: `mount-${page}`, unit: "µs", values });
    }
    return rows;
  });
