// Topics of one process: who subscribes to what here, and the numbering of what is published here.
import { randomBytes } from "node:crypto";
import { checkMessage, type Topic } from "../live/topic.js";
import type { Envelope, PubSubAdapter } from "./adapter.js";
import { GapWatch, TopicNumbers } from "./numbers.js";

/** Settles when the adapter has done it, at once for the local one. */
type Done = void | Promise<void>;

/** Told of each message, in the order of publishing; must only take note, not do the work. */
export interface Subscriber {
  topicReceived(envelope: Envelope): void;
  /** Messages of this topic may have been lost; told before the next one that came. */
  topicMissed?(topic: string): void;
}

/** The pub/sub of one process, on top of an adapter. */
export class PubSub {
  readonly process = randomBytes(9).toString("base64url");
  readonly #adapter: PubSubAdapter;
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  /** Topics that the adapter is still subscribing to. */
  readonly #coming = new Map<string, Promise<void>>();
  readonly #adapterFailed: (error: unknown) => void;
  readonly #numbers = new TopicNumbers();
  readonly #gaps = new GapWatch();

  /** What fails in the adapter is told, not thrown: no session can do anything about it. */
  constructor(adapter: PubSubAdapter, adapterFailed: (error: unknown) => void) {
    this.#adapter = adapter;
    this.#adapterFailed = adapterFailed;
  }

  start(): Done {
    const receive = (envelope: Envelope) => this.#deliver(envelope);
    return this.#guard(() => this.#adapter.start(receive, (topic) => this.#missed(topic)));
  }

  /** Topics of the app that have a subscriber in this process; those of processes begin with `#`. */
  get topicCount(): number {
    let count = 0;
    for (const name of this.#subscribers.keys()) if (!name.startsWith("#")) count += 1;
    return count;
  }

  /** A second subscription of the same subscriber changes nothing. */
  subscribe(topic: string, subscriber: Subscriber): Done {
    const subscribers = this.#subscribers.get(topic);
    if (subscribers !== undefined) {
      subscribers.add(subscriber);
      return this.#coming.get(topic);
    }
    this.#subscribers.set(topic, new Set([subscriber]));
    const done = this.#guard(() => this.#adapter.subscribe(topic));
    if (!(done instanceof Promise)) return;
    const coming = done.then(() => {
      if (this.#coming.get(topic) === coming) this.#coming.delete(topic);
    });
    this.#coming.set(topic, coming);
    return coming;
  }

  unsubscribe(topic: string, subscriber: Subscriber): Done {
    const subscribers = this.#subscribers.get(topic);
    if (!subscribers?.delete(subscriber) || subscribers.size > 0) return;
    this.#subscribers.delete(topic);
    this.#gaps.forget(topic);
    return this.#guard(() => this.#adapter.unsubscribe(topic));
  }

  publish<Message>(topic: Topic<Message>, message: Message): Done {
    checkMessage(topic as Topic<unknown>, message);
    const envelope = {
      topic: topic.name,
      family: topic.family,
      process: this.process,
      ...this.#numbers.next(topic.name),
      message,
    };
    return this.#guard(() => this.#adapter.publish(envelope));
  }

  async close(): Promise<void> {
    this.#subscribers.clear();
    this.#gaps.clear();
    await this.#guard(() => this.#adapter.close());
  }

  /** Stays synchronous with an adapter that is. */
  #guard(task: () => Done): Done {
    try {
      const done = task();
      return done instanceof Promise ? done.catch(this.#adapterFailed) : done;
    } catch (error) {
      this.#adapterFailed(error);
    }
  }

  #deliver(envelope: Envelope): void {
    const subscribers = this.#subscribers.get(envelope.topic);
    if (subscribers === undefined) return;
    const place = this.#gaps.placeOf(envelope);
    if (place === "repeat") return;
    if (place === "gap") this.#missed(envelope.topic);
    for (const subscriber of subscribers) subscriber.topicReceived(envelope);
  }

  #missed(topic: string | null): void {
    const topics = topic === null ? this.#subscribers.keys() : [topic];
    for (const name of topics) {
      for (const subscriber of this.#subscribers.get(name) ?? []) subscriber.topicMissed?.(name);
    }
  }
}
