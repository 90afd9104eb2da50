// Who sits before a client of the chaos suite: does things at random, and remembers what came of them.
import type { Outcome } from "../../../client/interaction-host.js";
import type { ChaosClient } from "./client.js";
import type { Deed } from "./model.js";

/** How often each is done, relative to the others. */
const deeds: readonly (readonly [string, number])[] = [
  ["add", 5],
  ["slow", 2],
  ["find", 3],
  ["beside", 3],
  ["insert", 3],
  ["button", 7],
  ["fail", 1],
];
const total = deeds.reduce((sum, [, weight]) => sum + weight, 0);
const maxItems = 12;
/** One who is offline does not click for ever. */
const maxWaiting = 40;

/** What it takes to be rare, since it costs everybody or much. */
export interface Habits {
  readonly tellChance: number;
  readonly bigChance: number;
}

export class User {
  readonly deeds: Deed[] = [];
  readonly #client: ChaosClient;
  readonly #habits: Habits;
  #timer: NodeJS.Timeout | undefined;
  #unanswered = 0;

  constructor(client: ChaosClient, habits: Habits) {
    this.#client = client;
    this.#habits = habits;
  }

  /** Does something about every `meanMs`, until `stop`. */
  start(meanMs: number): void {
    const { random } = this.#client;
    const next = () => {
      this.#timer = setTimeout(
        () => {
          if (this.#unanswered < maxWaiting) this.#doSomething();
          next();
        },
        -Math.log(1 - random.next()) * meanMs,
      );
    };
    next();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Posts an event that says its own name. */
  do(kind: string, { handler = kind, boundary = 0, item = 0, chars = 0 } = {}): void {
    const { channel, name } = this.#client;
    const id = `${name}-${this.deeds.length + 1}`;
    const open = { code: undefined, reply: undefined, answers: 0, life: 0 };
    const deed: Deed = { id, kind, item, chars, ...open };
    this.#unanswered += 1;
    const payload = chars === 0 ? { id } : { id, chars: String(chars) };
    const ref = channel.post({
      handler,
      boundary,
      payload,
      done: ({ code, value }: Outcome) => {
        this.#unanswered -= 1;
        deed.answers += 1;
        deed.code = code;
        deed.reply = value;
        deed.life = this.#client.counts.fresh;
      },
    });
    if (ref > 0) this.deeds.push(deed);
    else this.#unanswered -= 1;
  }

  #doSomething(): void {
    const { random, page } = this.#client;
    const { tellChance, bigChance } = this.#habits;
    if (random.chance(tellChance)) return this.do("tell");
    if (random.chance(bigChance)) return this.do("big", { chars: 100 + random.below(12_000) });
    const kind = this.#pick();
    if (kind !== "button") return this.do(kind);
    const buttons = page.buttons();
    const isFull = buttons.length > maxItems * 3;
    const wanted = isFull ? buttons.filter(({ act }) => act === "remove") : buttons;
    if (wanted.length === 0) return this.do("insert");
    const { act, ...address } = random.pick(wanted);
    this.do(act, address);
  }

  #pick(): string {
    let at = this.#client.random.next() * total;
    for (const [kind, weight] of deeds) {
      at -= weight;
      if (at < 0) return kind;
    }
    return "add";
  }
}
