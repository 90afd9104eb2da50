// The store of one process: bounded by count and bytes, the entries that would end first go first.
import { type Expiring, ExpiryQueue } from "./expiry-queue.js";
import {
  type ClaimResult,
  minDeletedMs,
  type PutOptions,
  type PutResult,
  type SessionStore,
  type StoredSnapshot,
  type StoreStats,
  storeDefaults,
} from "./store.js";

interface Entry extends Expiring {
  readonly id: string;
  /** Null when the session was deleted, or when another entry took its place. */
  snapshot: string | null;
  readonly epoch: number;
  readonly number: number;
  readonly bytes: number;
}

type Content = Pick<Entry, "snapshot" | "epoch" | "number">;

export interface MemoryStoreOptions {
  readonly maxSnapshotBytes?: number;
  readonly maxStored?: number;
  readonly maxStoredBytes?: number;
  /** A clock that never jumps, in milliseconds. */
  readonly now?: () => number;
}

// Ends are looked at this often at most, by one timer for all.
const sweepMs = 1_000;
// What an entry without a text costs: its object, its key and its place in the map and the heap.
const entryBytes = 200;

/** Keeps snapshots in this process: they survive hibernation and lost sockets, not the process. */
export class MemoryStore implements SessionStore {
  readonly #entries = new Map<string, Entry>();
  readonly #queue = new ExpiryQueue<Entry>();
  readonly #maxSnapshotBytes: number;
  readonly #maxStored: number;
  readonly #maxStoredBytes: number;
  readonly #now: () => number;
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: MemoryStoreOptions = {}) {
    const given = { ...storeDefaults, ...options };
    this.#maxSnapshotBytes = given.maxSnapshotBytes;
    this.#maxStored = given.maxStored;
    this.#maxStoredBytes = given.maxStoredBytes;
    // Wall clocks jump; a jump would end every session at once.
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {}

  async get(id: string): Promise<StoredSnapshot | null> {
    const entry = this.#find(id);
    if (entry === null || entry.snapshot === null) return null;
    return { snapshot: entry.snapshot, epoch: entry.epoch };
  }

  async put(id: string, snapshot: string, options: PutOptions): Promise<PutResult> {
    if (Buffer.byteLength(snapshot) > this.#maxSnapshotBytes) return "too-large";
    const { epoch, number, keepMs } = options;
    const stored = this.#find(id);
    if (stored !== null) {
      const isLate = epoch === stored.epoch && number < stored.number;
      if (stored.snapshot === null || epoch < stored.epoch || isLate) return "stale";
    }
    this.#set(id, { snapshot, epoch, number }, this.#now() + keepMs);
    this.#evict();
    return "stored";
  }

  async claim(id: string, fromEpoch: number): Promise<ClaimResult> {
    const entry = this.#find(id);
    if (entry === null || entry.snapshot === null) return { isClaimed: false, reason: "gone" };
    if (entry.epoch !== fromEpoch) {
      return { isClaimed: false, reason: "stale", epoch: entry.epoch };
    }
    const { snapshot, endsAtMs } = entry;
    const epoch = fromEpoch + 1;
    this.#set(id, { snapshot, epoch, number: 0 }, endsAtMs);
    return { isClaimed: true, snapshot, epoch };
  }

  async delete(id: string, epoch = Number.POSITIVE_INFINITY): Promise<void> {
    const entry = this.#find(id);
    if (entry === null || entry.epoch > epoch) return;
    const endsAtMs = Math.max(entry.endsAtMs, this.#now() + minDeletedMs);
    this.#set(id, { snapshot: null, epoch: entry.epoch + 1, number: 0 }, endsAtMs);
  }

  /** Deleted sessions that are still remembered count too. */
  stats(): StoreStats {
    return { count: this.#entries.size, bytes: this.#bytes, latencyMs: 0 };
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#entries.clear();
    this.#queue.clear();
    this.#bytes = 0;
  }

  #find(id: string): Entry | null {
    this.#sweep();
    return this.#entries.get(id) ?? null;
  }

  #set(id: string, content: Content, endsAtMs: number): void {
    const before = this.#entries.get(id);
    if (before !== undefined) this.#drop(before);
    const bytes = entryBytes + id.length + Buffer.byteLength(content.snapshot ?? "");
    const entry: Entry = { id, ...content, bytes, endsAtMs, isReplaced: false };
    this.#entries.set(id, entry);
    this.#queue.add(entry);
    this.#bytes += bytes;
    this.#arm();
  }

  #drop(entry: Entry): void {
    this.#entries.delete(entry.id);
    this.#queue.replace(entry);
    // The entry may lie in the queue for a while; its text must not.
    entry.snapshot = null;
    this.#bytes -= entry.bytes;
  }

  #evict(): void {
    while (this.#entries.size > this.#maxStored || this.#bytes > this.#maxStoredBytes) {
      const first = this.#queue.first();
      if (first === null) return;
      this.#drop(first);
    }
  }

  #sweep(): void {
    const nowMs = this.#now();
    for (let first = this.#queue.first(); first !== null; first = this.#queue.first()) {
      if (first.endsAtMs > nowMs) return;
      this.#drop(first);
    }
  }

  /** One timer for the entry that ends first; it does not keep the process alive. */
  #arm(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => this.#timerFired(), sweepMs);
    this.#timer.unref();
  }

  #timerFired(): void {
    this.#timer = null;
    this.#sweep();
    if (this.#entries.size > 0) this.#arm();
  }
}
