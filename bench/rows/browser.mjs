// Main-thread milliseconds of one patch in Chromium: how long the client's message handler runs.
import { chromium } from "playwright-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { buildPhoenixClient } from "../phoenix-client.mjs";
import { withServers } from "../process.mjs";
import { mapValues, median } from "./measure.mjs";

const cell = (index, price) => ({ kind: "one", index, price });

/** The first change of a fresh page; what the answer to its join took comes with it. */
const firstTicks = { "cell-cold": cell(500, "1.23"), "prices-first": { kind: "all" } };

/** Ticks in quick succession; the last of each round is timed. */
const rounds = {
  "cell-first": (i) => [cell(500 + i, `${i}.25`)],
  cell: (i) => [cell(500, `${i}.50`)],
  prices: () => [{ kind: "all" }],
  shift: () => [{ kind: "shift" }],
  move: (i) => [{ kind: "move", from: 500 + i, to: 10 }],
  fill: () => [{ kind: "empty" }, { kind: "fill" }],
};

/** Rounds that make the client and the compiler warm, before those that count. */
const warmRounds = 10;

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
  await handled(page, 1);
  return page;
}

/** Waits until `count` messages have been handled and answers how long each took. */
async function handled(page, count) {
  await page.waitForFunction((least) => globalThis.handlerTimes.length >= least, count);
  return page.evaluate(() => globalThis.handlerTimes);
}

/** Medians over fresh pages: the answer to the join, and the first change after it. */
async function timeFirst(browser, server, tick, pages) {
  const times = [];
  for (let opened = 0; opened < pages; opened += 1) {
    const page = await openTable(browser, server);
    await server.call("tick", tick);
    times.push(await handled(page, 2));
    await page.context().close();
  }
  return { joined: median(times.map(([first]) => first)), changed: median(times.map((t) => t[1])) };
}

async function timeRounds(browser, server, round, count) {
  const page = await openTable(browser, server);
  const ticks = Array.from({ length: warmRounds + count }, (_, i) => round(i)).flat();
  const stride = round(0).length;
  await server.call("burst", ticks);
  const times = (await handled(page, 1 + ticks.length)).slice(1 + warmRounds * stride);
  await page.context().close();
  return median(times.filter((_time, index) => index % stride === stride - 1));
}

/** What `measure(server)` answers, of each server. */
async function ofEach(servers, measure) {
  const values = {};
  for (const server of servers) values[server.name] = await measure(server);
  return values;
}

async function measureRows(browser, servers, { pages, count }) {
  const rows = [];
  const add = (name, values) => rows.push({ id: `client-${name}`, unit: "ms", values });
  for (const [name, tick] of Object.entries(firstTicks)) {
    const times = await ofEach(servers, (server) => timeFirst(browser, server, tick, pages));
    if (rows.length === 0)
      add(
        "join",
        mapValues(times, ({ joined }) => joined),
      );
    add(
      name,
      mapValues(times, ({ changed }) => changed),
    );
  }
  for (const [name, round] of Object.entries(rounds)) {
    add(name, await ofEach(servers, (server) => timeRounds(browser, server, round, count)));
  }
  return rows;
}

export const measureBrowserRows = ({ names, isQuick }) =>
  withServers(names, async (servers) => {
    const peer = servers.find(({ name }) => name === "liveviewjs");
    await peer?.call("client", await buildPhoenixClient());
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-background-networking",
        // The page's headers come through the route above, so Chromium takes its origin for a public one.
        "--disable-features=LocalNetworkAccessChecks",
      ],
    });
    try {
      const amounts = isQuick ? { pages: 2, count: 15 } : { pages: 5, count: 41 };
      return await measureRows(browser, servers, amounts);
    } finally {
      await browser.close();
    }
  });
