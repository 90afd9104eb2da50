// Raw slot values → what a node retains of them, and what travels of that on the wire.
import { Action, EventRef } from "../jsx/action.js";
import { attributeValue, spreadPairs } from "../jsx/attribute.js";
import { BoundChain } from "../jsx/command-parts.js";
import { childError } from "../jsx/content.js";
import { Raw } from "../jsx/rendered.js";
import type { Scalar } from "../wire/patch.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { chainsEqual, chainText } from "./bound-chain.js";
import { actionsEqual, fingerprint } from "./fingerprint.js";
import type { RetainedPairs } from "./node.js";

type FlatValue = Scalar | Action | BoundChain | Raw | RetainedPairs;

/** What a child slot retains of a plain value; undefined for what is not plain. */
export function childScalar(child: unknown): Scalar | undefined {
  switch (typeof child) {
    case "string":
      return child;
    case "number":
      // JSON has no word for the others.
      return Number.isFinite(child) ? child : String(child);
    case "bigint":
      return String(child);
    case "boolean":
    case "undefined":
      return null;
    case "object":
      return child === null ? null : undefined;
    default:
      throw childError(child);
  }
}

/** What an attribute, content or spread slot retains. */
export function flatValue(kind: Kind, value: unknown): FlatValue {
  if (kind === SlotKind.content) return contentValue(value);
  if (kind === SlotKind.spread) return spreadPairs(value).map(eventName) as RetainedPairs;
  return eventName(attributeValue(kind as string, value)) as Scalar | Action | BoundChain;
}

function eventName(value: unknown): unknown {
  return value instanceof EventRef ? value.event : value;
}

function contentValue(value: unknown): Scalar | Raw {
  if (value instanceof Raw) return value;
  const scalar = childScalar(value);
  if (scalar === undefined) throw childError(value);
  return scalar;
}

/**
 * The change of a flat slot: undefined when both values print the same, and of a spread only the
 * pairs that differ.
 */
export function flatChange(
  previous: FlatValue,
  next: FlatValue,
  salt: number,
): Scalar | readonly unknown[] | undefined {
  if (Array.isArray(next)) return pairsChange(previous as RetainedPairs, next, salt);
  return flatEqual(previous, next) ? undefined : flatToWire(next, salt);
}

function flatEqual(previous: unknown, next: unknown): boolean {
  if (previous === next) return true;
  if (next instanceof Action) return previous instanceof Action && actionsEqual(previous, next);
  if (next instanceof BoundChain) {
    return previous instanceof BoundChain && chainsEqual(previous, next);
  }
  return next instanceof Raw && previous instanceof Raw && previous.html === next.html;
}

function pairsChange(
  previous: RetainedPairs,
  next: RetainedPairs,
  salt: number,
): unknown[] | undefined {
  const change: unknown[] = [];
  for (let at = 0; at < next.length; at += 2) {
    const value = next[at + 1] as RetainedPairs[number];
    if (!flatEqual(pairValue(previous, next[at]), value))
      change.push(next[at], flatToWire(value, salt));
  }
  for (let at = 0; at < previous.length; at += 2) {
    if (pairValue(next, previous[at]) === undefined) change.push(previous[at], null);
  }
  return change.length === 0 ? undefined : change;
}

function pairValue(pairs: RetainedPairs, name: unknown): RetainedPairs[number] | undefined {
  for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === name) return pairs[at + 1];
  return undefined;
}

/** What travels of a value that holds no nodes. */
export function flatToWire(value: FlatValue, salt: number): Scalar | readonly unknown[] {
  if (typeof value === "string") return wireText(value);
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Action) return fingerprint(value, salt);
  if (value instanceof BoundChain) return chainText(value, salt);
  // The content of script and style, which the client sets as text too.
  if (value instanceof Raw) return wireText(value.html);
  return (value as RetainedPairs).map((part) => flatToWire(part, salt));
}

/** No document can hold NUL: a parser reads the printed page as this does. */
export function wireText(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
}
