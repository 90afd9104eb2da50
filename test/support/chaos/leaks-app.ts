// A process that lets sessions come and go in every way, and says what they left: handles, timers, heap.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createLive } from "slotwire";
import { WebSocket } from "ws";
import { Visitor } from "../visitor.js";
import { remainsOf } from "./backend.js";
import { handlesNow } from "./handles.js";
import { until } from "./until.js";
import { createChaosView } from "./view.js";

const count = Number(process.env.LEAKS_SESSIONS ?? 1000);
const atOnce = 40;
const limits = {
  ...{ parkedMs: 300, detachedMs: 300, keepMs: 600, silenceMs: 2_000 },
  ...{ maxParkedPerAddress: 10_000, maxDetachedPerAddress: 10_000 },
};
const ways = ["leaves", "closes", "is cut off", "never joins"] as const;
/** Few, because each takes its time. */
const silentEvery = 25;

const ledger = { news: 0, mounted: () => {}, ran: () => {} };
const live = createLive({ secret: "0123456789abcdef0123456789abcdef", limits });
const server = createServer(
  express()
    .use(live)
    .get("/", live.page(createChaosView(ledger))),
);
live.attach(server);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

type Way = (typeof ways)[number] | "falls silent";

async function comeAndGo(way: Way, id: string): Promise<void> {
  const visitor = new Visitor(site);
  const { token } = await visitor.get("/", { headers: { connection: "close" } });
  if (way === "never joins") return;
  const headers = { origin: site, cookie: visitor.cookie };
  const ws = new WebSocket(`${site.replace("http", "ws")}/live/socket`, { headers });
  const closed = new Promise((resolve) => ws.once("close", resolve));
  ws.on("error", () => {});
  await new Promise((resolve) => ws.once("open", resolve));
  ws.send(JSON.stringify([0, 1, token, "tab", 1]));
  ws.send(JSON.stringify([1, 1, 1, 0, "slow", 0, { id }]));
  await new Promise((resolve) => ws.once("message", resolve));
  if (way === "leaves") ws.close(4000);
  else if (way === "closes") ws.close();
  else if (way === "is cut off") ws.terminate();
  else {
    // Reads nothing, and so answers no ping: the server has to give up on it.
    ws.pause();
    await until(() => ws.readyState === WebSocket.CLOSED, limits.silenceMs + 2_000);
    ws.terminate();
  }
  await closed;
}

async function letComeAndGo(sessions: number, run: string): Promise<void> {
  let next = 0;
  const visitors = Array.from({ length: atOnce }, async () => {
    while (next < sessions) {
      next += 1;
      const way = next % silentEvery === 0 ? "falls silent" : ways[next % ways.length];
      await comeAndGo(way ?? "leaves", `${run}${next}`);
    }
  });
  await Promise.all(visitors);
  await until(() => remainsOf(live.stats()) === "", 20_000);
}

async function measured() {
  // Connections of requests, and snapshots that nobody came back for, end by themselves.
  await until(() => false, 1_500);
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  const { heapUsed } = process.memoryUsage();
  return { heapUsed, handles: await handlesNow(), remains: remainsOf(live.stats()) };
}

// Code is compiled and caches are filled by the first ones.
await letComeAndGo(400, "a");
const before = await measured();
await letComeAndGo(count, "b");
const after = await measured();
process.stdout.write(`${JSON.stringify({ before, after })}\n`);
await live.close();
server.close();
server.closeAllConnections();
