// Sealed snapshots: they open once, in time, for whom they were sealed, and nothing else opens or throws.
import { expect } from "chai";
import fc from "fast-check";
import { type SealBinding, type SealOptions, Seals } from "../../src/stores/seal.js";

const secret = "0123456789abcdef0123456789abcdef";
const binding: SealBinding = { cookieId: "c1", sessionId: "s1", key: "user-7", epoch: 2 };
const runs = process.env.SOAK ? 50_000 : 300;

function createSeals(options: Partial<SealOptions> = {}): Seals {
  return new Seals({ secrets: [secret], now: () => 1_000_000, ...options });
}

function seal(seals: Seals, snapshot = '{"v":1}', bound = binding): string {
  const sealing = seals.seal(snapshot, bound);
  if (!sealing.isSealed) throw new Error(sealing.reason);
  return sealing.text;
}

describe("Seals", () => {
  it("open what they sealed, for the same cookie, session, key and epoch", () => {
    const seals = createSeals();
    expect(seals.open(seal(seals, "ö😀\0"), binding)).to.deep.equal({
      isOpened: true,
      snapshot: "ö😀\0",
      sealedAtMs: 1_000_000,
    });
  });

  it("show nothing of the snapshot, and never the same text twice", () => {
    const seals = createSeals();
    const [first, second] = [seal(seals, "secret".repeat(20)), seal(seals, "secret".repeat(20))];
    expect(Buffer.from(first, "base64url").toString("latin1")).to.not.include("secret");
    expect(first).to.not.equal(second);
    // 23 bytes of head, 120 of text, 16 of tag.
    expect(Buffer.from(first, "base64url").length).to.equal(159);
  });

  it("open once", () => {
    const seals = createSeals();
    const text = seal(seals);
    expect(seals.open(text, binding).isOpened).to.equal(true);
    expect(seals.open(text, binding)).to.deep.equal({ isOpened: false, reason: "reused" });
    expect(seals.consumedCount).to.equal(1);
  });

  it("stay openable when someone else tried", () => {
    const seals = createSeals();
    const text = seal(seals);
    seals.open(text, { ...binding, cookieId: "c2" });
    expect(seals.open(text, binding).isOpened).to.equal(true);
  });

  it("open for nothing but the binding they were sealed with", () => {
    const others = fc.record({
      cookieId: fc.constantFrom("c1", "c2", "", 'c1","s1'),
      sessionId: fc.constantFrom("s1", "s2", ""),
      key: fc.constantFrom("user-7", "user-8", "", null, "null"),
      epoch: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(others, others, (made, given) => {
        const seals = createSeals();
        const isSame = JSON.stringify(made) === JSON.stringify(given);
        const opening = seals.open(seal(seals, "x", made), given);
        expect(opening.isOpened ? "opened" : opening.reason).to.equal(isSame ? "opened" : "forged");
      }),
      { numRuns: runs, seed: 4 },
    );
  });

  it("refuse a text with any bit flipped", () => {
    const seals = createSeals();
    const bytes = Buffer.from(seal(seals, "some snapshot"), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const opening = seals.open(flipped.toString("base64url"), binding);
      expect(opening.isOpened, `bit ${bit}`).to.equal(false);
    }
    expect(seals.open(bytes.toString("base64url"), binding).isOpened).to.equal(true);
  });

  it("refuse every text that is cut, spelt otherwise or made up, and throw for none", () => {
    const seals = createSeals();
    const text = seal(seals);
    const refusals = ["malformed", "too-large", "forged"];
    const made = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
      fc
        .uint8Array({ minLength: 40, maxLength: 90 })
        .map((bytes) => Buffer.concat([Buffer.from([1]), bytes]).toString("base64url")),
      fc.nat(text.length - 1).map((length) => text.slice(0, length)),
      fc.constantFrom(`${text}=`, `${text}A`, ` ${text}`, text.replace(/.$/, "!")),
    );
    fc.assert(
      fc.property(made, (given) => {
        const opening = seals.open(given, binding);
        expect(refusals).to.include(opening.isOpened ? "opened" : opening.reason);
      }),
      { numRuns: runs * 10, seed: 4 },
    );
  });

  it("accept one spelling of a text only", () => {
    const seals = createSeals();
    // 23 + 9 + 16 bytes end on a character with no spare bits; one byte more leaves four.
    const text = seal(seals, "x".repeat(10));
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = alphabet.indexOf(text.at(-1)!);
    const other = text.slice(0, -1) + alphabet[last ^ 1];
    expect(Buffer.from(other, "base64url")).to.deep.equal(Buffer.from(text, "base64url"));
    expect(seals.open(other, binding)).to.deep.equal({ isOpened: false, reason: "malformed" });
  });

  it("end after five minutes, and allow a clock that is a minute behind", () => {
    let nowMs = 1_000_000;
    const seals = createSeals({ now: () => nowMs });
    const reasonAt = (atMs: number) => {
      nowMs = 1_000_000;
      const text = seal(seals);
      nowMs = atMs;
      const opening = seals.open(text, binding);
      return opening.isOpened ? "opened" : opening.reason;
    };
    expect(reasonAt(1_300_000)).to.equal("opened");
    expect(reasonAt(1_300_001)).to.equal("expired");
    expect(reasonAt(940_000)).to.equal("opened");
    expect(reasonAt(939_999)).to.equal("future");
  });

  it("stay shut when their key's sessions were ended after they were sealed", () => {
    const seals = createSeals();
    const text = seal(seals);
    expect(seals.open(text, binding, 1_000_001)).to.deep.equal({
      isOpened: false,
      reason: "revoked",
    });
    expect(seals.open(text, binding, 1_000_000).isOpened).to.equal(true);
  });

  it("open with any of the secrets, and are made with the first", () => {
    const next = "fedcba9876543210fedcba9876543210";
    const old = createSeals();
    const both = createSeals({ secrets: [next, secret] });
    expect(both.open(seal(old), binding).isOpened).to.equal(true);
    const fresh = seal(both);
    expect(old.open(fresh, binding)).to.deep.equal({ isOpened: false, reason: "forged" });
    expect(createSeals({ secrets: [next] }).open(fresh, binding).isOpened).to.equal(true);
  });

  it("have a size, and are not even read above it", () => {
    const seals = createSeals({ maxBytes: 400 });
    expect(seals.seal("x".repeat(261), binding).isSealed).to.equal(true);
    expect(seals.seal("x".repeat(262), binding)).to.deep.equal({
      isSealed: false,
      reason: "too-large",
    });
    const text = seal(createSeals(), "x".repeat(262));
    expect(seals.open(text, binding)).to.deep.equal({ isOpened: false, reason: "too-large" });
  });

  it("remember so many opened ones, open no more then, and forget them when they have ended", () => {
    let nowMs = 0;
    const seals = createSeals({ maxConsumed: 2, now: () => nowMs });
    const texts = [seal(seals), seal(seals), seal(seals)];
    expect(texts.slice(0, 2).map((text) => seals.open(text, binding).isOpened)).to.deep.equal([
      true,
      true,
    ]);
    expect(seals.open(texts[2], binding)).to.deep.equal({ isOpened: false, reason: "full" });
    expect(seals.open(texts[0], binding)).to.deep.equal({ isOpened: false, reason: "reused" });
    nowMs = 300_001;
    expect(seals.open(seal(seals), binding).isOpened).to.equal(true);
    expect(seals.consumedCount).to.equal(1);
  });
});
