// Prints, as one JSON line, the microseconds and bytes of a snapshot of two states; no store.
import { decodeSnapshot, encodeSnapshot } from "../../dist/src/stores/snapshot.js";
import { makeItems } from "./items.mjs";

const isQuick = process.argv.includes("--quick");

/** The median over rounds of the microseconds of one `work()`. */
function time(work, perRound) {
  const rounds = isQuick ? 7 : 21;
  const times = [];
  for (let round = -rounds; round < rounds; round += 1) {
    const from = process.hrtime.bigint();
    for (let i = 0; i < perRound; i += 1) work();
    const elapsed = Number(process.hrtime.bigint() - from) / 1000 / perRound;
    if (round >= 0) times.push(elapsed);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}

const kept = (state) => ({
  ...{ cookieId: "c".repeat(22), key: null, data: {}, instance: "12345678", salt: 7, visit: null },
  ...{ state, refs: { last: 9, open: [] }, outbox: { answeredRef: 9, effects: [] } },
  ...{ holdings: null, components: [] },
});

function measure(state, perRound) {
  const snapshot = { view: "Bench", version: 0, content: kept(state) };
  const { text } = encodeSnapshot(snapshot);
  return {
    write: time(() => encodeSnapshot(snapshot), perRound),
    read: time(() => decodeSnapshot(text), perRound),
    bytes: Buffer.byteLength(text),
  };
}

process.stdout.write(
  JSON.stringify({
    counter: measure({ count: 5, label: "Counter" }, 2000),
    table: measure({ items: makeItems() }, 10),
  }),
);
