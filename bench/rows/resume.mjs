// Coming back after a lost connection: the socket and the join, for two pages.
import { createReturner, inParallel } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns } from "./measure.mjs";

const returnsOf = {
  counter: { full: { warm: 4000, measured: 400 }, quick: { warm: 100, measured: 100 } },
  table: { full: { warm: 400, measured: 40 }, quick: { warm: 20, measured: 20 } },
};

const width = 4;

export const measureResumeRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const rows = [];
    for (const [page, { full, quick }] of Object.entries(returnsOf)) {
      const { warm, measured } = isQuick ? quick : full;
      const comeBacks = new Map();
      for (const server of servers) {
        const pages = await inParallel(width, width, () => createReturner(server, `/${page}`));
        // Each page comes back over and over, one after the other; four pages at once.
        const comeBackOften = (count) =>
          Promise.all(
            pages.map(async (comeBack) => {
              for (let i = 0; i < count / width; i += 1) await comeBack();
            }),
          );
        comeBacks.set(server, comeBackOften);
        await comeBackOften(warm);
      }
      const values = await inTurns(servers, isQuick ? 1 : 9, (server) =>
        cpuPer(server, async () => {
          await comeBacks.get(server)(measured);
          return measured;
        }),
      );
      rows.push({ id: `resume-${page}`, unit: "µs", values });
    }
    return rows;
  });
