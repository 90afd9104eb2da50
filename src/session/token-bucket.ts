// A token bucket: how often something may happen, and how long to wait when it happened too often.

/** Starts full. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #atMs: number;

  constructor(perSecond: number, burst: number, nowMs = performance.now()) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#atMs = nowMs;
  }

  /** Takes one token, into debt if need be; answers the milliseconds until the debt is paid. */
  take(nowMs = performance.now()): number {
    this.#fill(nowMs);
    this.#tokens -= 1;
    return this.#tokens >= 0 ? 0 : -this.#tokens / this.#perMs;
  }

  /** Takes one token if there is one. */
  tryTake(nowMs = performance.now()): boolean {
    this.#fill(nowMs);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #fill(nowMs: number): void {
    const grown = this.#tokens + (nowMs - this.#atMs) * this.#perMs;
    this.#tokens = Math.min(this.#burst, grown);
    this.#atMs = nowMs;
  }
}
