// Where the slots of a boundary are in the DOM: what the client retains instead of values.
import { namespaceOf, type Spot } from "./html.js";
import { mismatch } from "./mismatch.js";
import { isText } from "./tags.js";
import type { ParsedTemplate } from "./template.js";

/**
 * A slot's Text node. `slotLength` is set where a text may stand beside it: when a stranger
 * normalizes the DOM, the neighbours become one node, and the length tells.
 */
export interface SlotText extends Text {
  slotLength?: number;
}

/**
 * Nodes from `first` to `last`: a template's, whose slots are `places`; a positional list's items
 * between two empty Text nodes; a keyed list or raw HTML between two marks, without places.
 * An end that is a number is a slot that stands there.
 */
export interface Region {
  readonly template: ParsedTemplate | null;
  /** A slot below an ignored element has none: it was filled once, and then belongs to a hook. */
  readonly places: (Place | undefined)[];
  first: Node | number;
  last: Node | number;
}

export type Place = Node | Region;

export function region(
  first: Node | number,
  last: Node | number,
  template: ParsedTemplate | null = null,
): Region {
  return { template, places: [], first, last };
}

export type Side = "first" | "last";

export function edge(place: Place | undefined, side: Side): Node {
  if (!place) return mismatch();
  if ("nodeType" in place) return place;
  const end = place[side];
  return typeof end === "number" ? edge(place.places[end], side) : end;
}

/** The spot before a node, which has to be in the document still. */
export function spotBefore(before: Node): Spot {
  const parent = before.parentNode;
  if (!parent || !before.isConnected) mismatch();
  return { parent, before, namespace: namespaceOf(parent) };
}

/**
 * What a stranger took away is not written or removed. Nor is a text that was merged or cut:
 * somebody else's text may be in it, or a rest of ours beside it.
 */
export function assertIntact(node: Node): void {
  if (!node.isConnected) mismatch();
  if (!isText(node)) return;
  const { slotLength } = node as SlotText;
  const isCut = isText(node.previousSibling) || isText(node.nextSibling);
  if (slotLength === undefined ? isCut : slotLength !== node.length) mismatch();
}

export function setText(text: SlotText, data: string): void {
  text.data = data;
  if (text.slotLength !== undefined) text.slotLength = text.length;
}

/** How a scalar reads as text; booleans and null print nothing. */
export function textOf(value: unknown): string {
  return value == null || typeof value === "boolean" ? "" : String(value);
}
