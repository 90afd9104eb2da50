// What is thrown when the DOM is not what the server described; the boundary is then printed anew.

/** Caught around each op and never shown, so it has no text: the stack says which check it was. */
export class Mismatch extends Error {}

export function mismatch(): never {
  throw new Mismatch();
}
