// A socket in which more waits than may: how long that has lasted, how much came behind it, and when it is over.
import { type FrameSocket, openState } from "./frame-socket.js";
import type { Limits } from "./limits.js";

export class Congestion {
  readonly #ws: FrameSocket;
  readonly #limits: Limits;
  /** By the clock of all sockets, in seconds. */
  readonly #since: number;
  readonly #bytes: number;

  constructor(ws: FrameSocket, limits: Limits, since: number) {
    this.#ws = ws;
    this.#limits = limits;
    this.#since = since;
    this.#bytes = ws.bufferedAmount;
  }

  isTooLong(now: number): boolean {
    return (now - this.#since) * 1000 >= this.#limits.stalledMs;
  }

  /** One large patch is no fault of the client's; what piles up behind it is. */
  get isTooMuch(): boolean {
    return this.#ws.bufferedAmount - this.#bytes > this.#limits.maxStalledBytes;
  }

  /** `ws` has no drain event: the callback of a ping comes when all that was written before it is out. */
  awaitEnd(ended: () => void): void {
    this.#ws.ping("", false, () => {
      if (this.#ws.readyState !== openState) return;
      if (this.#ws.bufferedAmount > this.#limits.maxBufferedBytes) this.awaitEnd(ended);
      else ended();
    });
  }
}
