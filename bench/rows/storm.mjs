// All pages come back at once, as after a broken link or a deployment: how long the server serves nobody else.
import { setTimeout as wait } from "node:timers/promises";
import { createReturner, inParallel } from "../load/visit.mjs";
import { withServers } from "../process.mjs";

const pagesOf = { full: 15_000, quick: 500 };
/** As a browser does that is told to come later, or not answered. */
const retryMs = { least: 500, spread: 1500 };
const maxTries = 40;

/** How often it was sent away before it was back. */
async function comeBackAtLast(comeBack) {
  for (let tries = 0; tries < maxTries; tries += 1) {
    try {
      await comeBack();
      return tries;
    } catch {
      await wait(retryMs.least + Math.random() * retryMs.spread);
    }
  }
  throw new Error("a page did not get back");
}

async function measureStorm(server, pages) {
  const returners = await inParallel(pages, 8, () => createReturner(server, "/counter"));
  await server.call("watchLoop");
  const startMs = performance.now();
  await Promise.all(returners.map(comeBackAtLast));
  const seconds = (performance.now() - startMs) / 1000;
  return { stallMs: await server.call("longestStall"), seconds };
}

/** One server at a time: what waits for its turn would look like a stall. */
export async function measureStormRows({ names, isQuick }) {
  const pages = isQuick ? pagesOf.quick : pagesOf.full;
  const stall = {};
  const back = {};
  for (const name of names) {
    const measured = await withServers([name], ([server]) => measureStorm(server, pages));
    stall[name] = measured.stallMs;
    back[name] = measured.seconds;
  }
  return [
    { id: "storm-stall", unit: "ms", values: stall },
    { id: "storm-back", unit: "s", values: back },
  ];
}
