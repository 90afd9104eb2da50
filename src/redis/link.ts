// One connection to Redis: commands wait for it, in order and bounded; a dead one is found by asking.
import type { CreateClient, RedisClient } from "./client.js";
import type { ResolvedRedisOptions } from "./options.js";

/** Whoever uses the connection beyond its commands. */
export interface LinkUser {
  /** The client is made, and not connected yet. */
  clientCreated?(client: RedisClient): void;
  /** Connected, for the first time or again; what was told before to this server is forgotten there. */
  linkReady?(client: RedisClient): void | Promise<void>;
}

interface Job {
  readonly order: number;
  readonly bytes: number;
  send(client: RedisClient): Promise<unknown>;
  resolve(reply: unknown): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout | null;
  lastError: unknown;
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

/** Sends each command at least once within its time, or rejects. */
export class Link {
  readonly #options: ResolvedRedisOptions;
  readonly #create: CreateClient;
  readonly #users = new Set<LinkUser>();
  readonly #wakes = new Set<() => void>();
  #client: RedisClient | null = null;
  #connecting: Promise<void> | null = null;
  #isReady = false;
  #isClosed = false;
  #waiting: Job[] = [];
  #order = 0;
  #commands = 0;
  #bytes = 0;
  #latencyMs: number | null = null;
  #connections = 0;
  #lastError: Error | null = null;
  #pings: NodeJS.Timeout | null = null;

  constructor(options: ResolvedRedisOptions, create: CreateClient) {
    this.#options = options;
    this.#create = create;
  }

  get stats(): LinkStats {
    return {
      isReady: this.#isReady,
      commands: this.#commands,
      latencyMs: this.#latencyMs,
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
    if (this.#isReady) await user.linkReady?.(client);
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
    if (this.#isReady) return;
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        if (this.#isReady) resolve();
        else reject(new Error("Redis cannot be reached", { cause: this.#lastError }));
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#wakes.add(wake);
    });
  }

  /**
   * Sends a command now, or when there is a connection; again, when the connection is lost before the
   * answer comes. So commands must bear to be repeated. Rejects with what Redis says, when the time is
   * over, or when too much waits already.
   */
  run<Reply>(bytes: number, send: (client: RedisClient) => Promise<Reply>): Promise<Reply> {
    const { commandMs, maxCommands, maxCommandBytes } = this.#options;
    if (this.#isClosed) return Promise.reject(new Error("the connection to Redis is closed"));
    if (this.#commands >= maxCommands || this.#bytes + bytes > maxCommandBytes) {
      return Promise.reject(new Error(`${this.#commands} commands wait for Redis already`));
    }
    return new Promise<Reply>((resolve, reject) => {
      this.#order += 1;
      const job: Job = {
        order: this.#order,
        bytes,
        send,
        resolve: resolve as (reply: unknown) => void,
        reject,
        timer: null,
        lastError: null,
      };
      job.timer = setTimeout(() => this.#timeOver(job), commandMs);
      this.#commands += 1;
      this.#bytes += bytes;
      if (this.#isReady && this.#client !== null) this.#send(job, this.#client);
      else this.#waiting.push(job);
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isReady = false;
    if (this.#pings !== null) clearInterval(this.#pings);
    for (const job of this.#waiting.splice(0)) {
      this.#settle(job);
      job.reject(new Error("the connection to Redis is closed"));
    }
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
    client.on("ready", () => void this.#clientReady(client));
    client.on("close", () => {
      this.#isReady = false;
    });
    for (const user of this.#users) user.clientCreated?.(client);
    // A first attempt that fails is followed by others; `error` has told why.
    client.connect().catch(() => {});
    this.#pings = setInterval(() => this.#ping(client), this.#options.pingMs);
    this.#pings.unref();
  }

  async #clientReady(client: RedisClient): Promise<void> {
    this.#connections += 1;
    const connection = this.#connections;
    try {
      for (const user of this.#users) await user.linkReady?.(client);
    } catch (error) {
      // Lost again meanwhile: the next connection begins anew.
      this.#lastError = error instanceof Error ? error : new Error(String(error));
    }
    if (this.#isClosed || client.status !== "ready" || connection !== this.#connections) return;
    this.#isReady = true;
    for (const wake of [...this.#wakes]) wake();
    const jobs = this.#waiting.sort((a, b) => a.order - b.order);
    this.#waiting = [];
    for (const job of jobs) this.#send(job, client);
  }

  #send(job: Job, client: RedisClient): void {
    const sentAtMs = performance.now();
    job.send(client).then(
      (reply) => {
        this.#measured(performance.now() - sentAtMs);
        this.#settle(job);
        job.resolve(reply);
      },
      (error: unknown) => {
        // What Redis answered stands; what the connection says means that no answer came.
        const isAnswer = (error as { name?: unknown } | null)?.name === "ReplyError";
        if (!isAnswer && !this.#isClosed && job.timer !== null) {
          job.lastError = error;
          this.#waiting.push(job);
          return;
        }
        this.#settle(job);
        job.reject(error);
      },
    );
  }

  /** The caller is told; a command on its way goes on counting until its connection ends. */
  #timeOver(job: Job): void {
    job.timer = null;
    const place = this.#waiting.indexOf(job);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      this.#settle(job);
    }
    const cause = job.lastError ?? this.#lastError;
    job.reject(new Error(`Redis did not answer within ${this.#options.commandMs} ms`, { cause }));
  }

  #settle(job: Job): void {
    if (job.timer !== null) clearTimeout(job.timer);
    job.timer = null;
    this.#commands -= 1;
    this.#bytes -= job.bytes;
  }

  #ping(client: RedisClient): void {
    if (client.status !== "ready") return;
    const sentAtMs = performance.now();
    client.ping().then(
      () => this.#measured(performance.now() - sentAtMs),
      () => {},
    );
  }

  #measured(ms: number): void {
    this.#latencyMs = this.#latencyMs === null ? ms : this.#latencyMs * 0.9 + ms * 0.1;
  }
}
