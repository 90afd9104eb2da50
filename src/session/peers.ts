// The other processes of an app: asks one of them for a session, and tells all what concerns all.
import type { Topic } from "../live/topic.js";
import type { Envelope } from "../pubsub/adapter.js";
import type { PubSub, Subscriber } from "../pubsub/pubsub.js";
import type { Alarm, Alarms } from "./alarms.js";
import type { Limits } from "./limits.js";
import {
  type Answer,
  type Ask,
  encodePeerMessage,
  type PeerMessage,
  parsePeerMessage,
} from "./peer-messages.js";

/** Told what other processes want. */
export interface PeersDelegate {
  /** `process` wants a session that may be here. Never rejects. */
  sessionAsked(ask: Ask, process: string): Promise<Answer>;
  keyEnded(keyId: string, endedAtMs?: number): void;
  /** What was said to all may not have come. */
  peersMissed(): void;
}

export interface PeersServices {
  readonly pubsub: PubSub;
  readonly alarms: Alarms;
  readonly limits: Limits;
}

/** No app can have these: its names have something before their `#`. */
const everyone = "#processes";
const channelOf = (process: string): string => `#process.${process}`;
/** Processes that are gone and remembered: nobody waits for their answer. */
const maxGone = 1_000;

class PendingAsk implements Alarm {
  dueMs = 0;
  heapIndex = -1;
  readonly settle: (answer: Answer | null) => void;
  readonly #repeat: () => void;
  #isRepeated = false;

  constructor(settle: (answer: Answer | null) => void, repeat: () => void) {
    this.settle = settle;
    this.#repeat = repeat;
  }

  /** A question may be lost, most of all by a process that has just begun: it is asked twice. */
  ring(): void {
    if (this.#isRepeated) return this.settle(null);
    this.#isRepeated = true;
    this.#repeat();
  }
}

export class Peers implements Subscriber {
  readonly #services: PeersServices;
  readonly #delegate: PeersDelegate;
  readonly #asks = new Map<number, PendingAsk>();
  readonly #gone = new Set<string>();
  #lastNumber = 0;

  constructor(services: PeersServices, delegate: PeersDelegate) {
    this.#services = services;
    this.#delegate = delegate;
  }

  get pendingCount(): number {
    return this.#asks.size;
  }

  start(): void {
    const { pubsub } = this.#services;
    void pubsub.subscribe(channelOf(pubsub.process), this);
    void pubsub.subscribe(everyone, this);
  }

  /** Null: nobody answers in time, or too many wait for answers. */
  ask(process: string, ask: Ask, patience = 1): Promise<Answer | null> {
    const { alarms, limits } = this.#services;
    if (this.#gone.has(process) || this.#asks.size >= limits.maxAsks) return Promise.resolve(null);
    this.#lastNumber += 1;
    const number = this.#lastNumber;
    return new Promise((resolve) => {
      const settle = (answer: Answer | null) => {
        this.#asks.delete(number);
        alarms.disarm(pending);
        resolve(answer);
      };
      const send = () => {
        alarms.arm(pending, (limits.askMs * patience) / 2);
        void this.#tell(channelOf(process), { type: "ask", number, ask });
      };
      const pending = new PendingAsk(settle, send);
      this.#asks.set(number, pending);
      send();
    });
  }

  /** Tells all processes to end the sessions of a key: all, or those that began before it was ended. */
  async endKey(keyId: string, endedAtMs?: number): Promise<void> {
    await this.#tell(everyone, {
      type: "end",
      keyId,
      ...(endedAtMs !== undefined && { endedAtMs }),
    });
  }

  /** Nobody needs to ask this process any more. */
  async leave(): Promise<void> {
    for (const pending of [...this.#asks.values()]) pending.settle(null);
    await this.#tell(everyone, { type: "bye" });
  }

  topicReceived({ process, message: parts }: Envelope): void {
    const message = parsePeerMessage(parts);
    if (message === null || process === this.#services.pubsub.process) return;
    switch (message.type) {
      case "ask":
        return void this.#answer(process, message);
      case "answer":
        return this.#asks.get(message.number)?.settle(message.answer);
      case "end":
        return this.#delegate.keyEnded(message.keyId, message.endedAtMs);
      case "bye":
        return this.#forget(process);
    }
  }

  topicMissed(topic: string): void {
    if (topic === everyone) this.#delegate.peersMissed();
  }

  async #answer(process: string, { number, ask }: PeerMessage & { type: "ask" }): Promise<void> {
    const answer = await this.#delegate.sessionAsked(ask, process);
    await this.#tell(channelOf(process), { type: "answer", number, answer });
  }

  #forget(process: string): void {
    const [oldest] = this.#gone;
    if (this.#gone.size >= maxGone && oldest !== undefined) this.#gone.delete(oldest);
    this.#gone.add(process);
  }

  async #tell(name: string, message: PeerMessage): Promise<void> {
    const topic: Topic<unknown> = { name, family: null };
    await this.#services.pubsub.publish(topic, encodePeerMessage(message));
  }
}
