// What is thrown when the DOM is not what the server described; the boundary is then printed anew.

/** Caught around each op, never seen outside this folder. */
export class Mismatch extends Error {}

export function mismatch(why: string): never {
  throw new Mismatch(why);
}
