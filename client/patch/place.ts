// Where the slots of a boundary are in the DOM: what the client retains instead of values.
import { mismatch } from "./mismatch.js";
import type { ParsedTemplate } from "./template.js";

/**
 * A slot's Text node. `slotLength` is set where it has a neighbouring text: when a stranger
 * normalizes the DOM, the neighbours become one node, and the length tells.
 */
export interface SlotText extends Text {
  slotLength?: number;
}

/** A template's nodes inside a slot, or a boundary's. `first` and `last` may be a slot that stands there. */
export interface Block {
  readonly template: ParsedTemplate;
  readonly places: Place[];
  first: Node | number;
  last: Node | number;
}

/** Everything between two marks: a list between empty Text nodes, raw HTML between comments. */
export interface Range {
  start: Node;
  end: Node;
  /** A positional list's items; a keyed list's are found by their ids. */
  readonly places: Place[];
}

export type Place = Node | Block | Range;

export function isNode(place: Place): place is Node {
  return "nodeType" in place;
}

function edge(place: Place | undefined, side: "first" | "last"): Node {
  if (!place) return mismatch("empty place");
  if (isNode(place)) return place;
  if ("start" in place) return side === "first" ? place.start : place.end;
  const at = place[side];
  return typeof at === "number" ? edge(place.places[at], side) : at;
}

export function firstNode(place: Place): Node {
  return edge(place, "first");
}

export function lastNode(place: Place): Node {
  return edge(place, "last");
}

/** A text that a stranger merged or cut is not written: somebody else's text may be in it. */
export function isIntact(node: Node): boolean {
  const { slotLength } = node as SlotText;
  return slotLength === undefined || slotLength === (node as Text).length;
}

export function writeText(text: SlotText, data: string): void {
  if (!text.isConnected || !isIntact(text)) mismatch("text gone");
  text.data = data;
  if (text.slotLength !== undefined) text.slotLength = data.length;
}

/** How a scalar reads as text; booleans and null print nothing. */
export function textOf(value: unknown): string {
  return value == null || typeof value === "boolean" ? "" : String(value);
}
