// Finds the name that was probably meant, for messages about names that do not exist.
import { editDistance } from "../wire/bindings.js";

/** The nearest of `names`, or null when none is near enough to be a slip of the finger. */
export function nearestName(name: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const distance = editDistance(name, candidate);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}
