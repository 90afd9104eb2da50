// The table every server shows: 1,000 items, made anew for each session so that none share memory.

const itemCount = 1000;

/** A small generator with a fixed seed: every server makes the same items. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

const pick = createRandom(11);

/** A price with two decimals, as the text a cell shows. */
export const randomPrice = () => (10 + pick() * 90).toFixed(2);

export function makeItems() {
  const random = createRandom(7);
  return Array.from({ length: itemCount }, (_, index) => ({
    id: index + 1,
    name: `Item number ${index + 1}, shelf ${index % 40}`,
    price: (10 + random() * 90).toFixed(2),
    stock: Math.floor(random() * 100),
  }));
}

function withPrice(items, index, price) {
  const next = items.slice();
  next[index] = { ...items[index], price };
  return next;
}

const withAllPrices = (items) => items.map((item) => ({ ...item, price: randomPrice() }));

function moved(items, from, to) {
  const next = items.slice();
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Drops the first item and appends a new one. */
function shifted(items) {
  const id = items[items.length - 1].id + 1;
  return [...items.slice(1), { id, name: `Item number ${id}`, price: "12.34", stock: 42 }];
}

const changes = {
  one: (items, { index, price }) => withPrice(items, index, price),
  all: withAllPrices,
  move: (items, { from, to }) => moved(items, from, to),
  shift: shifted,
  empty: () => [],
  fill: makeItems,
};

/** What a "tick" message asks for, done to the items of one session. */
export const changed = (items, tick) => changes[tick.kind](items, tick);
