// Counts what a process does, and how often a second.

/** Of the seconds that a rate looks back to. */
const windowSeconds = 10;

interface Sample {
  readonly events: number;
  readonly patches: number;
}

/** Counters only grow, as a monitor wants them. */
export class Meter {
  /** Events of pages that were taken, repeated ones included. */
  events = 0;
  patches = 0;
  /** Sessions that a page has joined, each time it did. */
  joins = 0;
  /** That had sockets. */
  seconds = 0;
  #samples: Sample[] = [];

  /** A second has passed, with sockets there. */
  secondPassed(): void {
    this.seconds += 1;
    this.#samples.push({ events: this.events, patches: this.patches });
    if (this.#samples.length > windowSeconds) this.#samples.shift();
  }

  /** Over the last ten seconds that had sockets. */
  get perSecond(): Sample {
    const first = this.#samples[0];
    if (first === undefined) return { events: 0, patches: 0 };
    const seconds = this.#samples.length;
    const rate = (now: number, then: number) => Math.round(((now - then) / seconds) * 10) / 10;
    return {
      events: rate(this.events, first.events),
      patches: rate(this.patches, first.patches),
    };
  }
}
