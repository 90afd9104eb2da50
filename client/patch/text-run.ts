// One run of text in the server's HTML: gives each slot in it its own Text node.
import { mismatch } from "./mismatch.js";
import type { SlotText } from "./place.js";
import { isText } from "./tags.js";

/** What is static has a `text`; a slot's text has a length, -1 for whatever the others leave. */
interface Piece {
  readonly text: string | null;
  length: number;
  readonly found: ((text: SlotText) => void) | null;
}

/**
 * A parser makes one Text node of "Hi " + name + "!" + mark. Split by the lengths that the server
 * sent for all but one of the slots, it is four: "Hi ", "Ada", "!", "".
 */
export class TextRun {
  #pieces: Piece[] = [];

  addStatic(text: string): void {
    this.#pieces.push({ text, length: text.length, found: null });
  }

  addSlot(length: number, found: (text: SlotText) => void): void {
    this.#pieces.push({ text: null, length, found });
  }

  /** Splits the text that begins at `next` in `parent`; returns the node after it. */
  split(parent: Node, next: Node | null): Node | null {
    const pieces = this.#pieces;
    if (!pieces.length) return next;
    this.#pieces = [];
    const node: SlotText | null = isText(next) ? next : null;
    const after = node ? mergeFollowing(node) : next;
    const open = measure(pieces, node?.data ?? "");
    if (open && pieces.length === 1) {
      // The only slot between two tags: no text will stand beside it.
      const own = node ?? insertMark(parent, after);
      own.slotLength = undefined;
      open.found?.(own);
      return after;
    }
    let rest = node;
    for (const { length, found } of pieces) {
      let own: SlotText | null = null;
      if (length === 0) {
        if (found) own = insertMark(parent, rest ?? after);
      } else {
        own = rest as Text;
        rest = length === own.length ? null : own.splitText(length);
      }
      if (found && own) {
        own.slotLength = length;
        found(own);
      }
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
function measure(pieces: readonly Piece[], text: string): Piece | null {
  let open: Piece | null = null;
  let known = 0;
  for (const piece of pieces) {
    if (piece.length >= 0) known += piece.length;
    else if (open) mismatch();
    else open = piece;
  }
  if (open) open.length = text.length - known;
  if (open ? open.length < 0 : known !== text.length) mismatch();
  let at = 0;
  for (const piece of pieces) {
    if (piece.text !== null && !text.startsWith(piece.text, at)) mismatch();
    at += piece.length;
  }
  return open;
}
