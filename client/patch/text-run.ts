// One run of text in the server's HTML: gives each slot in it its own Text node.
import { mismatch } from "./mismatch.js";
import type { SlotText } from "./place.js";
import { isText } from "./tags.js";

/** What is static has a `text`; a slot's text has a length, -1 for whatever the others leave. */
interface Piece {
  readonly text?: string;
  length: number;
  readonly found?: (text: SlotText) => void;
}

/**
 * A parser makes one Text node of "Hi " + name + "!" + mark. Split by the lengths that the server
 * sent for all but one of the slots, it is four: "Hi ", "Ada", "!", "".
 */
export class TextRun {
  #pieces: Piece[] = [];

  add(piece: Piece): void {
    this.#pieces.push(piece);
  }

  /** Splits the text that begins at `next` in `parent`; returns the node after it. */
  split(parent: Node, next: Node | null): Node | null {
    const pieces = this.#pieces;
    if (!pieces.length) return next;
    this.#pieces = [];
    let rest: SlotText | null = isText(next) ? next : null;
    const after = rest ? mergeFollowing(rest) : next;
    const open = measure(pieces, rest?.data ?? "");
    for (const { length, found } of pieces) {
      let own = rest;
      if (!length) {
        if (!found) continue;
        own = insertMark(parent, rest ?? after);
      } else if (own) rest = length === own.length ? null : own.splitText(length);
      if (!own) mismatch();
      // The only slot between two tags may be any length: no text will stand beside it.
      const kept = open && pieces.length === 1 ? undefined : length;
      // A property that a Text node does not have yet is not cheap to give it.
      if (own.slotLength !== kept) own.slotLength = kept;
      found?.(own);
    }
    return after;
  }
}

/** An empty Text node: the end of a list, or a slot that holds nothing. */
export function insertMark(parent: Node, before: Node | null): SlotText {
  const mark: SlotText = document.createTextNode("");
  mark.slotLength = 0;
  return parent.insertBefore(mark, before);
}

/** Parsers cut long text, and an earlier walk may have split it. Returns the node after the text. */
function mergeFollowing(text: Text): Node | null {
  let next = text.nextSibling;
  while (isText(next)) {
    text.appendData(next.data);
    next.remove();
    next = text.nextSibling;
  }
  return next;
}

/** Returns the slot that came without a length, if there is one. */
function measure(pieces: readonly Piece[], text: string): Piece | undefined {
  const open = pieces.find(({ length }) => length < 0);
  if (open) open.length = 0;
  let left = text.length;
  for (const { length } of pieces) left -= length;
  if (open) open.length = left;
  if (open ? left < 0 : left) mismatch();
  let at = 0;
  for (const piece of pieces) {
    if (piece.text && !text.startsWith(piece.text, at)) mismatch();
    at += piece.length;
  }
  return open;
}
