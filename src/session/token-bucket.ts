// A token bucket: how often something may happen, and how long to wait when it happened too often.

export interface TokenRate {
  readonly perSecond: number;
  /** So many at once, after a pause. */
  readonly burst: number;
}

/** Of a full bucket. */
export const noDebt = Number.NEGATIVE_INFINITY;

/**
 * A bucket is one number: when its debt is paid, in the past while it has tokens. Takes one, and answers the
 * number after it.
 */
export function afterTaking(
  paidMs: number,
  nowMs: number,
  { perSecond, burst }: TokenRate,
): number {
  const msPerToken = 1000 / perSecond;
  return Math.max(paidMs, nowMs - burst * msPerToken) + msPerToken;
}

/** Starts full. */
export class TokenBucket {
  readonly #rate: TokenRate;
  #paidMs = noDebt;

  constructor(rate: TokenRate) {
    this.#rate = rate;
  }

  /** Takes one token, into debt if need be; answers the milliseconds until the debt is paid. */
  take(nowMs = performance.now()): number {
    this.#paidMs = afterTaking(this.#paidMs, nowMs, this.#rate);
    return Math.max(0, this.#paidMs - nowMs);
  }

  /** Takes one token if there is one. */
  tryTake(nowMs = performance.now()): boolean {
    const paidMs = afterTaking(this.#paidMs, nowMs, this.#rate);
    if (paidMs > nowMs) return false;
    this.#paidMs = paidMs;
    return true;
  }
}
