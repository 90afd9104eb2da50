// Writes one session's snapshots: one at a time, in order, and the latest only when several wait.
import type { PutResult, SessionStore } from "./store.js";

interface Write {
  /** Makes the snapshot when the write begins, so that it holds all that happened until then. */
  take: () => string;
  keepMs: number;
  readonly written: Promise<PutResult>;
  begin(): Promise<PutResult>;
}

/**
 * The way of one owner's snapshots into the store. A write that is asked for while another is on its way
 * waits for it; all that wait are one write, so that a slow store costs freshness, not a backlog, and a
 * single event costs one round trip.
 */
export class SnapshotWriter {
  readonly #store: Pick<SessionStore, "put">;
  readonly #id: string;
  readonly #epoch: number;
  #number = 0;
  #current: Promise<unknown> | null = null;
  #waiting: Write | null = null;
  #isStale = false;

  constructor(store: Pick<SessionStore, "put">, { id, epoch }: { id: string; epoch: number }) {
    this.#store = store;
    this.#id = id;
    this.#epoch = epoch;
  }

  /** Another process owns the session, or it was deleted: this copy must end. */
  get isStale(): boolean {
    return this.#isStale;
  }

  get isWriting(): boolean {
    return this.#current !== null;
  }

  /**
   * Answers when a snapshot that was taken after this call lies in the store, or why it does not.
   * Rejects when `take` throws or the store cannot be asked; the next write starts afresh.
   */
  write(take: () => string, keepMs: number): Promise<PutResult> {
    if (this.#isStale) return Promise.resolve("stale");
    if (this.#current === null) return this.#begin(take, keepMs);
    this.#waiting ??= this.#createWrite(take, keepMs);
    this.#waiting.take = take;
    this.#waiting.keepMs = keepMs;
    return this.#waiting.written;
  }

  /** Answers when nothing is on its way any more, however it ended. */
  async settled(): Promise<void> {
    while (this.#current !== null) await this.#current;
  }

  #createWrite(take: () => string, keepMs: number): Write {
    let settle: (result: Promise<PutResult>) => void = () => {};
    const written = new Promise<PutResult>((resolve) => {
      settle = resolve;
    });
    const write: Write = {
      take,
      keepMs,
      written,
      begin: () => {
        const result = this.#isStale
          ? Promise.resolve<PutResult>("stale")
          : this.#begin(write.take, write.keepMs);
        settle(result);
        return result;
      },
    };
    return write;
  }

  #begin(take: () => string, keepMs: number): Promise<PutResult> {
    const result = this.#put(take, keepMs);
    this.#current = result.then(
      () => this.#ended(),
      () => this.#ended(),
    );
    return result;
  }

  async #put(take: () => string, keepMs: number): Promise<PutResult> {
    const snapshot = take();
    this.#number += 1;
    const options = { epoch: this.#epoch, number: this.#number, keepMs };
    const result = await this.#store.put(this.#id, snapshot, options);
    if (result === "stale") this.#isStale = true;
    return result;
  }

  #ended(): void {
    this.#current = null;
    const next = this.#waiting;
    this.#waiting = null;
    next?.begin();
  }
}
