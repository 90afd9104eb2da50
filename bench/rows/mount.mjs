// A whole visit: the GET, the upgrade, the join and the closing of the socket, for two pages.
import { inParallel, visit } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns, median } from "./measure.mjs";

/**
 * `warm` is before the first number of a server: compilers settle after some 8,000 visits, and cost half before.
 * Servers warm up by turns too: one that then waits for the others for seconds has to begin again.
 */
const visitsOf = {
  counter: {
    full: { warm: 9000, turn: 500, measured: 400 },
    quick: { warm: 300, turn: 300, measured: 300 },
  },
  table: {
    full: { warm: 200, turn: 50, measured: 30 },
    quick: { warm: 20, turn: 20, measured: 20 },
  },
};

/** Two starts of the same program differ by a tenth: the compiler of each makes its own choices. */
const launches = { full: 3, quick: 1 };

/** Visitors who come at once: a browser's page and its socket do not wait for others. */
const width = 4;

const visitAndLeave = async (server, path) => {
  const { socket } = await visit(server, path);
  socket.close();
};

const visitAndLeaveMany = (server, path, count) =>
  inParallel(count, width, () => visitAndLeave(server, path));

export async function measureMountRows({ names, isQuick }) {
  const launched = [];
  for (let launch = 0; launch < launches[isQuick ? "quick" : "full"]; launch += 1) {
    launched.push(await measureLaunch(names, isQuick));
  }
  return launched[0].map(({ id, unit }, row) => {
    const all = (name) => launched.map((rows) => rows[row].values[name]);
    return { id, unit, values: Object.fromEntries(names.map((name) => [name, median(all(name))])) };
  });
}

const measureLaunch = (names, isQuick) =>
  withServers(names, async (servers) => {
    const rows = [];
    for (const [page, { full, quick }] of Object.entries(visitsOf)) {
      const { warm, turn, measured } = isQuick ? quick : full;
      const path = `/${page}`;
      for (let done = 0; done < warm; done += turn) {
        for (const server of servers) await visitAndLeaveMany(server, path, turn);
      }
      // Short turns and many of them: one visit wakes the load's process three times, and what that
      // costs swings with the machine from second to second.
      const values = await inTurns(servers, isQuick ? 1 : 8, (server) =>
        cpuPer(server, async () => {
          await visitAndLeaveMany(server, path, measured);
          return measured;
        }),
      );
      rows.push({ id: `mount-${page}`, unit: "µs", values });
    }
    return rows;
  });
