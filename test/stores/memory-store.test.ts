// The store of one process passes the suite of all stores, and keeps to its bounds.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { describeStore } from "../support/store-contract.js";

describeStore("memory", async () => {
  const store = new MemoryStore({ maxSnapshotBytes: 1_000, now: () => performance.now() });
  return { here: store, there: store, maxSnapshotBytes: 1_000 };
});

const once = { epoch: 1, number: 1 };

describe("MemoryStore", () => {
  it("drops the entries that would end first when there are too many", async () => {
    const store = new MemoryStore({ maxStored: 3 });
    await store.put("soon", "a", { ...once, keepMs: 10_000 });
    await store.put("late", "b", { ...once, keepMs: 90_000 });
    await store.put("sooner", "c", { ...once, keepMs: 5_000 });
    await store.put("later", "d", { ...once, keepMs: 95_000 });
    await store.put("last", "e", { ...once, keepMs: 99_000 });
    const kept = await idsOf(store, ["soon", "late", "sooner", "later", "last"]);
    expect(kept).to.deep.equal(["late", "later", "last"]);
    store.close();
  });

  it("drops them too when they are too large together", async () => {
    const store = new MemoryStore({ maxStoredBytes: 3_000 });
    for (const [index, id] of ["a", "b", "c", "d"].entries()) {
      await store.put(id, "x".repeat(1_000), { ...once, keepMs: 1_000 + index });
    }
    expect(await idsOf(store, ["a", "b", "c", "d"])).to.deep.equal(["c", "d"]);
    expect(store.stats()).to.deep.equal({ count: 2, bytes: 2 * 1_201, latencyMs: 0 });
    store.close();
  });

  it("does not count what was replaced, claimed or has ended", async () => {
    let nowMs = 0;
    const store = new MemoryStore({ now: () => nowMs });
    for (let number = 1; number <= 500; number += 1) {
      await store.put("a", "x".repeat(100), { epoch: 1, number, keepMs: 1_000 });
    }
    await store.claim("a", 1);
    expect(store.stats()).to.deep.equal({ count: 1, bytes: 301, latencyMs: 0 });
    nowMs = 1_000;
    expect(await store.get("a")).to.equal(null);
    expect(store.stats()).to.deep.equal({ count: 0, bytes: 0, latencyMs: 0 });
    store.close();
  });

  it("remembers a deleted session for a minute at least", async () => {
    let nowMs = 0;
    const store = new MemoryStore({ now: () => nowMs });
    await store.put("a", "x", { ...once, keepMs: 1_000 });
    await store.delete("a");
    nowMs = 59_999;
    expect(await store.put("a", "x", { epoch: 1, number: 2, keepMs: 1_000 })).to.equal("stale");
    nowMs = 60_000;
    expect(await store.put("a", "x", { epoch: 1, number: 3, keepMs: 1_000 })).to.equal("stored");
    store.close();
  });

  it("holds what a plain model of it holds, in the order of the ends", async () => {
    const write = fc.record({
      id: fc.integer({ min: 0, max: 40 }),
      keepMs: fc.integer({ min: 1, max: 5_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(write, { maxLength: 400 }),
        fc.integer({ min: 0, max: 5_000 }),
        async (writes, atMs) => {
          let nowMs = 0;
          const store = new MemoryStore({ now: () => nowMs });
          const ends = new Map<string, number>();
          for (const [number, { id, keepMs }] of writes.entries()) {
            await store.put(String(id), "x", { epoch: 1, number, keepMs });
            ends.set(String(id), keepMs);
          }
          nowMs = atMs;
          const left = [...ends].filter(([, endsAtMs]) => endsAtMs > atMs).map(([id]) => id);
          expect(await idsOf(store, [...ends.keys()])).to.deep.equal(left);
          expect(store.stats().count).to.equal(left.length);
          store.close();
        },
      ),
      { numRuns: process.env.SOAK ? 2_000 : 100, seed: 4 },
    );
  });

  it("keeps no process alive", async () => {
    const code = `
      import { MemoryStore } from "./src/stores/memory-store.ts";
      await new MemoryStore().put("a", "x", { epoch: 1, number: 1, keepMs: 3_600_000 });`;
    const args = ["--import=tsx", "--input-type=module", "--eval", code];
    const { stderr } = await promisify(execFile)(process.execPath, args, { timeout: 8_000 });
    expect(stderr).to.equal("");
  });
});

async function idsOf(store: MemoryStore, ids: readonly string[]): Promise<string[]> {
  const stored = await Promise.all(ids.map((id) => store.get(id)));
  return ids.filter((_, index) => stored[index] !== null);
}
