// How fast one socket may send: by itself, and together with all others of its visitor's address.
import type { Addresses, AddressLoad } from "./addresses.js";
import { afterTaking, noDebt } from "./token-bucket.js";

/** Answers with milliseconds that the socket is to be left unread. */
export class Pace {
  readonly #addresses: Addresses;
  /** When the debts of its own buckets are paid. */
  #framesPaidMs = noDebt;
  #joinsPaidMs = noDebt;
  /** Null until the first session says whose socket it is. */
  #load: AddressLoad | null = null;
  #isOver = false;

  constructor(addresses: Addresses) {
    this.#addresses = addresses;
    addresses.strangers += 1;
  }

  frame(): number {
    const nowMs = performance.now();
    this.#framesPaidMs = afterTaking(this.#framesPaidMs, nowMs, this.#addresses.socketFrames);
    const waitMs = Math.max(0, this.#framesPaidMs - nowMs);
    return this.#load === null ? waitMs : Math.max(waitMs, this.#load.frames.take(nowMs));
  }

  join(): number {
    const nowMs = performance.now();
    this.#joinsPaidMs = afterTaking(this.#joinsPaidMs, nowMs, this.#addresses.socketJoins);
    return Math.max(0, this.#joinsPaidMs - nowMs);
  }

  /** A session of this address has come to the socket; null when the address has too many sockets. */
  entered(address: string): number | null {
    if (this.#load === null) {
      this.#load = this.#addresses.enter(address);
      if (this.#load === null) return null;
      this.#addresses.strangers -= 1;
    }
    return this.#load.joins.take();
  }

  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#load === null) this.#addresses.strangers -= 1;
    else this.#addresses.leave(this.#load);
  }
}
