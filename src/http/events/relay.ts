// Between processes: a post that comes to one of them goes to the one that has its stream, and the answer comes back.
import type { Topic } from "../../live/topic.js";
import type { Envelope } from "../../pubsub/adapter.js";
import type { PubSub, Subscriber } from "../../pubsub/pubsub.js";
import { timerMs } from "../../timer-ms.js";

/** A post that was read and allowed by the process it came to. */
export interface RelayedPost {
  readonly id: string;
  readonly cookieId: string;
  readonly number: number;
  readonly isLast: boolean;
  readonly isAside: boolean;
  readonly text: string;
}

export interface RelayDelegate {
  /** `answer` with the status, once. */
  postRelayed(post: RelayedPost, answer: (status: number) => void): void;
}

export interface RelayLimits {
  readonly maxAsks: number;
  /** A page that does not read is not answered for as long. */
  readonly stalledMs: number;
}

const Tag = { post: 0, answer: 1 } as const;

/** No app can have these: its names have something before their `#`. */
const channelOf = (process: string): Topic<unknown> => ({
  name: `#events.${process}`,
  family: null,
});

export class Relay implements Subscriber {
  readonly #pubsub: PubSub;
  readonly #limits: RelayLimits;
  readonly #delegate: RelayDelegate;
  readonly #pending = new Map<number, (status: number) => void>();
  #started: Promise<void> | null = null;
  #lastNumber = 0;

  constructor(pubsub: PubSub, limits: RelayLimits, delegate: RelayDelegate) {
    this.#pubsub = pubsub;
    this.#limits = limits;
    this.#delegate = delegate;
  }

  get process(): string {
    return this.#pubsub.process;
  }

  /** Resolves when posts for this process reach it. */
  start(): Promise<void> {
    this.#started ??= (async () => this.#pubsub.subscribe(channelOf(this.process).name, this))();
    return this.#started;
  }

  /** The status that the other process answers with; 404 when it does not, as if the stream were gone. */
  async send(
    process: string,
    { id, cookieId, number, isLast, isAside, text }: RelayedPost,
  ): Promise<number> {
    if (this.#pending.size >= this.#limits.maxAsks) return 503;
    await this.start();
    this.#lastNumber += 1;
    const ask = this.#lastNumber;
    const answered = new Promise<number>((resolve) => {
      const timer = setTimeout(
        () => this.#answered(ask, 404),
        timerMs(this.#limits.stalledMs),
      ).unref();
      this.#pending.set(ask, (status) => {
        clearTimeout(timer);
        resolve(status);
      });
    });
    this.#tell(process, [Tag.post, ask, id, cookieId, number, isLast, text, isAside]);
    return answered;
  }

  close(): void {
    for (const ask of [...this.#pending.keys()]) this.#answered(ask, 404);
    if (this.#started !== null) void this.#pubsub.unsubscribe(channelOf(this.process).name, this);
  }

  topicReceived({ process, message }: Envelope): void {
    if (!Array.isArray(message)) return;
    const [tag, ask, ...values] = message as unknown[];
    if (typeof ask !== "number") return;
    if (tag === Tag.answer) return this.#answered(ask, Number(values[0]));
    const [id, cookieId, number, isLast, text, isAside] = values;
    const whose = { id: `${id}`, cookieId: `${cookieId}` };
    const post = { ...whose, isLast: isLast === true, isAside: isAside === true, text: `${text}` };
    this.#delegate.postRelayed({ ...post, number: Number(number) }, (status) =>
      this.#tell(process, [Tag.answer, ask, status]),
    );
  }

  #answered(ask: number, status: number): void {
    const settle = this.#pending.get(ask);
    this.#pending.delete(ask);
    settle?.(status);
  }

  #tell(process: string, message: readonly unknown[]): void {
    void this.#pubsub.publish(channelOf(process), message);
  }
}
