// A retained keyed list and the children rendered in its place → what goes, what comes, what moves.
import type { Child } from "../jsx/rendered.js";
import { type Change, ChangeTag } from "../wire/patch.js";
import type { EvaluatedCall } from "./evaluated.js";
import { matchKeys, planMoves } from "./keyed-moves.js";
import { boundaryOf, type KeyedItem, type Row } from "./node.js";

/** What a list needs of the reconciler. */
export interface KeyedListDelegate {
  /** Keys of the children, no two the same. */
  uniqueKeys(children: readonly Child[]): readonly string[];
  /** Reconciles an item with a child of the same key: null, or the child when it has to be a new item. */
  keep(item: KeyedItem, child: Child): Child | EvaluatedCall | null;
  /** A new item, or null when the child is not exactly one element. */
  create(child: Child | EvaluatedCall, key: string): KeyedItem | null;
  itemToWire(item: KeyedItem): Change;
}

export interface Rearrangement<Item extends KeyedItem | Row = KeyedItem> {
  readonly items: readonly Item[];
  /** Null when no item stayed: then the list is a new one. */
  readonly change: Change | null;
}

/** The items as they will be, and where each was before; -1 for a new one. */
interface Arrangement<Item extends KeyedItem | Row = KeyedItem> {
  readonly items: Item[];
  readonly sources: number[];
}

/** Undefined when the items are the same; null when one of the children is not exactly one element. */
export function rearrange(
  previous: readonly KeyedItem[],
  children: readonly Child[],
  delegate: KeyedListDelegate,
): Rearrangement | null | undefined {
  // Most renders leave all items where they are: then nothing is looked up and nothing allocated.
  const isSameOrder = isInOrder(previous, children);
  const keys = isSameOrder ? null : delegate.uniqueKeys(children);
  const matches = keys === null ? null : matchKeys(previous, keys);
  let next: Arrangement | null = isSameOrder ? null : { items: [], sources: [] };
  for (let at = 0; at < children.length; at++) {
    const child = children[at] as Child;
    const source = matches === null ? at : (matches[at] as number);
    const item = source < 0 ? null : (previous[source] as KeyedItem);
    const rest = item === null ? child : delegate.keep(item, child);
    if (rest === null) {
      if (next !== null) add(next, item as KeyedItem, source);
      continue;
    }
    const key = keys === null ? item?.key : keys[at];
    const created = delegate.create(rest, key as string);
    if (created === null) return null;
    next ??= { items: previous.slice(0, at), sources: Array.from({ length: at }, (_, of) => of) };
    add(next, created, -1);
  }
  return next === null ? undefined : rearrangement(previous, next, delegate);
}

/** What an arrangement changes; undefined when it does not. */
export function rearrangement<Item extends KeyedItem | Row>(
  previous: readonly Item[],
  next: Arrangement<Item>,
  { itemToWire }: KeyedListDelegate,
): Rearrangement<Item> | undefined {
  if (isUnchanged(previous, next)) return undefined;
  const isNewList = next.sources.every((source) => source < 0);
  return { items: next.items, change: isNewList ? null : movesChange(previous, next, itemToWire) };
}

function add(next: Arrangement, item: KeyedItem, source: number): void {
  next.items.push(item);
  next.sources.push(source);
}

function isUnchanged(
  previous: readonly unknown[],
  { sources }: Arrangement<KeyedItem | Row>,
): boolean {
  return sources.length === previous.length && sources.every((source, at) => source === at);
}

function isInOrder(previous: readonly KeyedItem[], children: readonly Child[]): boolean {
  if (previous.length !== children.length) return false;
  for (let at = 0; at < previous.length; at++) {
    if (previous[at]?.key !== (children[at] as { key: string | null }).key) return false;
  }
  return true;
}

/** `[7, [removed ids], [beforeId | 0, id | new item, …], …]`, removals first. */
function movesChange(
  previous: readonly (KeyedItem | Row)[],
  { items, sources }: Arrangement<KeyedItem | Row>,
  itemToWire: KeyedListDelegate["itemToWire"],
): Change {
  const idAt = (at: number) => boundaryOf(items[at] as KeyedItem).id;
  const kept = new Set(sources);
  const removed = previous.filter((_, at) => !kept.has(at)).map((item) => boundaryOf(item).id);
  const groups = planMoves(sources).map((group) => [
    group.before === null ? 0 : idAt(group.before),
    ...group.items.map((at) =>
      sources[at] === -1 ? itemToWire(items[at] as KeyedItem) : idAt(at),
    ),
  ]);
  return [ChangeTag.keyedMoves, removed, ...groups];
}
