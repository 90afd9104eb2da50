// The types of a patch on the wire; README.md in this folder explains each form with its bytes.
import type { Kind } from "./template.js";

export type Scalar = string | number | boolean | null;

/** Tags of the array forms of a change. */
export const ChangeTag = {
  inside: 0,
  block: 1,
  boundary: 2,
  keyedList: 3,
  raw: 4,
  keyedMoves: 7,
  positionalList: 8,
  positionalChanges: 9,
} as const;

/** `[id, statics, kinds, id, statics, kinds, …]`; each template once per page. */
export type WireTemplates = readonly (string | readonly string[] | readonly Kind[])[];

/** A slot's new value, or what changed inside it: a scalar or an array that begins with a `ChangeTag`. */
export type Change = Scalar | readonly unknown[];

/** What the DOM holds in a slot that the client was not told of (only child slots need it). */
export type Shape = number | "r" | readonly unknown[];

/** `[id, slot, change, …]`, `[id, T, slot, change, …]`, `[-1, id, count, template | 0, slots, values…]` or `[id, html]`. */
export type Op = readonly [number, ...unknown[]];

/** The parts of a patch: `templates` first when there are any, then the ops in the order they apply. */
export interface Patch {
  readonly templates: WireTemplates;
  readonly ops: readonly Op[];
}
