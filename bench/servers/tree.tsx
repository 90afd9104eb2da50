// Prints, as one JSON line, the microseconds of the tree alone: render, reconcile, encode; no sockets.
import { Tree } from "../../dist/src/tree/tree.js";
import { encodePatch } from "../../dist/src/wire/server-frames.js";
import { counterPage, tablePage } from "../views/pages.js";
import { changed, makeItems } from "./items.mjs";

const isQuick = process.argv.includes("--quick");

/** The median over rounds of the microseconds of one `work()`. */
function time(work: () => void, perRound: number): number {
  const rounds = isQuick ? 7 : 21;
  const times: number[] = [];
  for (let round = -rounds; round < rounds; round += 1) {
    const from = process.hrtime.bigint();
    for (let i = 0; i < perRound; i += 1) work();
    const elapsed = Number(process.hrtime.bigint() - from) / 1000 / perRound;
    if (round >= 0) times.push(elapsed);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}

const place = { s: 1, seq: 1, ref: 0 };
let items = makeItems();
const table = new Tree(tablePage(items), { salt: 1 });
table.print();
const reconcileTable = () => {
  const patch = table.reconcile(tablePage(items));
  if (patch !== null) encodePatch(place, patch);
};

let count = 0;
const page = () => counterPage("Counter", count);
const counter = new Tree(page(), { salt: 1 });
counter.print();

let index = 0;
const times = {
  counter: time(() => {
    count += 1;
    encodePatch(place, counter.reconcile(page()));
  }, 5000),
  same: time(reconcileTable, 100),
  one: time(() => {
    index = (index + 37) % items.length;
    items = changed(items, { kind: "one", index, price: String(index + count++) });
    reconcileTable();
  }, 100),
  all: time(() => {
    items = changed(items, { kind: "all" });
    reconcileTable();
  }, 10),
  print: time(() => {
    new Tree(tablePage(items), { salt: 1 }).print();
  }, 10),
};
process.stdout.write(JSON.stringify(times));
