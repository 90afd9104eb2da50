// One published number and its way to 1,000 viewers, divided by the viewers.
import { visitMany } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { cpuPer, inTurns } from "./measure.mjs";

/** Counts what comes to these visitors of the score. */
export function watchBroadcasts(visitors) {
  const viewers = { count: visitors.length, received: 0, whenAll: () => {} };
  for (const { socket } of visitors) {
    socket.onFrame = () => {
      viewers.received += 1;
      if (viewers.received === viewers.count) viewers.whenAll();
    };
  }
  return viewers;
}

/** Publishes `home` and resolves when the last viewer has it. */
export function broadcast(server, viewers, home) {
  viewers.received = 0;
  const all = new Promise((resolve) => {
    viewers.whenAll = resolve;
  });
  return Promise.all([all, server.call("broadcast", home)]);
}

export const measureBroadcastRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const count = isQuick ? 300 : 1000;
    const rounds = isQuick ? 10 : 20;
    const viewersOf = new Map();
    let home = 0;
    const publishRounds = async (server) => {
      const viewers = viewersOf.get(server.name);
      for (let round = 0; round < rounds; round += 1) {
        home += 1;
        await broadcast(server, viewers, home);
      }
      return rounds * viewers.count;
    };
    for (const server of servers) {
      viewersOf.set(server.name, watchBroadcasts(await visitMany(server, "/score", count)));
      await publishRounds(server);
    }
    const values = await inTurns(servers, isQuick ? 1 : 3, (server) =>
      cpuPer(server, () => publishRounds(server)),
    );
    return [{ id: "broadcast", unit: "µs", values }];
  });
