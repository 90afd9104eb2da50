// How fast one socket may send: by itself, and together with all others of its visitor's address.
import type { Addresses, AddressLoad } from "./addresses.js";
import type { Limits } from "./limits.js";
import { TokenBucket } from "./token-bucket.js";

/** Answers with milliseconds that the socket is to be left unread. */
export class Pace {
  readonly #limits: Limits;
  readonly #addresses: Addresses;
  readonly #frames: TokenBucket;
  #joins: TokenBucket | null = null;
  /** Null until the first session says whose socket it is. */
  #load: AddressLoad | null = null;
  #isOver = false;

  constructor(limits: Limits, addresses: Addresses) {
    this.#limits = limits;
    this.#addresses = addresses;
    this.#frames = new TokenBucket(limits.eventsPerSecond, limits.eventsBurst);
    addresses.strangers += 1;
  }

  frame(): number {
    const nowMs = performance.now();
    const waitMs = this.#frames.take(nowMs);
    return this.#load === null ? waitMs : Math.max(waitMs, this.#load.frames.take(nowMs));
  }

  join(): number {
    const { joinsPerSecond, joinsBurst } = this.#limits;
    this.#joins ??= new TokenBucket(joinsPerSecond, joinsBurst);
    return this.#joins.take();
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
