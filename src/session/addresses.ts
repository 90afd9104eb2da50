// What all sockets of one address may do together: an address is what the app's own request said it is.
import type { Limits } from "./limits.js";
import { TokenBucket, type TokenRate } from "./token-bucket.js";

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
  /** Of each socket by itself. */
  readonly socketFrames: TokenRate;
  readonly socketJoins: TokenRate;
  readonly #frames: TokenRate;
  readonly #joins: TokenRate;
  readonly #limits: Limits;
  readonly #loads = new Map<string, AddressLoad>();

  constructor(limits: Limits) {
    this.#limits = limits;
    this.socketFrames = { perSecond: limits.eventsPerSecond, burst: limits.eventsBurst };
    this.socketJoins = { perSecond: limits.joinsPerSecond, burst: limits.joinsBurst };
    const { eventsPerSecondPerAddress, eventsBurstPerAddress } = limits;
    this.#frames = { perSecond: eventsPerSecondPerAddress, burst: eventsBurstPerAddress };
    const { joinsPerSecondPerAddress, joinsBurstPerAddress } = limits;
    this.#joins = { perSecond: joinsPerSecondPerAddress, burst: joinsBurstPerAddress };
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
      const frames = new TokenBucket(this.#frames);
      load = { address, sockets: 0, frames, joins: new TokenBucket(this.#joins) };
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
