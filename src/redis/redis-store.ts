// Snapshots in Redis: one hash a session, compared and written in one step by a script.
import { randomBytes } from "node:crypto";
import {
  type ClaimResult,
  minDeletedMs,
  type PutOptions,
  type PutResult,
  type SessionStore,
  type StoredSnapshot,
  type StoreStats,
} from "../stores/store.js";
import type { Link, LinkUser } from "./link.js";
import type { ResolvedRedisOptions } from "./options.js";

// What the words of a command weigh beside the snapshot.
const commandBytes = 200;

/** Shared by all processes of an app; a process that crashes leaves its sessions to the others. */
export class RedisStore implements SessionStore {
  readonly #link: Link;
  /** Needs nothing of the connection but its commands. */
  readonly #user: LinkUser = {};
  readonly #prefix: string;
  readonly #maxSnapshotBytes: number;

  constructor(link: Link, { prefix, maxSnapshotBytes }: ResolvedRedisOptions) {
    this.#link = link;
    this.#prefix = `${prefix}session:`;
    this.#maxSnapshotBytes = maxSnapshotBytes;
  }

  start(): Promise<void> {
    return this.#link.start(this.#user);
  }

  async get(id: string): Promise<StoredSnapshot | null> {
    const key = this.#prefix + id;
    const [epoch, snapshot] = await this.#link.run(commandBytes, (client) =>
      client.hmget(key, "e", "s"),
    );
    if (typeof epoch !== "string" || typeof snapshot !== "string") return null;
    return { snapshot, epoch: Number(epoch) };
  }

  async put(id: string, snapshot: string, options: PutOptions): Promise<PutResult> {
    const bytes = Buffer.byteLength(snapshot);
    if (bytes > this.#maxSnapshotBytes) return "too-large";
    const { epoch, number } = options;
    const keepMs = Math.max(1, Math.ceil(options.keepMs));
    const stored = await this.#link.run(commandBytes + bytes, (client) =>
      client.slotwirePut(this.#prefix + id, epoch, number, keepMs, snapshot),
    );
    return stored === 1 ? "stored" : "stale";
  }

  async claim(id: string, fromEpoch: number): Promise<ClaimResult> {
    // Sent again when the answer is lost, it must not find that another, itself, was first.
    const claimant = randomBytes(9).toString("base64url");
    const reply = await this.#link.run(commandBytes, (client) =>
      client.slotwireClaim(this.#prefix + id, fromEpoch, claimant),
    );
    if (!Array.isArray(reply)) return { isClaimed: false, reason: "gone" };
    const [epoch, snapshot] = reply as [number, string?];
    if (snapshot === undefined) return { isClaimed: false, reason: "stale", epoch };
    return { isClaimed: true, snapshot, epoch };
  }

  async delete(id: string, epoch = Number.MAX_SAFE_INTEGER): Promise<void> {
    await this.#link.run(commandBytes, (client) =>
      client.slotwireDelete(this.#prefix + id, minDeletedMs, epoch),
    );
  }

  /** Redis could count keys only by looking at all of them. */
  stats(): StoreStats {
    return { count: null, bytes: null, latencyMs: this.#link.stats.latencyMs };
  }

  close(): Promise<void> {
    return this.#link.stop(this.#user);
  }
}
