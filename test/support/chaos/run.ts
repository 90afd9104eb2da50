// A run of the chaos suite: visits, a storm with users who click, calm, and then what everybody should have.
import { createRandom } from "../tree-gen/random.js";
import type { Backend } from "./backend.js";
import { checkClients, type Expectations } from "./check.js";
import { ChaosClient } from "./client.js";
import { Network } from "./network.js";
import { rowsOf } from "./rows.js";
import { until } from "./until.js";
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
  /** How many of the deeds bring kilobytes to the page. */
  readonly bigChance?: number;
  readonly expects: Expectations;
  /** What happens to the server meanwhile. */
  readonly trouble?: () => Promise<void>;
}

export interface ChaosReport {
  /** What went wrong; empty when all is well. */
  readonly problems: readonly string[];
  readonly rows: readonly (readonly [string, number])[];
}

/** What a client and its user are together. */
export interface Visitor {
  readonly client: ChaosClient;
  readonly user: User;
}

export async function runChaos(backend: Backend, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, clients, scale, expects } = options;
  const portFor = (client: number) => backend.portFor(client);
  await using network = await new Network({ portFor, clients, seed, scale }).start();
  const visitors = createVisitors(options, network);
  try {
    await openAll(visitors);
    await storm(visitors, { options, backend, network });
    const settledMs = await settle(visitors);
    backend.stopNews();
    const problems = await checkClients(visitors, { done: backend.readDone(), expects });
    const rows = rowsOf(visitors, { done: backend.readDone(), network, settledMs });
    for (const { client } of visitors) client.leave();
    const left = await remainsOf(backend);
    return { problems: left === "" ? problems : [...problems, `left behind: ${left}`], rows };
  } finally {
    for (const { client, user } of visitors) {
      user.stop();
      client.vanish();
    }
  }
}

function createVisitors(
  { clients, scale, seed, bigChance = 0.01 }: ChaosOptions,
  network: Network,
): readonly Visitor[] {
  const pace = {
    backoffScale: Math.max(0.1, scale),
    heartbeatMs: 5_000 * scale,
    answerWithinMs: Math.max(500, 3_000 * scale),
  };
  // Everybody hears what one tells.
  const habits = { tellChance: 2 / clients, bigChance };
  return Array.from({ length: clients }, (_, index) => {
    const random = createRandom(seed * 104_729 + index);
    const client = new ChaosClient({ index, site: network.url, pace, random });
    return { client, user: new User(client, habits) };
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
  readonly backend: Backend;
  readonly network: Network;
}

async function storm(
  visitors: readonly Visitor[],
  { options, backend, network }: Scene,
): Promise<void> {
  const endMs = performance.now() + options.stormMs;
  backend.startNews(1_000);
  network.storm();
  for (const { user } of visitors) user.start(options.deedMs);
  await options.trouble?.();
  await until(() => performance.now() > endMs, options.stormMs);
  for (const { user } of visitors) user.stop();
  network.calm();
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

/** Half-open sockets are the last to go: only their silence tells that they are. */
async function remainsOf(backend: Backend): Promise<string> {
  const endMs = performance.now() + 30_000;
  let left = await backend.remains();
  while (left !== "" && performance.now() < endMs) {
    await until(() => false, 100);
    left = await backend.remains();
  }
  return left;
}
