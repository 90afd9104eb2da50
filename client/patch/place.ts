// Where the slots of a boundary are in the DOM: what the client retains instead of values.
import { namespaceOf, type Spot } from "./html.js";
import { mismatch } from "./mismatch.js";
import type { ParsedTemplate } from "./template.js";

/**
 * A slot's Text node. `slotLength` is set where it has a neighbouring text: when a stranger
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
  readonly places: Place[];
  first: Node | number;
  last: Node | number;
}

export type Place = Node | Region;

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

/** A text that a stranger merged or cut is not written: somebody else's text may be in it. */
export function assertIntact(node: Node): void {
  const { slotLength } = node as SlotText;
  if (slotLength !== undefined && slotLength !== (node as Text).length) mismatch();
}

export function setText(text: SlotText, data: string): void {
  text.data = data;
  if (text.slotLength !== undefined) text.slotLength = text.length;
}

/** How a scalar reads as text; booleans and null print nothing. */
export function textOf(value: unknown): string {
  return value == null || typeof value === "boolean" ? "" : String(value);
}
