// Topics over NATS: a subject each; what was published while the connection was lost is told as missing.
import { encodeEnvelope, encodeLoss, readText } from "../adapters/envelope-text.js";
import { Losses } from "../adapters/losses.js";
import type { Envelope, Missed, PubSubAdapter } from "../pubsub/adapter.js";
import type { NatsClient, NatsMessage, NatsSubscription } from "./client.js";
import type { LinkUser, NatsLink } from "./link.js";
import type { ResolvedNatsOptions } from "./options.js";

/** NATS keeps no message for whoever is not there, so what may be lost is told by both ends. */
export class NatsPubSub implements PubSubAdapter, LinkUser {
  readonly #link: NatsLink;
  readonly #prefix: string;
  /** Every process hears this one: what was lost in topics too many to name. */
  readonly #everyone: string;
  /** Null until there is a connection to subscribe on; after that the client does it again itself. */
  readonly #subscriptions = new Map<string, NatsSubscription | null>();
  /** Topics that the server does not let this process hear, and why. */
  readonly #refused = new Map<string, Error>();
  readonly #losses = new Losses((topic) => this.#tellLoss(topic));
  #all: NatsSubscription | null = null;
  #receive: (envelope: Envelope) => void = () => {};
  #missed: Missed = () => {};

  constructor(link: NatsLink, { prefix }: ResolvedNatsOptions) {
    this.#link = link;
    this.#prefix = `${prefix}.topic.`;
    this.#everyone = `${prefix}.topics`;
  }

  async start(receive: (envelope: Envelope) => void, missed: Missed): Promise<void> {
    this.#receive = receive;
    this.#missed = missed;
    await this.#link.start(this);
  }

  async subscribe(topic: string): Promise<void> {
    this.#subscriptions.set(topic, null);
    const { client } = this.#link;
    if (client === null) return;
    this.#subscribe(client, topic);
    // Without a connection the client subscribes when it has one, and that is told as a loss.
    if (this.#link.stats.isReady) {
      await this.#link.run(topic.length, ({ connection }) => connection.flush());
    }
    const refusal = this.#refused.get(topic);
    if (refusal !== undefined) throw refusal;
  }

  unsubscribe(topic: string): void {
    this.#subscriptions.get(topic)?.unsubscribe();
    this.#subscriptions.delete(topic);
    this.#refused.delete(topic);
  }

  async publish(envelope: Envelope): Promise<void> {
    try {
      await this.#send(this.#subjectOf(envelope.topic), encodeEnvelope(envelope));
    } catch (error) {
      this.#losses.add(envelope.topic);
      throw error;
    }
    this.#losses.tell();
  }

  async close(): Promise<void> {
    this.#receive = () => {};
    this.#missed = () => {};
    await this.#link.stop(this);
  }

  /** What was published until all topics are subscribed is lost. */
  async linkReady(client: NatsClient): Promise<void> {
    this.#all ??= client.connection.subscribe(this.#everyone, {
      callback: () => this.#missed(null),
    });
    for (const [topic, subscription] of this.#subscriptions) {
      if (subscription === null) this.#subscribe(client, topic);
    }
    await client.connection.flush();
    this.#missed(null);
    this.#losses.tell();
  }

  #subscribe({ connection }: NatsClient, topic: string): void {
    const callback = (error: Error | null, message: NatsMessage) => {
      if (error === null) this.#messageCame(topic, message);
      else this.#refused.set(topic, error);
    };
    this.#subscriptions.set(topic, connection.subscribe(this.#subjectOf(topic), { callback }));
  }

  #messageCame(topic: string, message: NatsMessage): void {
    const read = readText(message.string());
    if (read === "loss") this.#missed(topic);
    else if (read !== null) this.#receive({ topic, ...read });
  }

  #tellLoss(topic: string | null): Promise<void> {
    return this.#send(topic === null ? this.#everyone : this.#subjectOf(topic), encodeLoss());
  }

  async #send(subject: string, text: string): Promise<void> {
    const bytes = subject.length + Buffer.byteLength(text);
    await this.#link.run(bytes, async ({ connection }) => {
      connection.publish(subject, text);
      // Only the answer to this says that the server has it.
      await connection.flush();
    });
  }

  /** Topics have any characters, subjects few. */
  #subjectOf(topic: string): string {
    return this.#prefix + Buffer.from(topic).toString("base64url");
  }
}
