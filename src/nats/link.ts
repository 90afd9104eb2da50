// The connection to NATS: made until it stands, after that it looks after itself, and tells how it is.
import { setTimeout as wait } from "node:timers/promises";
import { CommandQueue } from "../adapters/command-queue.js";
import { timerMs } from "../timer-ms.js";
import { type Connect, loadNats, type NatsClient } from "./client.js";
import type { ResolvedNatsOptions } from "./options.js";

/** Whoever uses the connection beyond its commands. */
export interface LinkUser {
  /** Connected, for the first time or again. */
  linkReady?(client: NatsClient): void | Promise<void>;
}

/** How the connection is, for a status page. */
export interface NatsStats {
  readonly isReady: boolean;
  /** Commands on their way or waiting for a connection. */
  readonly commands: number;
  readonly latencyMs: number | null;
  /** How often it was connected. */
  readonly connections: number;
  readonly lastError: string | null;
}

/** What JetStream or the client says of the command itself. */
const answers: readonly unknown[] = ["JetStreamApiError", "InvalidArgumentError"];
/** What a server says, too, that has just begun: it is asked again for a while. */
const lateAnswers: readonly unknown[] = ["JetStreamNotEnabled", "StreamNotFoundError"];

/** It stands; any other error means that no answer came, or not yet. */
export function isAnswer(error: unknown): boolean {
  return answers.includes(nameOf(error));
}

/** JetStream has lost the bucket, as a server has that begins with an empty disk. */
export function isBucketGone(error: unknown): boolean {
  return nameOf(error) === "StreamNotFoundError";
}

function isFinal(error: unknown): boolean {
  return isAnswer(error) || lateAnswers.includes(nameOf(error));
}

function nameOf(error: unknown): unknown {
  return (error as { name?: unknown } | null)?.name;
}

export class NatsLink {
  readonly #options: ResolvedNatsOptions;
  readonly #connect: Connect;
  readonly #queue: CommandQueue<NatsClient>;
  readonly #users = new Set<LinkUser>();
  readonly #wakes = new Set<() => void>();
  /** Those to tell when the connection is lost. */
  readonly #sent = new Set<(error: Error) => void>();
  readonly #ending = new AbortController();
  #client: NatsClient | null = null;
  #loading: Promise<void> | null = null;
  #looking: Promise<void> = Promise.resolve();
  #connections = 0;
  #lastError: unknown = null;

  constructor(options: ResolvedNatsOptions, connect: Connect) {
    this.#options = options;
    this.#connect = connect;
    this.#queue = new CommandQueue({ ...options, server: "NATS", isAnswer: isFinal });
  }

  get stats(): NatsStats {
    return {
      isReady: this.#queue.isOpen,
      commands: this.#queue.count,
      latencyMs: this.#queue.latencyMs,
      connections: this.#connections,
      lastError: this.#lastError === null ? null : String(this.#lastError),
    };
  }

  /** The client, also while it is connecting again; null before it connected first. */
  get client(): NatsClient | null {
    return this.#client;
  }

  /** Begins to connect; rejects only when there is nothing to connect with. */
  async start(user: LinkUser): Promise<void> {
    this.#users.add(user);
    await this.connect();
    if (this.#client !== null && this.#queue.isOpen) await user.linkReady?.(this.#client);
  }

  /** Closes when nobody is left. */
  stop(user: LinkUser): Promise<void> {
    this.#users.delete(user);
    return this.#users.size === 0 ? this.close() : Promise.resolve();
  }

  connect(): Promise<void> {
    this.#loading ??= loadNats().then(() => {
      this.#looking = this.#look();
    });
    return this.#loading;
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
        else reject(new Error("NATS cannot be reached", { cause: this.#lastError }));
      };
      const timer = setTimeout(wake, timerMs(timeoutMs));
      this.#wakes.add(wake);
    });
  }

  /** Sends a command, again when the connection is lost before its answer: it must bear to be repeated. */
  run<Reply>(bytes: number, send: (client: NatsClient) => Promise<Reply>): Promise<Reply> {
    return this.#queue.run(bytes, (client) => this.#untilLost(send(client)));
  }

  /** A request that waits for its answer is not told by the client that none will come. */
  #untilLost<Reply>(sent: Promise<Reply>): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#sent.add(reject);
      sent.then(resolve, reject).finally(() => this.#sent.delete(reject));
    });
  }

  #lost(error: unknown = null): void {
    this.#queue.shut(error);
    for (const reject of [...this.#sent]) reject(new Error("the connection to NATS was lost"));
  }

  async close(): Promise<void> {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    this.#queue.close();
    this.#lost();
    for (const wake of [...this.#wakes]) wake();
    await this.#client?.connection.close();
    await this.#looking;
  }

  /** The first connection is tried for until it stands; the client makes all others itself. */
  async #look(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        const client = await this.#connect(this.#options);
        if (signal.aborted) return await client.connection.close();
        this.#client = client;
        await this.#opened(client);
        return await this.#watch(client);
      } catch (error) {
        this.#lastError = error;
        const pauseMs = 1 + Math.random() * this.#options.maxRetryMs;
        await wait(pauseMs, null, { signal }).catch(() => {});
      }
    }
  }

  async #watch(client: NatsClient): Promise<void> {
    for await (const { type, error } of client.connection.status()) {
      if (type === "error") this.#lastError = error;
      else if (type === "disconnect" || type === "staleConnection") this.#lost();
      else if (type === "reconnect") await this.#opened(client).catch(() => {});
    }
  }

  async #opened(client: NatsClient): Promise<void> {
    this.#connections += 1;
    try {
      for (const user of this.#users) await user.linkReady?.(client);
    } catch (error) {
      // Lost again meanwhile; the client says when it is back.
      this.#lastError = error;
      this.#lost(error);
      return;
    }
    if (this.#ending.signal.aborted) return;
    this.#queue.open(client);
    for (const wake of [...this.#wakes]) wake();
  }
}
