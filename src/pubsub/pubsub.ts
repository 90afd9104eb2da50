// Topics of one process: who subscribes to what here, and the numbering of what is published here.
import { randomBytes } from "node:crypto";
import { checkMessage, type Topic } from "../live/topic.js";
import type { Envelope, PubSubAdapter } from "./adapter.js";

/** Settles when the adapter has done it, at once for the local one. */
type Done = void | Promise<void>;

/** Told of each message, in the order of publishing; must only take note, not do the work. */
export interface Subscriber {
  topicReceived(envelope: Envelope): void;
}

/** The pub/sub of one process, on top of an adapter. */
export class PubSub {
  readonly process = randomBytes(9).toString("base64url");
  readonly #adapter: PubSubAdapter;
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  readonly #adapterFailed: (error: unknown) => void;
  #number = 0;

  /** What fails in the adapter is told, not thrown: no session can do anything about it. */
  constructor(adapter: PubSubAdapter, adapterFailed: (error: unknown) => void) {
    this.#adapter = adapter;
    this.#adapterFailed = adapterFailed;
  }

  start(): Done {
    return this.#guard(() => this.#adapter.start((envelope) => this.#deliver(envelope)));
  }

  /** Topics that have a subscriber in this process. */
  get topicCount(): number {
    return this.#subscribers.size;
  }

  /** A second subscription of the same subscriber changes nothing. */
  subscribe(topic: string, subscriber: Subscriber): Done {
    const subscribers = this.#subscribers.get(topic);
    if (subscribers !== undefined) {
      subscribers.add(subscriber);
      return;
    }
    this.#subscribers.set(topic, new Set([subscriber]));
    return this.#guard(() => this.#adapter.subscribe(topic));
  }

  unsubscribe(topic: string, subscriber: Subscriber): Done {
    const subscribers = this.#subscribers.get(topic);
    if (!subscribers?.delete(subscriber) || subscribers.size > 0) return;
    this.#subscribers.delete(topic);
    return this.#guard(() => this.#adapter.unsubscribe(topic));
  }

  publish<Message>(topic: Topic<Message>, message: Message): Done {
    checkMessage(topic as Topic<unknown>, message);
    this.#number += 1;
    const envelope = {
      topic: topic.name,
      family: topic.family,
      process: this.process,
      epoch: 1,
      number: this.#number,
      message,
    };
    return this.#guard(() => this.#adapter.publish(envelope));
  }

  async close(): Promise<void> {
    this.#subscribers.clear();
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
    for (const subscriber of subscribers) subscriber.topicReceived(envelope);
  }
}
