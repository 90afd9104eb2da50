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
  /** Topics that have come or gone, for the next command: thousands may, while one is on its way. */
  readonly #changed = new Set<string>();
  #changing: Promise<void> | null = null;
  #underway: Promise<unknown> = Promise.resolve();
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
    await this.#change(topic);
  }

  async unsubscribe(topic: string): Promise<void> {
    this.#topics.delete(topic);
    await this.#change(topic);
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

  #change(topic: string): Promise<void> {
    if (!this.#isCurrent) return Promise.resolve();
    this.#changed.add(topic);
    this.#changing ??= this.#underway.then(() => this.#sendChanges());
    return this.#changing;
  }

  async #sendChanges(): Promise<void> {
    const topics = [...this.#changed];
    this.#changed.clear();
    this.#changing = null;
    const sent: Promise<void>[] = [];
    for (let at = 0; at < topics.length; at += batch) {
      sent.push(this.#sendChange(topics.slice(at, at + batch)));
    }
    this.#underway = Promise.allSettled(sent);
    await Promise.all(sent);
  }

  /** A topic that came again meanwhile stays, and one that went again is not begun. */
  #sendChange(topics: readonly string[]): Promise<void> {
    return this.#links.channels.run(topics.join("").length, async (client) => {
      const come = topics.filter((topic) => this.#topics.has(topic));
      const gone = topics.filter((topic) => !this.#topics.has(topic));
      const channelsOf = (names: readonly string[]) => names.map((name) => this.#prefix + name);
      await Promise.all([
        come.length > 0 && client.subscribe(...channelsOf(come)),
        gone.length > 0 && client.unsubscribe(...channelsOf(gone)),
      ]);
    });
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
