// `nats()`: what createLive needs for several processes, and for sessions that survive them.
import type { PubSubAdapter } from "../pubsub/adapter.js";
import type { SessionStore } from "../stores/store.js";
import { type Connect, connectNats } from "./client.js";
import { NatsLink, type NatsStats } from "./link.js";
import { NatsPubSub } from "./nats-pubsub.js";
import { NatsStore } from "./nats-store.js";
import { type NatsOptions, type ResolvedNatsOptions, resolveNatsOptions } from "./options.js";

export type { NatsStats } from "./link.js";
export type { NatsOptions } from "./options.js";

/** What `nats()` returns. Spread into `createLive`, it gives `pubsub` and `store` and nothing else. */
export class Nats {
  /** Topics between processes. */
  readonly pubsub: PubSubAdapter;
  /** Snapshots of sessions, for whichever process runs them next. */
  readonly store: SessionStore;
  readonly #link: NatsLink;

  constructor(options: ResolvedNatsOptions, connect: Connect) {
    this.#link = new NatsLink(options, connect);
    this.pubsub = new NatsPubSub(this.#link, options);
    this.store = new NatsStore(this.#link, options);
  }

  /**
   * Waits until the connection stands, for an app that does not want to begin without. Rejects with an
   * error whose `cause` is the last one of the connection when that takes longer than `timeoutMs`
   * (10,000 unless told).
   *
   * @example
   * ```ts
   * import { nats } from "slotwire/nats";
   *
   * const shared = nats({ servers: "nats://127.0.0.1:4222" });
   * await shared.ready({ timeoutMs: 5_000 });
   * ```
   */
  ready({ timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {}): Promise<void> {
    return this.#link.ready(timeoutMs);
  }

  /** How the connection is, for a status page. */
  stats(): NatsStats {
    return this.#link.stats;
  }

  /** Closes the connection. `live.close()` does it for what was given to `createLive`. */
  close(): Promise<void> {
    return this.#link.close();
  }
}

/**
 * Topics by NATS and snapshots in a JetStream bucket, for several processes and for sessions that survive
 * a crash. Needs NATS 2.9 or later with JetStream, and the packages `@nats-io/transport-node`,
 * `@nats-io/jetstream` and `@nats-io/kv`. It connects when `createLive` gets it, and behaves under faults
 * as `redis()` does.
 *
 * Throws `NATS_OPTION_INVALID` at once; `NATS_CLIENT_MISSING` comes from `ready()`, or goes to `onError`
 * when the app starts.
 *
 * @example
 * ```ts
 * import { createLive } from "slotwire";
 * import { nats } from "slotwire/nats";
 *
 * declare const secret: string;
 * const live = createLive({ secret, ...nats({ servers: "nats://127.0.0.1:4222", prefix: "shop" }) });
 * ```
 */
export function nats(options: NatsOptions = {}): Nats {
  return new Nats(resolveNatsOptions(options), connectNats);
}
