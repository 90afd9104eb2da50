// One clock for all sockets of a process: finds those that never joined, fell silent, or stopped reading.

/** A socket as the clock sees it. */
export interface Beating {
  /** Too many bytes wait in it. */
  readonly isCongested: boolean;
  /** A second has passed; `now` counts seconds. */
  secondPassed(now: number): void;
}

interface Clock {
  secondPassed(): void;
}

/** Runs only while there are sockets. */
export class Heartbeats<Socket extends Beating = Beating> {
  /** Seconds since the first socket, read instead of a clock with every frame. */
  now = 0;
  readonly #beating = new Set<Socket>();
  #interval: NodeJS.Timeout | null = null;
  #emptied: (() => void) | null = null;
  readonly #clock: Clock | null;

  /** `clock` is told of every second, too. */
  constructor(clock: Clock | null = null) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#beating.size;
  }

  get congested(): number {
    let count = 0;
    for (const { isCongested } of this.#beating) if (isCongested) count += 1;
    return count;
  }

  add(beating: Socket): void {
    this.#beating.add(beating);
    this.#interval ??= setInterval(() => this.#beat(), 1000).unref();
  }

  remove(beating: Socket): void {
    this.#beating.delete(beating);
    if (this.#beating.size === 0) this.#stop();
  }

  get all(): Iterable<Socket> {
    return this.#beating;
  }

  /** Settles when the last socket is gone; `ws` sees to it that none takes long. */
  async emptied(): Promise<void> {
    if (this.#beating.size === 0) return;
    await new Promise<void>((resolve) => {
      const before = this.#emptied;
      this.#emptied = () => {
        before?.();
        resolve();
      };
    });
  }

  #beat(): void {
    this.now += 1;
    this.#clock?.secondPassed();
    for (const beating of this.#beating) beating.secondPassed(this.now);
  }

  #stop(): void {
    if (this.#interval !== null) clearInterval(this.#interval);
    this.#interval = null;
    this.#emptied?.();
    this.#emptied = null;
  }
}
