// One direction of a slow network: what is put in comes out later, in the order it was put in.

/** Each way takes `ms`, more or less by up to `jitterMs`. */
export interface Latency {
  readonly ms: number;
  readonly jitterMs: number;
}

export class Lane {
  readonly #latency: () => Latency;
  readonly #waiting: (() => void)[] = [];
  #lastAtMs = 0;

  /** `latency` is asked for every delivery: it may be changed at any time. */
  constructor(latency: () => Latency) {
    this.#latency = latency;
  }

  put(deliver: () => void): void {
    const { ms, jitterMs } = this.#latency();
    const isFree = ms === 0 && jitterMs === 0 && this.#waiting.length === 0;
    if (isFree) return deliver();
    const nowMs = performance.now();
    const delayMs = Math.max(0, ms + (Math.random() * 2 - 1) * jitterMs);
    // A lucky one does not overtake: one connection is one line.
    this.#lastAtMs = Math.max(this.#lastAtMs, nowMs + delayMs);
    this.#waiting.push(deliver);
    setTimeout(() => this.#waiting.shift()?.(), this.#lastAtMs - nowMs);
  }
}
