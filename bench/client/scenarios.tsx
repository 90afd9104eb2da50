// Prints, as one JSON line, what the browser rows replay: the HTML of a page and the frames that change it.
import { Tree } from "../../dist/src/tree/tree.js";
import { encodePatch } from "../../dist/src/wire/server-frames.js";
import { changed, makeItems } from "../servers/items.mjs";
import { type Item, tablePage } from "../views/pages.js";

type Step = (items: Item[]) => Item[];

const cell =
  (index: number, price: string): Step =>
  (items) =>
    changed(items, { kind: "one", index, price });
const prices: Step = (items) => changed(items, { kind: "all" });
const shift =
  (id: number): Step =>
  (items) => [...items.slice(1), { id, name: `Item number ${id}`, price: "12.34", stock: 42 }];
const move =
  (from: number, to: number): Step =>
  (items) =>
    changed(items, { kind: "move", from, to });
const fill: Step = () => makeItems();

/** The last step is timed; those before it make the client know what it touches. */
const scenarios: Record<string, { items: Item[]; steps: Step[] }> = {
  "cell-first": { items: makeItems(), steps: [cell(500, "1.23")] },
  cell: { items: makeItems(), steps: [cell(500, "1.23"), cell(500, "2.34")] },
  "prices-first": { items: makeItems(), steps: [prices] },
  prices: { items: makeItems(), steps: [prices, prices] },
  shift: { items: makeItems(), steps: [shift(1001), shift(1002)] },
  move: { items: makeItems(), steps: [move(300, 5), move(500, 10)] },
  fill: { items: [], steps: [fill] },
};

function record({ items, steps }: { items: Item[]; steps: Step[] }) {
  const tree = new Tree(tablePage(items), { salt: 1 });
  const html = tree.print();
  const frames: string[] = [];
  let current = items;
  for (const step of steps) {
    current = step(current);
    const patch = tree.reconcile(tablePage(current));
    if (patch === null) throw new Error("expected a patch");
    frames.push(encodePatch({ s: 1, seq: frames.length + 1, ref: 0 }, patch));
  }
  return { html, frames, wanted: tree.print() };
}

const recorded = Object.entries(scenarios).map(([name, scenario]) => ({
  name,
  ...record(scenario),
}));
process.stdout.write(JSON.stringify(recorded));
