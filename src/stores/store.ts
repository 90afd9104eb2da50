// What a store does: keep the last snapshot of each session for whoever runs it next, one owner at a time.

/** A snapshot as it lies in a store. */
export interface StoredSnapshot {
  readonly snapshot: string;
  readonly epoch: number;
}

/** What a write says of itself, besides the snapshot. */
export interface PutOptions {
  /** The writer's epoch; a lower one than the stored is refused. */
  readonly epoch: number;
  /** Counts the writes within the epoch; a lower one than the stored is refused, the same is a repeat. */
  readonly number: number;
  /** How long the snapshot is of use, from now. No clock of another machine has a say in it. */
  readonly keepMs: number;
}

/** `stale`: another process owns the session, a later write came first, or the session was deleted. */
export type PutResult = "stored" | "stale" | "too-large";

export type ClaimResult =
  | { readonly isClaimed: true; readonly snapshot: string; readonly epoch: number }
  /** Another claimed first; `epoch` is the stored one. */
  | { readonly isClaimed: false; readonly reason: "stale"; readonly epoch: number }
  | { readonly isClaimed: false; readonly reason: "gone" };

/** What a store knows of itself; null is what it cannot tell without searching. */
export interface StoreStats {
  readonly count: number | null;
  readonly bytes: number | null;
  /** The running mean of what one call takes. */
  readonly latencyMs: number | null;
}

/**
 * Keeps snapshots between the owners of a session. Snapshots are opaque, well-formed text.
 *
 * Stale and missing are results; a method rejects only when the store cannot be asked. Each method may
 * be repeated: a caller that does not know whether its call arrived calls again.
 *
 * @example
 * ```ts
 * import type { SessionStore } from "slotwire";
 *
 * declare const store: SessionStore;
 * const written = await store.put("s1", "{}", { epoch: 1, number: 1, keepMs: 60_000 });
 * const claim = await store.claim("s1", 1); // from now on epoch 1 writes nothing
 * ```
 */
export interface SessionStore {
  /** Called once, before anything else. */
  start(): void | Promise<void>;
  get(id: string): Promise<StoredSnapshot | null>;
  /** Replaces the snapshot in one step, if the writer is neither of an older epoch nor late. */
  put(id: string, snapshot: string, options: PutOptions): Promise<PutResult>;
  /** Takes the session over: of several with one `fromEpoch`, exactly one gets the snapshot and epoch + 1. */
  claim(id: string, fromEpoch: number): Promise<ClaimResult>;
  /**
   * Ends it for every writer: until it would have expired, writes of this session are stale. With an
   * `epoch` it is that owner's word alone: what another has claimed since stays.
   */
  delete(id: string, epoch?: number): Promise<void>;
  stats(): StoreStats;
  close(): void | Promise<void>;
}

/** The bounds of a store, as they are unless told. */
export const storeDefaults = {
  /** Bytes of one snapshot, in UTF-8. */
  maxSnapshotBytes: 256 * 1024,
  /** Snapshots in the store of one process. */
  maxStored: 10_000,
  /** Bytes of all of them. */
  maxStoredBytes: 64 * 1024 * 1024,
} as const;

/** That a session was deleted is remembered at least this long: a write on its way arrives before. */
export const minDeletedMs = 60_000;
