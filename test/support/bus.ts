// Topics between apps of one test process, as a broker carries them between processes; it can hold what is for one.
import type { Envelope, PubSubAdapter } from "../../src/pubsub/adapter.js";

export interface BusAdapter extends PubSubAdapter {
  /** What comes for this one waits, as for a process that is busy. */
  hold(): void;
  release(): void;
  /** All that waits is lost, and told to be. */
  lose(): void;
  readonly waiting: number;
}

export class Bus {
  readonly #adapters = new Set<Station>();

  adapter(): BusAdapter {
    const station = new Station(this);
    this.#adapters.add(station);
    return station;
  }

  publish(envelope: Envelope): void {
    // As text, because a broker keeps no objects.
    const text = JSON.stringify(envelope);
    for (const adapter of this.#adapters) adapter.arrive(text);
  }

  leave(station: Station): void {
    this.#adapters.delete(station);
  }
}

class Station implements BusAdapter {
  readonly #bus: Bus;
  readonly #topics = new Set<string>();
  readonly #texts: string[] = [];
  #isHeld = false;
  #receive: (envelope: Envelope) => void = () => {};
  #missed: (topic: string | null) => void = () => {};

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  get waiting(): number {
    return this.#texts.length;
  }

  start(receive: (envelope: Envelope) => void, missed: (topic: string | null) => void): void {
    this.#receive = receive;
    this.#missed = missed;
  }

  subscribe(topic: string): void {
    this.#topics.add(topic);
  }

  unsubscribe(topic: string): void {
    this.#topics.delete(topic);
  }

  publish(envelope: Envelope): void {
    this.#bus.publish(envelope);
  }

  close(): void {
    this.#bus.leave(this);
    this.#receive = () => {};
  }

  arrive(text: string): void {
    const { topic } = JSON.parse(text) as Envelope;
    if (!this.#topics.has(topic)) return;
    this.#texts.push(text);
    if (!this.#isHeld) setImmediate(() => this.#deliver());
  }

  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.#deliver();
  }

  /** All that waits is lost, and told to be. */
  lose(): void {
    this.#texts.length = 0;
    this.#isHeld = false;
    this.#missed(null);
  }

  #deliver(): void {
    if (this.#isHeld) return;
    for (const text of this.#texts.splice(0)) this.#receive(JSON.parse(text));
  }
}
