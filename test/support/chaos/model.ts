// What the page of a client of the chaos suite must say in the end, from what the client did and was answered.
import { bigText, firstItems, foldOrder, insertedAt, raised, weightOf } from "./view.js";

/** An event as its client knows it. */
export interface Deed {
  readonly id: string;
  /** The event's name, or the action's. */
  readonly kind: string;
  /** Of the action. */
  readonly item: number;
  /** Of `big`. */
  readonly chars: number;
  /** Undefined: not answered; null: it ran; else why not. */
  code: string | null | undefined;
  reply: unknown;
  answers: number;
  /** How many fresh mounts its client had seen when it was answered: what was before is gone. */
  life: number;
}

export interface Expected {
  readonly texts: Readonly<Record<string, string>>;
  /** `id:text` of the keyed list. */
  readonly items: readonly string[];
}

/** The state after these deeds, in their order, beginning with a fresh mount. */
export function expectedOf(deeds: readonly Deed[]): Expected {
  let [order, added, steps, beside, told, nextItem] = [0, 0, 0, 0, 0, 6];
  let [found, big] = ["", ""];
  let items = firstItems;
  for (const { id, kind, item, chars, code } of deeds) {
    if (code !== null) continue;
    if (kind === "add" || kind === "slow") order = foldOrder(order, id);
    if (kind === "add") added += weightOf(id);
    if (kind === "slow") steps += 2;
    if (kind === "beside") beside += weightOf(id);
    // The last one wins; those before it were aborted or have been overwritten.
    if (kind === "find") found = id;
    if (kind === "tell") told += 1;
    if (kind === "big") big = bigText(id, chars);
    if (kind === "insert") {
      items = insertedAt(items, weightOf(id) % (items.length + 1), { id: nextItem, text: id });
      nextItem += 1;
    }
    if (kind === "edit")
      items = items.map((each) => (each.id === item ? { ...each, text: id } : each));
    if (kind === "raise") items = raised(items, item);
    if (kind === "remove") items = items.filter((each) => each.id !== item);
  }
  const texts = {
    order: `${order}`,
    added: `${added}`,
    steps: `${steps}`,
    beside: `${beside}`,
    found,
    told: `${told}`,
    ...(big === "" ? {} : { big }),
  };
  return { texts, items: items.map(({ id, text }) => `${id}:${text}`) };
}
