// The way of a session's snapshots into its store: one at a time, in order, the latest of those that wait.
import { expect } from "chai";
import fc from "fast-check";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { SnapshotWriter } from "../../src/stores/snapshot-writer.js";
import type { PutOptions, PutResult, SessionStore } from "../../src/stores/store.js";

interface Put {
  readonly snapshot: string;
  readonly options: PutOptions;
  answer(result: PutResult): void;
  fail(error: Error): void;
}

/** Answers when the test says so. */
function createSlowStore(): { store: SessionStore; puts: Put[] } {
  const puts: Put[] = [];
  const memory = new MemoryStore();
  const store: SessionStore = {
    start: () => {},
    get: (id) => memory.get(id),
    claim: (id, fromEpoch) => memory.claim(id, fromEpoch),
    delete: (id) => memory.delete(id),
    stats: () => memory.stats(),
    close: () => memory.close(),
    put: (_id, snapshot, options) =>
      new Promise((answer, fail) => puts.push({ snapshot, options, answer, fail })),
  };
  return { store, puts };
}

const owner = { id: "s1", epoch: 3 };
const turns = () => new Promise(setImmediate);

describe("SnapshotWriter", () => {
  it("writes at once when nothing is on its way: one event costs one round trip", async () => {
    const { store, puts } = createSlowStore();
    const writer = new SnapshotWriter(store, owner);
    const written = writer.write(() => "a", 1_000);
    expect(puts.map(({ snapshot, options }) => [snapshot, options])).to.deep.equal([
      ["a", { epoch: 3, number: 1, keepMs: 1_000 }],
    ]);
    expect(writer.isWriting).to.equal(true);
    puts[0]!.answer("stored");
    expect(await written).to.equal("stored");
    await writer.settled();
    expect(writer.isWriting).to.equal(false);
  });

  it("makes one write of all that wait, taken when it begins", async () => {
    const { store, puts } = createSlowStore();
    const writer = new SnapshotWriter(store, owner);
    let state = 1;
    const take = () => `state ${state}`;
    const answers: PutResult[] = [];
    for (let n = 0; n < 5; n += 1) {
      void writer.write(take, 1_000).then((result) => answers.push(result));
    }
    state = 2;
    puts[0]!.answer("stored");
    await turns();
    expect(answers).to.deep.equal(["stored"]);
    state = 3;
    expect(puts.map(({ snapshot }) => snapshot)).to.deep.equal(["state 1", "state 2"]);
    expect(puts[1]!.options.number).to.equal(2);
    puts[1]!.answer("stored");
    await turns();
    expect(answers).to.deep.equal(["stored", "stored", "stored", "stored", "stored"]);
    expect(puts).to.have.length(2);
  });

  it("ends when it is stale: nothing is written any more, what waits learns it", async () => {
    const { store, puts } = createSlowStore();
    const writer = new SnapshotWriter(store, owner);
    const first = writer.write(() => "a", 1_000);
    const second = writer.write(() => "b", 1_000);
    puts[0]!.answer("stale");
    expect(await Promise.all([first, second])).to.deep.equal(["stale", "stale"]);
    expect(await writer.write(() => "c", 1_000)).to.equal("stale");
    expect(writer.isStale).to.equal(true);
    expect(puts).to.have.length(1);
  });

  it("tells whom a failed write was for, and goes on with the next", async () => {
    const { store, puts } = createSlowStore();
    const writer = new SnapshotWriter(store, owner);
    const first = writer.write(() => "a", 1_000).catch((error: Error) => error.message);
    const second = writer.write(() => "b", 1_000);
    puts[0]!.fail(new Error("no server"));
    expect(await first).to.equal("no server");
    await turns();
    puts[1]!.answer("stored");
    expect(await second).to.equal("stored");
  });

  it("rejects when the snapshot cannot be made, and writes nothing then", async () => {
    const { store, puts } = createSlowStore();
    const writer = new SnapshotWriter(store, owner);
    const failed = writer.write(() => {
      throw new Error("not plain");
    }, 1_000);
    expect(await failed.catch((error: Error) => error.message)).to.equal("not plain");
    await writer.settled();
    void writer.write(() => "b", 1_000);
    expect(puts.map(({ options }) => options.number)).to.deep.equal([1]);
  });

  it("leaves the latest state in the store, whatever came when", async () => {
    const steps = fc.array(fc.constantFrom("change", "write", "turn"), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (does) => {
        const store = new MemoryStore();
        const writer = new SnapshotWriter(store, owner);
        const writes: Promise<PutResult>[] = [];
        let state = 0;
        let written = -1;
        for (const step of does) {
          if (step === "change") state += 1;
          else if (step === "turn") await turns();
          else {
            writes.push(writer.write(() => String(state), 60_000));
            written = state;
          }
        }
        await Promise.all(writes);
        await writer.settled();
        const stored = await store.get("s1");
        if (written < 0) expect(stored).to.equal(null);
        else expect(Number(stored?.snapshot)).to.be.at.least(written);
        store.close();
      }),
      { numRuns: process.env.SOAK ? 2_000 : 60, seed: 4 },
    );
  });
});
