// `redis()`: what createLive needs for several processes, and for sessions that survive them.
import type { PubSubAdapter } from "../pubsub/adapter.js";
import type { SessionStore } from "../stores/store.js";
import { type CreateClient, createClient } from "./client.js";
import { Link, type LinkStats } from "./link.js";
import { type RedisOptions, type ResolvedRedisOptions, resolveRedisOptions } from "./options.js";
import { RedisPubSub } from "./redis-pubsub.js";
import { RedisStore } from "./redis-store.js";

export type { LinkStats } from "./link.js";
export type { RedisOptions } from "./options.js";

/** What `redis()` returns. Spread into `createLive`, it gives `pubsub` and `store` and nothing else. */
export class Redis {
  /** Topics between processes. */
  readonly pubsub: PubSubAdapter;
  /** Snapshots of sessions, for whichever process runs them next. */
  readonly store: SessionStore;
  readonly #commands: Link;
  readonly #channels: Link;

  constructor(options: ResolvedRedisOptions, create: CreateClient) {
    this.#commands = new Link(options, create);
    this.#channels = new Link(options, create);
    const links = { commands: this.#commands, channels: this.#channels };
    this.pubsub = new RedisPubSub(links, options);
    this.store = new RedisStore(this.#commands, options);
  }

  /**
   * Waits until both connections stand, for an app that does not want to begin without. Rejects with an
   * error whose `cause` is the last one of the connection when that takes longer than `timeoutMs`
   * (10,000 unless told).
   *
   * @example
   * ```ts
   * import { redis } from "slotwire/redis";
   *
   * const shared = redis({ url: "redis://127.0.0.1:6379" });
   * await shared.ready({ timeoutMs: 5_000 });
   * ```
   */
  async ready({ timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {}): Promise<void> {
    await Promise.all([this.#commands.ready(timeoutMs), this.#channels.ready(timeoutMs)]);
  }

  /** How both connections are, for a status page. */
  stats(): { readonly commands: LinkStats; readonly channels: LinkStats } {
    return { commands: this.#commands.stats, channels: this.#channels.stats };
  }

  /** Closes both connections. `live.close()` does it for what was given to `createLive`. */
  async close(): Promise<void> {
    await Promise.all([this.#commands.close(), this.#channels.close()]);
  }
}

/**
 * Topics and snapshots by Redis 6.2 or later, for several processes and for sessions that survive a
 * crash. Needs the package `ioredis`, and connects when `createLive` gets it. While Redis is down,
 * commands wait for `commandMs` and fail then; the connections come back by themselves, topics are
 * subscribed again, and views are told that they may have missed messages.
 *
 * Throws `REDIS_OPTION_INVALID` at once; `REDIS_CLIENT_MISSING` comes from `ready()`, or goes to
 * `onError` when the app starts.
 *
 * @example
 * ```ts
 * import { createLive } from "slotwire";
 * import { redis } from "slotwire/redis";
 *
 * declare const secret: string;
 * const live = createLive({ secret, ...redis({ url: "redis://127.0.0.1:6379", prefix: "shop:" }) });
 * ```
 */
export function redis(options: RedisOptions = {}): Redis {
  return new Redis(resolveRedisOptions(options), createClient);
}
