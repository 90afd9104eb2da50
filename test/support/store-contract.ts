// What every store must do; each store's test runs this suite.
import { expect } from "chai";
import fc from "fast-check";
import type { SessionStore } from "../../src/stores/store.js";

/** Stores as two processes see them; in one process both are the same. */
export interface StoreHarness {
  readonly here: SessionStore;
  readonly there: SessionStore;
  /** Bytes that one snapshot may have. */
  readonly maxSnapshotBytes: number;
}

const minute = 60_000;
let ids = 0;

function freshId(): string {
  ids += 1;
  return `session-${ids}`;
}

export function describeStore(name: string, open: () => Promise<StoreHarness>): void {
  describe(`snapshots in ${name}`, () => {
    let here: SessionStore;
    let there: SessionStore;
    let maxSnapshotBytes: number;
    let id: string;

    beforeEach(async () => {
      ({ here, there, maxSnapshotBytes } = await open());
      id = freshId();
    });

    const put = (store: SessionStore, snapshot: string, epoch: number, number: number) =>
      store.put(id, snapshot, { epoch, number, keepMs: minute });

    it("have nothing for a session that was never written", async () => {
      expect(await here.get(id)).to.equal(null);
      expect(await here.claim(id, 1)).to.deep.equal({ isClaimed: false, reason: "gone" });
      await here.delete(id);
      expect(await here.get(id)).to.equal(null);
    });

    it("come back as they were written, in every process", async () => {
      expect(await put(here, '{"v":1}', 1, 1)).to.equal("stored");
      expect(await here.get(id)).to.deep.equal({ snapshot: '{"v":1}', epoch: 1 });
      expect(await there.get(id)).to.deep.equal({ snapshot: '{"v":1}', epoch: 1 });
    });

    it("are replaced by a later write, and by a repeat of the last", async () => {
      await put(here, "one", 1, 1);
      expect(await put(here, "two", 1, 2)).to.equal("stored");
      expect(await put(here, "two", 1, 2)).to.equal("stored");
      expect(await here.get(id)).to.deep.equal({ snapshot: "two", epoch: 1 });
    });

    it("are kept from a write that comes late", async () => {
      await put(here, "two", 1, 2);
      expect(await put(here, "one", 1, 1)).to.equal("stale");
      expect(await here.get(id)).to.deep.equal({ snapshot: "two", epoch: 1 });
    });

    it("go to whoever claims them, and the owner before writes no more", async () => {
      await put(here, "mine", 1, 7);
      const claim = await there.claim(id, 1);
      expect(claim).to.deep.equal({ isClaimed: true, snapshot: "mine", epoch: 2 });
      expect(await put(here, "too late", 1, 8)).to.equal("stale");
      expect(await put(there, "yours", 2, 1)).to.equal("stored");
      expect(await here.get(id)).to.deep.equal({ snapshot: "yours", epoch: 2 });
    });

    it("are refused to a claim of another epoch, which learns the stored one", async () => {
      await put(here, "x", 3, 1);
      const stale = { isClaimed: false, reason: "stale", epoch: 3 };
      expect(await there.claim(id, 2)).to.deep.equal(stale);
      expect(await there.claim(id, 4)).to.deep.equal(stale);
      expect(await there.get(id)).to.deep.equal({ snapshot: "x", epoch: 3 });
    });

    it("are taken over without a claim by a writer of a later epoch", async () => {
      await put(here, "old", 1, 9);
      expect(await put(there, "new", 2, 1)).to.equal("stored");
      expect(await put(here, "old", 1, 10)).to.equal("stale");
    });

    it("go to exactly one of two that claim at once", async () => {
      await put(here, "x", 1, 1);
      const claims = await Promise.all([here.claim(id, 1), there.claim(id, 1)]);
      expect(claims.filter(({ isClaimed }) => isClaimed)).to.have.length(1);
    });

    it("have one owner at a time in any order of claims and writes", async () => {
      const step = fc.record({
        isHere: fc.boolean(),
        does: fc.constantFrom("claim", "write", "write late", "delete"),
      });
      const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(steps, (rounds) => ownersAgree([here, there], rounds)),
        { numRuns: process.env.SOAK ? 1_000 : 40, seed: 4 },
      );
    });

    it("are forgotten when they were deleted, and no write on its way brings them back", async () => {
      await put(here, "x", 1, 1);
      await there.delete(id);
      expect(await here.get(id)).to.equal(null);
      expect(await here.claim(id, 1)).to.deep.equal({ isClaimed: false, reason: "gone" });
      expect(await here.claim(id, 2)).to.deep.equal({ isClaimed: false, reason: "gone" });
      expect(await put(here, "x", 1, 2)).to.equal("stale");
      expect(await put(here, "x", 2, 1)).to.equal("stale");
      expect(await here.get(id)).to.equal(null);
    });

    it("are not deleted by an owner whom another has followed", async () => {
      await put(here, "mine", 1, 1);
      await there.claim(id, 1);
      await put(there, "yours", 2, 1);
      await here.delete(id, 1);
      expect(await here.get(id)).to.deep.equal({ snapshot: "yours", epoch: 2 });
      await there.delete(id, 2);
      expect(await here.get(id)).to.equal(null);
      expect(await put(there, "yours", 2, 2)).to.equal("stale");
    });

    it("end when their time is over, without a jump of any wall clock", async () => {
      await here.put(id, "x", { epoch: 1, number: 1, keepMs: 30 });
      await ended(there, id);
      expect(await there.claim(id, 1)).to.deep.equal({ isClaimed: false, reason: "gone" });
      expect(await put(here, "again", 1, 2)).to.equal("stored");
    });

    it("live longer with every write", async () => {
      await here.put(id, "x", { epoch: 1, number: 1, keepMs: 30 });
      await put(here, "y", 1, 2);
      const witness = freshId();
      await here.put(witness, "w", { epoch: 1, number: 1, keepMs: 60 });
      await ended(there, witness);
      expect(await there.get(id)).to.deep.equal({ snapshot: "y", epoch: 1 });
    });

    it("have a size, counted in bytes", async () => {
      const fits = "é".repeat(maxSnapshotBytes / 2);
      expect(await put(here, fits, 1, 1)).to.equal("stored");
      expect(await put(here, `${fits}a`, 1, 2)).to.equal("too-large");
      expect((await there.get(id))?.snapshot).to.equal(fits);
    });

    it("hold any well-formed text", async () => {
      const texts = ["", "\0\r\n$5\r\n", "ö漢字😀\u2028", '"\\', "*1\r\n$4\r\nPING\r\n"];
      for (const [index, text] of texts.entries()) {
        expect(await put(here, text, 1, index + 1)).to.equal("stored");
        expect(await there.get(id)).to.deep.equal({ snapshot: text, epoch: 1 });
      }
    });

    it("are thousands at a time", async () => {
      const many = Array.from({ length: 3_000 }, () => freshId());
      const options = { epoch: 1, number: 1, keepMs: minute };
      const written = await Promise.all(many.map((each) => here.put(each, `of ${each}`, options)));
      expect(new Set(written)).to.deep.equal(new Set(["stored"]));
      const read = await Promise.all(many.map((each) => there.get(each)));
      expect(read.map((each) => each?.snapshot)).to.deep.equal(many.map((each) => `of ${each}`));
    });
  });
}

