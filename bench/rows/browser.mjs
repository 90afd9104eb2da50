// Main-thread milliseconds of one patch in Chromium: how long the client's message handler runs.
import { chromium } from "playwright-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { buildPhoenixClient } from "../phoenix-client.mjs";
import { withServers } from "../process.mjs";
import { median } from "./measure.mjs";

const cell = (index, price) => ({ kind: "one", index, price });

/** What is pushed to the page: `tick(i)` in turn, each after `before` when there is one. */
const scenarios = {
  join: { isFirst: true },
  "cell-first": { isFirst: true, tick: () => cell(500, "1.23") },
  "prices-first": { isFirst: true, tick: () => ({ kind: "all" }) },
  cell: { tick: (i) => cell(500, `${i}.50`) },
  prices: { tick: () => ({ kind: "all" }) },
  shift: { tick: () => ({ kind: "shift" }) },
  move: { tick: (i) => ({ kind: "move", from: 500 + i, to: 10 }) },
  fill: { before: { kind: "empty" }, tick: () => ({ kind: "fill" }) },
};

/** Runs in the page before its scripts: times every message handler of every WebSocket. */
function timeHandlers() {
  const times = [];
  globalThis.handlerTimes = times;
  const timed = (listener) =>
    function handle(event) {
      const from = performance.now();
      listener.call(this, event);
      times.push(performance.now() - from);
    };
  const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    set(listener) {
      set.call(this, listener && timed(listener));
    },
  });
  const { addEventListener } = WebSocket.prototype;
  WebSocket.prototype.addEventListener = function add(type, listener, options) {
    const isTimed = type === "message" && typeof listener === "function";
    addEventListener.call(this, type, isTimed ? timed(listener) : listener, options);
  };
}

/** A page of the table, joined, isolated so that its clock counts in steps of 5 µs. */
async function openTable(browser, server) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(timeHandlers);
  await page.route("**/table", async (route) => {
    const response = await route.fetch();
    const headers = {
      ...response.headers(),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
    await route.fulfill({ response, headers });
  });
  await page.goto(`http://localhost:${server.port}/table`);
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error("expected isolation");
  return { page, joinedMs: await handled(page, 1) };
}

/** Waits until `count` messages have been handled and answers how long the last one took. */
async function handled(page, count) {
  await page.waitForFunction((least) => globalThis.handlerTimes.length >= least, count);
  return page.evaluate(() => globalThis.handlerTimes.at(-1));
}

async function pushed(page, server, tick) {
  const count = await page.evaluate(() => globalThis.handlerTimes.length);
  await server.call("tick", tick);
  return handled(page, count + 1);
}

/** Every change is the first of a fresh page; without a tick, the answer to the join is. */
async function timeFirst(browser, server, { tick }, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const { page, joinedMs } = await openTable(browser, server);
    times.push(tick === undefined ? joinedMs : await pushed(page, server, tick(round)));
    await page.context().close();
  }
  return median(times);
}

/** Changes of one page, the first few to make the client and the compiler warm. */
async function timeLater(browser, server, { tick, before }, rounds) {
  const { page } = await openTable(browser, server);
  const times = [];
  for (let round = -5; round < rounds; round += 1) {
    if (before !== undefined) await pushed(page, server, before);
    const elapsedMs = await pushed(page, server, tick(round + 5));
    if (round >= 0) times.push(elapsedMs);
  }
  await page.context().close();
  return median(times);
}

export const measureBrowserRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        // The page's headers come through the route below, so Chromium takes its origin for a public one.
        "--disable-features=LocalNetworkAccessChecks",
      ],
    });
    const client = await buildPhoenixClient();
    const rows = [];
    for (const [name, scenario] of Object.entries(scenarios)) {
      const values = {};
      for (const server of servers) {
        if (server.name === "liveviewjs") await server.call("client", client);
        const [first, later] = isQuick ? [3, 9] : [9, 25];
        values[server.name] = scenario.isFirst
          ? await timeFirst(browser, server, scenario, first)
          : await timeLater(browser, server, scenario, later);
      }
      rows.push({ id: `client-${name}`, unit: "ms", values });
    }
    await browser.close();
    return rows;
  });
