// Several apps as the processes of one: a bus and a store between them, and pages that go from one to the other.
import express from "express";
import { createLive, defineView, type Limits, type SessionStore } from "slotwire";
import type { PubSubAdapter } from "../../src/pubsub/adapter.js";
import type { Durability } from "../../src/session/keeper.js";
import { Bus, type BusAdapter } from "./bus.js";
import { SharedStore, secret, type View } from "./desk.js";
import { type Served, serve } from "./server.js";
import { type Socket, Visitor } from "./visitor.js";

export const mounts = { count: 0 };

export const Counter = defineView({
  name: "Counter",
  mount: ({ query, session }) => {
    mounts.count += 1;
    return { n: 0, who: String(query.who ?? session.who), last: "" };
  },
  params: ({ query }) => ({ last: String(query.last ?? "") }),
  events: {
    add: ({ n }) => ({ n: n + 1 }),
    tell: ({ n }, ctx) => ctx.push("told", n),
  },
  render: ({ n, who, last }) => (
    <p>
      {who} has <b>{n}</b> {last !== "" && <i>{last}</i>}
    </p>
  ),
});

export interface ClusterOptions {
  readonly view?: View;
  readonly durability?: Durability;
  readonly limits?: Partial<Limits>;
  readonly size?: number;
  /** Of each process; a bus and a store in this one unless told. */
  readonly shared?: () => Shared;
}

interface Shared {
  readonly pubsub: PubSubAdapter;
  readonly store: SessionStore;
  ready(): Promise<void>;
}

export interface Process extends Served {
  readonly live: ReturnType<typeof createLive>;
  readonly adapter: BusAdapter;
  readonly errors: unknown[];
}

export class TestCluster implements AsyncDisposable {
  readonly store = new SharedStore();
  readonly processes: Process[] = [];
  readonly #bus = new Bus();
  readonly #options: ClusterOptions;

  constructor(options: ClusterOptions = {}) {
    this.#options = options;
  }

  static async start(options: ClusterOptions = {}): Promise<TestCluster> {
    const cluster = new TestCluster(options);
    for (let at = 0; at < (options.size ?? 3); at += 1) await cluster.add();
    return cluster;
  }

  async add(view: View = this.#options.view ?? Counter): Promise<Process> {
    const { durability = "shutdown", limits = {}, shared } = this.#options;
    const errors: unknown[] = [];
    const adapter = this.#bus.adapter();
    const outside = shared?.();
    const live = createLive({
      ...(outside ?? { pubsub: adapter, store: this.store }),
      ...{ secret, durability, limits },
      key: (request) => request.headers["x-key"] as string | undefined,
      session: (request) => ({ who: request.headers["x-who"] ?? "nobody" }),
      onError: (error) => errors.push(error),
    });
    const app = express().use(live).get("/", live.page(view));
    await outside?.ready();
    const served = await serve(app, live);
    const process = Object.assign(served, { live, adapter, errors });
    this.processes.push(process);
    return process;
  }

  process(at: number): Process {
    const process = this.processes[at];
    if (process === undefined) throw new Error(`there is no process ${at}`);
    return process;
  }

  /** How many sessions each process runs. */
  get sessions(): readonly number[] {
    return this.processes.map(({ live }) => live.stats().sessions);
  }

  get errors(): readonly unknown[] {
    return this.processes.flatMap(({ errors }) => errors);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of this.processes) await process[Symbol.asyncDispose]();
  }
}

/** One page of a visitor, with a socket at one process at a time. */
export class ClusterPage {
  readonly #cluster: TestCluster;
  readonly instance: string;
  cookie = "";
  token = "";
  html = "";
  epoch = 0;
  seq = 0;
  ref = 0;
  socket: Socket | null = null;

  constructor(cluster: TestCluster, instance = "tab") {
    this.#cluster = cluster;
    this.instance = instance;
  }

  /** Fetches the page from a process; the answer's `live-view`. */
  async get(at: number, headers: Record<string, string> = {}): Promise<string | null> {
    const visitor = this.#visitor(at);
    const { html, token, response } = await visitor.get("/?who=ada", { headers });
    this.cookie = visitor.cookie;
    this.token = token;
    this.html = html;
    this.epoch = 0;
    this.seq = 0;
    return response.headers.get("live-view");
  }

  /** Fetches itself again, as a page that has lost its session. */
  return(at: number, headers: Record<string, string> = {}): Promise<string | null> {
    const rejoin = `${this.token} ${this.instance} ${this.epoch} ${this.seq} ${this.ref}`;
    return this.get(at, { ...headers, "live-rejoin": rejoin });
  }

  /** Joins at a process; the first frame, with the token left out. */
  async join(at: number): Promise<string> {
    this.socket?.[Symbol.dispose]();
    const socket = await this.#visitor(at).connect();
    this.socket = socket;
    const has = this.epoch === 0 ? [] : [this.epoch, this.seq, this.ref];
    socket.send([0, 1, this.token, this.instance, 1, ...has]);
    const frame = await socket.next();
    const [tag, , epoch, seq = 0, , token = ""] = JSON.parse(frame);
    if (tag !== 0) return frame;
    this.epoch = epoch;
    this.seq = seq;
    this.token = token || this.token;
    return frame.replace(/,"1\.[^"]*"\]$/, ',"TOKEN"]');
  }

  /** What has come besides; the next frame answers a heartbeat. */
  async rest(): Promise<readonly string[]> {
    this.socket?.send([6, 1, this.seq]);
    const frames: string[] = [];
    for (;;) {
      const frame = (await this.socket?.next()) ?? "[6]";
      if (frame === "[6]") return frames;
      this.#applied(frame);
      frames.push(frame);
    }
  }

  /** Sends an event, and takes frames until it is answered; the last one. */
  async event(name: string): Promise<string> {
    this.ref += 1;
    this.socket?.send([1, 1, this.ref, this.seq, name]);
    for (;;) {
      const frame = (await this.socket?.next()) ?? "";
      if (!this.#applied(frame)) return frame;
      const [, , , ref] = JSON.parse(frame);
      if (ref === this.ref) return frame;
    }
  }

  /** As a network that is gone. */
  drop(): void {
    this.socket?.[Symbol.dispose]();
    this.socket = null;
  }

  #applied(frame: string): boolean {
    const [tag, , seq] = JSON.parse(frame);
    if (tag !== 1 && tag !== 2 && tag !== 3) return false;
    this.seq = seq;
    return true;
  }

  #visitor(at: number): Visitor {
    const visitor = new Visitor(this.#cluster.process(at).url);
    visitor.cookie = this.cookie;
    return visitor;
  }
}
