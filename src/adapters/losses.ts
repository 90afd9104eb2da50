// Topics in which a message could not be published: the others are told as soon as something can be again.

/** Tells that messages of a topic, or of all (null), may be missing; rejects when it could not. */
export type TellLoss = (topic: string | null) => Promise<void>;

// Topics that are remembered one by one; above it all of them are said to have lost something.
const maxNamed = 1_000;

/** Whoever hears of a loss loads again; not to be told would be the loss of a topic's last message. */
export class Losses {
  readonly #topics = new Set<string>();
  readonly #tell: TellLoss;
  #isTelling = false;

  constructor(tell: TellLoss) {
    this.#tell = tell;
  }

  add(topic: string): void {
    // One more than can be named stands for all of them, however long nothing can be published.
    if (this.#topics.size <= maxNamed) this.#topics.add(topic);
  }

  get size(): number {
    return this.#topics.size;
  }

  /** Begins to tell what there is to tell; what cannot be told is told another time. */
  tell(): void {
    if (this.#isTelling || this.#topics.size === 0) return;
    this.#isTelling = true;
    const topics = [...this.#topics];
    this.#topics.clear();
    const told = topics.length > maxNamed ? [null] : topics;
    void Promise.all(told.map((topic) => this.#tell(topic)))
      .catch(() => {
        for (const topic of topics) this.add(topic);
      })
      .finally(() => {
        this.#isTelling = false;
      });
  }
}
