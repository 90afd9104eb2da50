// Which items of a keyed list stay where they are, and the fewest moves that bring the others into place.

/** One group of a patch: what comes, in order, before an item that stays; null for the end. */
export interface MoveGroup {
  readonly before: number | null;
  /** Indices into the new list. */
  readonly items: number[];
}

/** For each new key the index of the old item with it, or -1. */
export function matchKeys(
  previous: readonly { key: string | null }[],
  keys: readonly string[],
): number[] {
  let start = 0;
  const shorter = Math.min(previous.length, keys.length);
  while (start < shorter && previous[start]?.key === keys[start]) start++;
  const shift = previous.length - keys.length;
  let end = keys.length;
  while (end > start && end + shift > start && previous[end + shift - 1]?.key === keys[end - 1])
    end--;
  const indexOf = new Map<string | null, number>();
  for (let at = start; at < end + shift; at++) indexOf.set(previous[at]?.key ?? null, at);
  return keys.map((key, at) => {
    if (at < start) return at;
    return at < end ? (indexOf.get(key) ?? -1) : at + shift;
  });
}

/**
 * Groups everything that does not stay, last group first. `sources` holds the old index of each new
 * item, or -1 for a new one.
 *
 * `[0, 3, 1, -1, 2]` (0 1 2 stay, 3 moved up, one is new) → `[{ before: 4, items: [3] }, { before: 2, items: [1] }]`
 */
export function planMoves(sources: readonly number[]): MoveGroup[] {
  const stays = longestIncreasing(sources);
  const groups: MoveGroup[] = [];
  let group: MoveGroup | null = null;
  for (let at = sources.length - 1; at >= 0; at--) {
    if (stays[at]) group = null;
    else {
      if (group === null) {
        group = { before: at === sources.length - 1 ? null : at + 1, items: [] };
        groups.push(group);
      }
      group.items.push(at);
    }
  }
  for (const { items } of groups) items.reverse();
  return groups;
}

/** Marks a longest increasing subsequence, -1 left out: what is in it need not move. */
export function longestIncreasing(sources: readonly number[]): boolean[] {
  // tails[n]: where the subsequence of length n + 1 with the smallest last source ends.
  const tails: number[] = [];
  const previousOf = new Array<number>(sources.length).fill(-1);
  for (let at = 0; at < sources.length; at++) {
    const source = sources[at] as number;
    if (source < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sources[tails[middle] as number] as number) < source) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previousOf[at] = tails[low - 1] as number;
    tails[low] = at;
  }
  const stays = new Array<boolean>(sources.length).fill(false);
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previousOf[at] as number) stays[at] = true;
  return stays;
}
