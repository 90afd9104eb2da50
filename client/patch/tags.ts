// The numbers of the wire and the DOM as constants that the bundler inlines; their types hold them to the tables.
import type { ChangeTag } from "../../src/wire/patch.js";
import type { SlotKind } from "../../src/wire/template.js";

export const tagInside: typeof ChangeTag.inside = 0;
export const tagBlock: typeof ChangeTag.block = 1;
export const tagBoundary: typeof ChangeTag.boundary = 2;
export const tagKeyedList: typeof ChangeTag.keyedList = 3;
export const tagRaw: typeof ChangeTag.raw = 4;
export const tagKeyedMoves: typeof ChangeTag.keyedMoves = 7;
export const tagPositionalList: typeof ChangeTag.positionalList = 8;
export const tagPositionalChanges: typeof ChangeTag.positionalChanges = 9;

export const kindChild: typeof SlotKind.child = 0;
export const kindContent: typeof SlotKind.content = 1;
export const kindSpread: typeof SlotKind.spread = 2;

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}

export function isText(node: unknown): node is Text {
  return (node as Node | null)?.nodeType === 3;
}

export function isComment(node: Node): node is Comment {
  return node.nodeType === 8;
}
