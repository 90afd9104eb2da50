// One connection to Redis: made again whenever it is lost, and asked for signs of life.
import { CommandQueue } from "../adapters/command-queue.js";
import { timerMs } from "../timer-ms.js";
import type { CreateClient, RedisClient } from "./client.js";
import type { ResolvedRedisOptions } from "./options.js";

/** Whoever uses the connection beyond its commands. */
export interface LinkUser {
  /** The client is made, and not connected yet. */
  clientCreated?(client: RedisClient): void;
  /** Connected, for the first time or again; what was told before to this server is forgotten there. */
  linkReady?(client: RedisClient): void | Promise<void>;
}

export interface LinkStats {
  readonly isReady: boolean;
  /** Commands on their way or waiting for a connection. */
  readonly commands: number;
  readonly latencyMs: number | null;
  /** How often it was connected. */
  readonly connections: number;
  readonly lastError: string | null;
}

// A server that has become a replica is left at most this often.
const leaveMs = 1_000;

export class Link {
  readonly #options: ResolvedRedisOptions;
  readonly #create: CreateClient;
  readonly #queue: CommandQueue<RedisClient>;
  readonly #users = new Set<LinkUser>();
  readonly #wakes = new Set<() => void>();
  #client: RedisClient | null = null;
  #connecting: Promise<void> | null = null;
  #isClosed = false;
  #connections = 0;
  #lastError: Error | null = null;
  #pings: NodeJS.Timeout | null = null;
  #isOpening = false;
  #leftAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ResolvedRedisOptions, create: CreateClient) {
    this.#options = options;
    this.#create = create;
    const isAnswer = (error: unknown) => isReply(error) && !this.#leavesReplica(error);
    this.#queue = new CommandQueue({ ...options, server: "Redis", isAnswer });
  }

  get stats(): LinkStats {
    return {
      isReady: this.#queue.isOpen,
      commands: this.#queue.count,
      latencyMs: this.#queue.latencyMs,
      connections: this.#connections,
      lastError: this.#lastError?.message ?? null,
    };
  }

  /** Makes the client and begins to connect; rejects only when there is no client to be made. */
  async start(user: LinkUser): Promise<void> {
    this.#users.add(user);
    const client = this.#client;
    if (client === null) return this.connect();
    user.clientCreated?.(client);
    if (this.#queue.isOpen) await user.linkReady?.(client);
  }

  /** Closes when nobody is left. */
  stop(user: LinkUser): Promise<void> {
    this.#users.delete(user);
    return this.#users.size === 0 ? this.close() : Promise.resolve();
  }

  connect(): Promise<void> {
    this.#connecting ??= this.#open();
    return this.#connecting;
  }

  /** Waits for the connection; rejects with the last error when the time is over. */
  async ready(timeoutMs: number): Promise<void> {
    await this.connect();
    if (this.#queue.isOpen) return;
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        if (this.#queue.isOpen) resolve();
        else reject(new Error("Redis cannot be reached", { cause: this.#lastError }));
      };
      const timer = setTimeout(wake, timerMs(timeoutMs));
      this.#wakes.add(wake);
    });
  }

  /** Sends a command, again when the connection is lost before its answer: it must bear to be repeated. */
  run<Reply>(bytes: number, send: (client: RedisClient) => Promise<Reply>): Promise<Reply> {
    return this.#queue.run(bytes, send);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#queue.close();
    if (this.#pings !== null) clearInterval(this.#pings);
    for (const wake of [...this.#wakes]) wake();
    await this.#connecting?.catch(() => {});
    const client = this.#client;
    if (client === null || client.status === "end") return;
    const isOpen = ["connecting", "connect", "ready"].includes(client.status);
    const ended = new Promise<void>((resolve) => client.on("end", resolve));
    client.disconnect();
    if (isOpen) await ended;
  }

  async #open(): Promise<void> {
    const client = await this.#create(this.#options);
    if (this.#isClosed) return;
    this.#client = client;
    client.on("error", (error) => {
      this.#lastError = error;
    });
    client.on("ready", () => {
      this.#connections += 1;
      void this.#clientReady(client);
    });
    client.on("close", () => this.#queue.shut(this.#lastError));
    for (const user of this.#users) user.clientCreated?.(client);
    // A first attempt that fails is followed by others; `error` has told why.
    client.connect().catch(() => {});
    this.#pings = setInterval(() => this.#ping(client), timerMs(this.#options.pingMs));
    this.#pings.unref();
  }

  async #clientReady(client: RedisClient): Promise<void> {
    const connection = this.#connections;
    this.#isOpening = true;
    try {
      for (const user of this.#users) await user.linkReady?.(client);
    } catch (error) {
      // Lost again meanwhile: the next connection begins anew. Or refused, then it is tried again.
      this.#lastError = error instanceof Error ? error : new Error(String(error));
      this.#queue.shut(error);
      return;
    } finally {
      if (connection === this.#connections) this.#isOpening = false;
    }
    if (this.#isClosed || client.status !== "ready" || connection !== this.#connections) return;
    this.#queue.open(client);
    for (const wake of [...this.#wakes]) wake();
  }

  #ping(client: RedisClient): void {
    if (client.status !== "ready") return;
    if (!this.#queue.isOpen && !this.#isOpening) void this.#clientReady(client);
    const sentAtMs = performance.now();
    client.ping().then(
      () => this.#queue.measured(performance.now() - sentAtMs),
      () => {},
    );
  }

  /** After a failover the same name may lead to another server, which takes what this one refuses. */
  #leavesReplica(error: unknown): boolean {
    const client = this.#client;
    if (client === null || !String((error as Error).message).startsWith("READONLY")) return false;
    if (client.status !== "ready") return true;
    const nowMs = performance.now();
    if (nowMs - this.#leftAtMs < leaveMs) return false;
    this.#leftAtMs = nowMs;
    client.disconnect(true);
    return true;
  }
}

function isReply(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === "ReplyError";
}
