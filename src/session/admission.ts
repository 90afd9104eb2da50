// Lets sockets and joins in by slices, so that a storm of pages that all come back at once stalls nobody who is there.

/** Instead of a result: too many wait already. */
export const full: unique symbol = Symbol("full");

/** Between two slices the event loop serves those who are in. */
const sliceMs = 8;
/** Even when they are slow: a turn lets some in. */
const minPerSlice = 16;

/** One per registry. */
export class Admission {
  readonly #maxWaiting: number;
  #queue: (() => void)[] = [];
  #next = 0;
  /** When this turn of the event loop has done enough of it; 0: nothing came in this turn yet. */
  #endMs = 0;
  #count = 0;
  #immediate: NodeJS.Immediate | null = null;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /** Those who wait. */
  get size(): number {
    return this.#queue.length - this.#next;
  }

  /** Whoever is told so should not come back before this time; each hears another one. */
  get delayMs(): number {
    return Math.floor(1_000 + Math.random() * 4_000);
  }

  /** Runs at once when there is nothing before it and time in this turn, else in a later one. */
  admit<Result>(task: () => Result): Result | Promise<Awaited<Result>> | typeof full {
    if (this.size === 0 && this.#hasTime()) return task();
    if (this.size >= this.#maxWaiting) return full;
    return new Promise((resolve, reject) => {
      this.#queue.push(() => {
        try {
          resolve(task() as Awaited<Result>);
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  /** Nobody gets in any more; those who wait are not answered. */
  close(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#immediate = null;
    this.#queue = [];
    this.#next = 0;
  }

  #hasTime(): boolean {
    const nowMs = performance.now();
    if (this.#endMs === 0) this.#startTurn(nowMs);
    this.#count += 1;
    return nowMs < this.#endMs || this.#count <= minPerSlice;
  }

  #startTurn(nowMs: number): void {
    this.#endMs = nowMs + sliceMs;
    this.#count = 0;
    this.#immediate ??= setImmediate(() => this.#turnEnded());
  }

  #turnEnded(): void {
    this.#immediate = null;
    this.#endMs = 0;
    if (this.size === 0) return;
    this.#startTurn(performance.now());
    while (this.size > 0 && this.#hasTime()) {
      const task = this.#queue[this.#next] as () => void;
      this.#next += 1;
      task();
    }
    if (this.size > 0 && this.#next < 1024) return;
    this.#queue = this.#queue.slice(this.#next);
    this.#next = 0;
  }
}
