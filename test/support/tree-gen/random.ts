// A seeded source of choices: the same seed makes the same tree in Node and in a browser.

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** In [0, end). */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

export function createRandom(seed: number): Random {
  // xorshift32; a few rounds first, since small seeds differ in few bits.
  let state = (seed + 1) * 0x9e3779b1 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 8; round++) next();
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
  };
}
