// Topics over Redis: a channel each, subscribed again after every loss of the connection, which is told.
import { encodeEnvelope, encodeLoss, readText } from "../adapters/envelope-text.js";
import { Losses } from "../adapters/losses.js";
import type { Envelope, Missed, PubSubAdapter } from "../pubsub/adapter.js";
import type { RedisClient } from "./client.js";
import type { Link, LinkUser } from "./link.js";
import type { ResolvedRedisOptions } from "./options.js";

interface Links {
  /** Subscribes; Redis lets such a connection do nothing else. */
  readonly channels: Link;
  readonly commands: Link;
}

// One command subscribes to this many channels.
const batch = 500;

/** Redis forgets a message at once, so what may be lost is told: by both ends of a broken connection. */
export class RedisPubSub implements PubSubAdapter, LinkUser {
  readonly #links: Links;
  readonly #prefix: string;
  /** Every process hears this one: what was lost in topics too many to name. */
  readonly #everyone: string;
  readonly #topics = new Set<string>();
  readonly #losses = new Losses((topic) => this.#tellLoss(topic));
  /** What it tells waits for the connection that is becoming ready, and must not be waited for by it. */
  readonly #publisher: LinkUser = { linkReady: () => this.#losses.tell() };
  /** All topics are subscribed on this connection. */
  #isCurrent = false;
  #receive: (envelope: Envelope) => void = () => {};
  #missed: Missed = () => {};

  constructor(links: Links, { prefix }: ResolvedRedisOptions) {
    this.#links = links;
    this.#prefix = `${prefix}topic:`;
    this.#everyone = `${prefix}topics`;
  }

  async start(receive: (envelope: Envelope) => void, missed: Missed): Promise<void> {
    this.#receive = receive;
    this.#missed = missed;
    await Promise.all([
      this.#links.channels.start(this),
      this.#links.commands.start(this.#publisher),
    ]);
  }

  /** Without a connection the topic is noted, and subscribed with all others when there is one. */
  async subscribe(topic: string): Promise<void> {
    this.#topics.add(topic);
    if (!this.#isCurrent) return;
    await this.#links.channels.run(topic.length, (client) =>
      client.subscribe(this.#prefix + topic),
    );
  }

  async unsubscribe(topic: string): Promise<void> {
    this.#topics.delete(topic);
    if (!this.#isCurrent) return;
    // A topic that was subscribed again meanwhile stays.
    await this.#links.channels.run(topic.length, async (client) => {
      if (!this.#topics.has(topic)) await client.unsubscribe(this.#prefix + topic);
    });
  }

  async publish(envelope: Envelope): Promise<void> {
    const text = encodeEnvelope(envelope);
    try {
      await this.#send(this.#prefix + envelope.topic, text);
    } catch (error) {
      this.#losses.add(envelope.topic);
      throw error;
    }
    this.#losses.tell();
  }

  async close(): Promise<void> {
    this.#receive = () => {};
    this.#missed = () => {};
    await Promise.all([
      this.#links.channels.stop(this),
      this.#links.commands.stop(this.#publisher),
    ]);
  }

  clientCreated(client: RedisClient): void {
    client.on("message", (channel, text) => this.#textCame(channel, text));
    client.on("close", () => {
      this.#isCurrent = false;
    });
  }

  /** What was published since the connection was lost is lost too, until all topics are subscribed again. */
  async linkReady(client: RedisClient): Promise<void> {
    const subscribed = new Set<string>();
    for (;;) {
      // Topics may come while others are on their way.
      const missing = [...this.#topics].filter((topic) => !subscribed.has(topic)).slice(0, batch);
      const channels = missing.map((topic) => this.#prefix + topic);
      if (subscribed.size === 0) channels.push(this.#everyone);
      if (channels.length === 0) break;
      await client.subscribe(...channels);
      for (const topic of [...missing, this.#everyone]) subscribed.add(topic);
    }
    this.#isCurrent = client.status === "ready";
    this.#missed(null);
  }

  #textCame(channel: string, text: string): void {
    const read = readText(text);
    if (read === null) return;
    if (channel === this.#everyone) {
      this.#missed(null);
      return;
    }
    const topic = channel.slice(this.#prefix.length);
    if (read === "loss") this.#missed(topic);
    else this.#receive({ topic, ...read });
  }

  #tellLoss(topic: string | null): Promise<void> {
    return this.#send(topic === null ? this.#everyone : this.#prefix + topic, encodeLoss());
  }

  async #send(channel: string, text: string): Promise<void> {
    const bytes = channel.length + Buffer.byteLength(text);
    await this.#links.commands.run(bytes, (client) => client.publish(channel, text));
  }
}
