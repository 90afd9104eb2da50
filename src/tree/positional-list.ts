// A retained list without keys and the children rendered in its place → what changed at each position.
import type { Child } from "../jsx/rendered.js";
import { type Change, ChangeTag } from "../wire/patch.js";
import type { PositionalList, Retained } from "./node.js";

/** What a list needs of the reconciler. */
export interface PositionalListDelegate {
  /** Reconciles the item at a position. */
  change(items: Retained[], at: number, child: Child): Change | undefined;
  add(child: Child): Retained;
  setItems<Items extends readonly Retained[]>(list: { items: Items }, items: Items): void;
  itemToWire(item: Retained): Change;
}

/** `[9, length, i, change, …]`, or undefined when the items are the same. */
export function changeItems(
  list: PositionalList,
  next: readonly Child[],
  delegate: PositionalListDelegate,
): Change | undefined {
  const { items } = list;
  const kept = Math.min(items.length, next.length);
  const change: unknown[] = [ChangeTag.positionalChanges, next.length];
  for (let at = 0; at < kept; at++) {
    const itemChange = delegate.change(items, at, next[at] as Child);
    if (itemChange !== undefined) change.push(at, itemChange);
  }
  if (items.length === next.length) return change.length === 2 ? undefined : change;
  const added = next.slice(kept).map((child) => delegate.add(child));
  delegate.setItems(list, [...items.slice(0, kept), ...added]);
  for (const [at, item] of added.entries()) change.push(kept + at, delegate.itemToWire(item));
  return change;
}
