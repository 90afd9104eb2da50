// What all sockets of one address may do together: an address is what the app's own request said it is.
import type { Limits } from "./limits.js";
import { TokenBucket } from "./token-bucket.js";

/** The sockets of one address. */
export interface AddressLoad {
  readonly address: string;
  sockets: number;
  readonly frames: TokenBucket;
  readonly joins: TokenBucket;
}

/** One per registry; an address without a socket is forgotten. */
export class Addresses {
  /** Sockets that have not joined anything yet, whose address nobody has vouched for. */
  strangers = 0;
  readonly #limits: Limits;
  readonly #loads = new Map<string, AddressLoad>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Addresses with a socket. */
  get size(): number {
    return this.#loads.size;
  }

  get isFullOfStrangers(): boolean {
    return this.strangers >= this.#limits.maxUnjoinedSockets;
  }

  /** Null when the address has too many sockets. */
  enter(address: string): AddressLoad | null {
    const limits = this.#limits;
    let load = this.#loads.get(address);
    if (load === undefined) {
      const frames = new TokenBucket(
        limits.eventsPerSecondPerAddress,
        limits.eventsBurstPerAddress,
      );
      const joins = new TokenBucket(limits.joinsPerSecondPerAddress, limits.joinsBurstPerAddress);
      load = { address, sockets: 0, frames, joins };
      this.#loads.set(address, load);
    }
    if (load.sockets >= limits.maxSocketsPerAddress) return null;
    load.sockets += 1;
    return load;
  }

  leave(load: AddressLoad): void {
    load.sockets -= 1;
    if (load.sockets === 0) this.#loads.delete(load.address);
  }
}
