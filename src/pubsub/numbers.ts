// The numbers of messages: counted by topic where they are published, compared where they are received.
import type { Envelope } from "./adapter.js";

interface Count {
  epoch: number;
  number: number;
}

/** Topics that are counted at a time; one that was forgotten begins again in another epoch. */
const maxCounted = 100_000;

/** Counts what this process publishes, topic by topic: a subscriber of one sees no gap by the others. */
export class TopicNumbers {
  readonly #counts = new Map<string, Count>();
  readonly #max: number;
  #epoch = 1;

  constructor(max = maxCounted) {
    this.#max = max;
  }

  next(topic: string): { readonly epoch: number; readonly number: number } {
    const count = this.#counts.get(topic);
    if (count !== undefined) {
      count.number += 1;
      return { ...count };
    }
    if (this.#counts.size >= this.#max) {
      // A receiver must not take the 1 of the topic's second count for a repeat.
      this.#counts.clear();
      this.#epoch += 1;
    }
    this.#counts.set(topic, { epoch: this.#epoch, number: 1 });
    return { epoch: this.#epoch, number: 1 };
  }
}

/** `gap`: something before this message did not come. `repeat`: it came already. */
export type Place = "next" | "gap" | "repeat";

/** Publishers that are watched in one topic; one that was forgotten is met as for the first time. */
const maxPublishers = 1_000;

/** Notices what is missing between two messages of one process in one topic. */
export class GapWatch {
  readonly #last = new Map<string, Map<string, Count>>();

  /** What came before the first message of a process is not known: whoever subscribes loads then. */
  placeOf({ topic, process, epoch, number }: Envelope): Place {
    let publishers = this.#last.get(topic);
    if (publishers === undefined) {
      publishers = new Map();
      this.#last.set(topic, publishers);
    }
    const last = publishers.get(process);
    if (last === undefined) {
      if (publishers.size >= maxPublishers) publishers.delete(publishers.keys().next().value ?? "");
      publishers.set(process, { epoch, number });
      return "next";
    }
    if (epoch < last.epoch || (epoch === last.epoch && number <= last.number)) return "repeat";
    const isNext = epoch === last.epoch && number === last.number + 1;
    last.epoch = epoch;
    last.number = number;
    return isNext ? "next" : "gap";
  }

  forget(topic: string): void {
    this.#last.delete(topic);
  }

  clear(): void {
    this.#last.clear();
  }
}