/** Waits until the snapshot is there no more; the test's own time bounds it. */
async function ended(store: SessionStore, id: string): Promise<void> {
  while ((await store.get(id)) !== null) await new Promise(setImmediate);
}

type Step = { readonly isHere: boolean; readonly does: string };
type Stores = readonly [SessionStore, SessionStore];

/** Steps of a round run at once. Whatever their order, an epoch is given once, and only its owner writes. */
async function ownersAgree([here, there]: Stores, rounds: readonly Step[][]): Promise<void> {
  const id = freshId();
  let epoch = 1;
  let number = 1;
  let isDeleted = false;
  await here.put(id, "1.1", { epoch, number, keepMs: minute });
  for (const round of rounds) {
    const before = epoch;
    const results = await Promise.all(
      round.map(async ({ isHere, does }) => {
        const store = isHere ? here : there;
        if (does === "claim") return { does, claim: await store.claim(id, before) };
        if (does === "delete") return { does, deleted: await store.delete(id) };
        if (does === "write late") {
          const late = { epoch: before - 1, number: 1_000, keepMs: minute };
          return { does, put: await store.put(id, "late", late) };
        }
        number += 1;
        const options = { epoch: before, number, keepMs: minute };
        return { does, put: await store.put(id, `${before}.${number}`, options) };
      }),
    );
    const won = results.filter(({ claim }) => claim?.isClaimed === true);
    expect(won.length, "claims that won").to.be.at.most(1);
    const late = results.filter(({ does }) => does === "write late");
    expect(late.every((each) => each.put === "stale")).to.equal(true);
    if (won.length === 1) {
      epoch += 1;
      number = 0;
    }
    isDeleted ||= round.some(({ does }) => does === "delete");
    const stored = await there.get(id);
    if (isDeleted) expect(stored).to.equal(null);
    else expect(stored?.epoch).to.equal(epoch);
  }
}
