// Gives sessions with messages their turns, in slices, so that a broadcast to thousands holds nobody up.

/** Something that has work to do soon. */
export interface Turn {
  /** Set by `Scheduler`. */
  isScheduled: boolean;
  /** Must not throw. */
  takeTurn(): void;
}

/** Between two slices the event loop reads sockets: 4 ms is what another client's click may wait. */
const sliceMs = 4;
const turnsPerClockLook = 16;

/** First come, first served; one `setImmediate` a slice. */
export class Scheduler {
  #queue: Turn[] = [];
  #next = 0;
  #immediate: NodeJS.Immediate | null = null;

  schedule(turn: Turn): void {
    if (turn.isScheduled) return;
    turn.isScheduled = true;
    this.#queue.push(turn);
    this.#immediate ??= setImmediate(() => this.#runSlice());
  }

  close(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#immediate = null;
    for (const turn of this.#queue) turn.isScheduled = false;
    this.#queue = [];
    this.#next = 0;
  }

  #runSlice(): void {
    this.#immediate = null;
    const endMs = performance.now() + sliceMs;
    // What is scheduled from now on waits for the next slice, so that no session can starve the others.
    const end = this.#queue.length;
    while (this.#next < end) {
      const turn = this.#queue[this.#next] as Turn;
      this.#next += 1;
      turn.isScheduled = false;
      turn.takeTurn();
      if (this.#next % turnsPerClockLook === 0 && performance.now() > endMs) break;
    }
    this.#queue = this.#queue.slice(this.#next);
    this.#next = 0;
    if (this.#queue.length > 0) this.#immediate ??= setImmediate(() => this.#runSlice());
  }
}
