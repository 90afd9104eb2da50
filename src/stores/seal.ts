// Snapshots that the browser keeps while no process does: sealed, bound to their session, opened once.
import { ConsumedIds } from "./consumed.js";
import { Sealing } from "./sealing.js";

/** What a seal is bound to; it opens for exactly the same. */
export interface SealBinding {
  /** The visitor's cookie. */
  readonly cookieId: string;
  readonly sessionId: string;
  /** Whose session it is, null where the app does not say. */
  readonly key: string | null;
  readonly epoch: number;
}

export type Sealed =
  | { readonly isSealed: true; readonly text: string }
  | { readonly isSealed: false; readonly reason: "too-large" };

/** `forged` stands for another binding too: which part is wrong is nobody's business. */
export type SealRefusal =
  | "malformed"
  | "too-large"
  | "forged"
  | "expired"
  | "future"
  | "revoked"
  | "reused"
  | "full";

export type Opening =
  | { readonly isOpened: true; readonly snapshot: string; readonly sealedAtMs: number }
  | { readonly isOpened: false; readonly reason: SealRefusal };

export interface SealOptions {
  /** The first seals, all open. */
  readonly secrets: readonly string[];
  readonly keepMs?: number;
  /** Bytes of the sealed text. */
  readonly maxBytes?: number;
  /** Opened seals that are remembered until they expire. */
  readonly maxConsumed?: number;
  /** The wall clock, which the processes of an app share more or less. */
  readonly now?: () => number;
}

export const sealDefaults = {
  keepMs: 5 * 60_000,
  // The page sends it back in one frame, which holds 64 KiB.
  maxBytes: 48 * 1024,
  maxConsumed: 100_000,
} as const;

const purpose = "slotwire snapshot 1";
const maxFutureMs = 60_000;

/** Seals snapshots, and opens each of them once. */
export class Seals {
  readonly #sealing: Sealing;
  readonly #keepMs: number;
  readonly #maxBytes: number;
  readonly #consumed: ConsumedIds;
  readonly #now: () => number;

  constructor({ secrets, now = Date.now, ...options }: SealOptions) {
    const { keepMs, maxBytes, maxConsumed } = { ...sealDefaults, ...options };
    this.#sealing = new Sealing({ secrets, purpose, now });
    this.#keepMs = keepMs;
    this.#maxBytes = maxBytes;
    this.#consumed = new ConsumedIds(maxConsumed);
    this.#now = now;
  }

  /** Opened seals that are remembered. */
  get consumedCount(): number {
    return this.#consumed.size;
  }

  seal(snapshot: string, binding: SealBinding): Sealed {
    if (snapshot.length > this.#maxBytes) return { isSealed: false, reason: "too-large" };
    const text = this.#sealing.seal(snapshot, boundTo(binding));
    if (text.length > this.#maxBytes) return { isSealed: false, reason: "too-large" };
    return { isSealed: true, text };
  }

  /**
   * Opens what came from a page; `notBeforeMs` refuses what was sealed before, for a key whose sessions
   * were ended. Checks shape, authenticity, age and use, in this order. Never throws.
   */
  open(text: unknown, binding: SealBinding, notBeforeMs = 0): Opening {
    if (typeof text === "string" && text.length > this.#maxBytes) return refused("too-large");
    const opened = this.#sealing.open(text, boundTo(binding));
    if (!opened.isOpened) return opened;
    const { id, sealedAtMs } = opened;
    const nowMs = this.#now();
    if (sealedAtMs > nowMs + maxFutureMs) return refused("future");
    if (nowMs - sealedAtMs > this.#keepMs) return refused("expired");
    if (sealedAtMs < notBeforeMs) return refused("revoked");
    const use = this.#consumed.consume(id, sealedAtMs + this.#keepMs, nowMs);
    if (use === "repeat") return refused("reused");
    if (use === "full") return refused("full");
    return { isOpened: true, snapshot: opened.text, sealedAtMs };
  }
}

function boundTo({ cookieId, sessionId, key, epoch }: SealBinding): readonly unknown[] {
  return [cookieId, sessionId, key, epoch];
}

function refused(reason: SealRefusal): Opening {
  return { isOpened: false, reason };
}
