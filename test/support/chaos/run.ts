// A run of the chaos suite: visits, a storm with users who click, calm, and then what everybody should have.
import type { Limits } from "slotwire";
import { createRandom } from "../tree-gen/random.js";
import { type Checked, checkClients } from "./check.js";
import { ChaosClient } from "./client.js";
import { Network } from "./network.js";
import { ChaosServer } from "./server.js";
import { User } from "./user.js";

export interface ChaosOptions {
  readonly seed: number;
  readonly clients: number;
  /** How long the network is bad. */
  readonly stormMs: number;
  /** 1: cuts of 2 s every 10 s; 0.2: the same, five times as fast. */
  readonly scale: number;
  /** Between two deeds of one user, on average. */
  readonly deedMs: number;
  /** Of the server, beside those that the scale asks for. */
  readonly limits?: Partial<Limits>;
}

export interface ChaosReport extends Checked {
  readonly rows: readonly (readonly [string, number])[];
}

/** What a client and its user are together. */
export interface Visitor {
  readonly client: ChaosClient;
  readonly user: User;
}

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, clients, scale } = options;
  await using server = await new ChaosServer({
    silenceMs: Math.max(2_000, 20_000 * scale),
    eventsBurst: 300,
    ...options.limits,
  }).start();
  await using network = await new Network({
    targetPort: server.port,
    clients,
    seed,
    scale,
  }).start();
  const visitors = createVisitors(options, network);
  try {
    await openAll(visitors);
    await storm(visitors, { options, server, network });
    const settledMs = await settle(visitors);
    const checked = await checkClients(visitors, server);
    const rows = rowsOf({ visitors, server, network, settledMs });
    for (const { client } of visitors) client.leave();
    await until(() => isEmpty(server), 30_000);
    const left = isEmpty(server) ? [] : [`left behind: ${JSON.stringify(server.live.stats())}`];
    return { problems: [...checked.problems, ...left], rows };
  } finally {
    for (const { client, user } of visitors) {
      user.stop();
      client.vanish();
    }
  }
}

function createVisitors(
  { clients, scale, seed }: ChaosOptions,
  network: Network,
): readonly Visitor[] {
  const pace = {
    backoffScale: Math.max(0.1, scale),
    heartbeatMs: 5_000 * scale,
    answerWithinMs: Math.max(500, 3_000 * scale),
  };
  return Array.from({ length: clients }, (_, index) => {
    const random = createRandom(seed * 104_729 + index);
    const client = new ChaosClient({ index, site: network.url, pace, random });
    return { client, user: new User(client, 2 / clients) };
  });
}

const isSettled = ({ client }: Visitor) => client.isSettled;

async function openAll(visitors: readonly Visitor[]): Promise<void> {
  for (let at = 0; at < visitors.length; at += 20) {
    await Promise.all(visitors.slice(at, at + 20).map(({ client }) => client.open()));
  }
  await until(() => visitors.every(isSettled), 30_000);
}

interface Scene {
  readonly options: ChaosOptions;
  readonly server: ChaosServer;
  readonly network: Network;
}

async function storm(
  visitors: readonly Visitor[],
  { options, server, network }: Scene,
): Promise<void> {
  const endMs = performance.now() + options.stormMs;
  server.startNews(1_000);
  network.storm();
  for (const { user } of visitors) user.start(options.deedMs);
  await until(() => performance.now() > endMs);
  for (const { user } of visitors) user.stop();
  network.calm();
  server.stopNews();
}

/** How long it took until every event was answered. */
async function settle(visitors: readonly Visitor[]): Promise<number> {
  const startMs = performance.now();
  await until(() => visitors.every(isSettled), 60_000);
  const settledMs = performance.now() - startMs;
  for (const { user } of visitors) user.do("stop");
  await until(() => visitors.every(isSettled), 30_000);
  return settledMs;
}

function isEmpty({ live }: ChaosServer): boolean {
  const { sessions, parked, detached, connections, alarms, topics } = live.stats();
  return sessions + parked + detached + connections + alarms + topics === 0;
}

interface Counted {
  readonly visitors: readonly Visitor[];
  readonly server: ChaosServer;
  readonly network: Network;
  readonly settledMs: number;
}

function rowsOf({ visitors, server, network, settledMs }: Counted): [string, number][] {
  const sum = (count: (visitor: Visitor) => number) =>
    visitors.reduce((total, visitor) => total + count(visitor), 0);
  const deeds = (isCounted: (code: string | null | undefined) => boolean) =>
    sum(({ user }) => user.deeds.filter(({ code }) => isCounted(code)).length);
  return [
    ["clients", visitors.length],
    ["events", deeds(() => true)],
    ["events that ran", deeds((code) => code === null)],
    ["events refused as stale", deeds((code) => code === "stale")],
    ["events whose handler threw", deeds((code) => code === "failed")],
    ["frames received", sum(({ client }) => client.counts.frames)],
    ["pushes received", sum(({ client }) => client.counts.pushes)],
    ["cuts", network.counts.cuts],
    ["links reset", network.counts.resets],
    ["links half-open", network.counts.deaf],
    ["connections refused", network.counts.refused],
    ["sockets opened", sum(({ client }) => client.socket.opened)],
    ["resumes", sum(({ client }) => client.counts.resumes)],
    ["whole pages sent", sum(({ client }) => client.page.wholes)],
    ["rejoins", sum(({ client }) => client.counts.rejoins)],
    ["mounts", server.ledger.mounts],
    ["page loads", sum(({ client }) => client.counts.pageLoads)],
    ["events lost", sum(({ client }) => client.lost.length)],
    ["ms to settle after the storm", Math.round(settledMs)],
  ];
}

/** Resolves when it holds, or when the time is over: what is missing then is for the checks to say. */
export async function until(isTrue: () => boolean, withinMs = 600_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!isTrue() && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
