// One published number and 19,500 viewers of it: when the last of them has it.
import { visitMany } from "../load/visit.mjs";
import { withServers } from "../process.mjs";
import { broadcast, watchBroadcasts } from "./broadcast.mjs";
import { median } from "./measure.mjs";

/** A process may have 20,000 files open. */
const viewersOf = { full: 19_500, quick: 500 };
const rounds = 7;

async function measureCrowd(server, count) {
  const viewers = watchBroadcasts(await visitMany(server, "/score", count));
  const seconds = [];
  // The first round is the first touch of every page.
  for (let home = 0; home <= rounds; home += 1) {
    const startMs = performance.now();
    await broadcast(server, viewers, home + 1);
    seconds.push((performance.now() - startMs) / 1000);
  }
  return median(seconds.slice(1));
}

/** One server at a time: its sockets and those of the load are all that a process may have. */
export async function measureCrowdRows({ names, isQuick }) {
  const count = isQuick ? viewersOf.quick : viewersOf.full;
  const values = {};
  for (const name of names) {
    values[name] = await withServers([name], ([server]) => measureCrowd(server, count));
  }
  return [{ id: "crowd", unit: "s", values }];
}
