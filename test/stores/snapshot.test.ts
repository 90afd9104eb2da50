// Snapshots as text: what comes back, what an author is told, and what hostile text can do (nothing).
import assert from "node:assert/strict";
import { expect } from "chai";
import fc from "fast-check";
import { LiveError } from "slotwire";
import { findUnstorable } from "../../src/stores/plain.js";
import { decodeSnapshot, encodeSnapshot } from "../../src/stores/snapshot.js";

function encode(content: unknown): string {
  const encoded = encodeSnapshot({ view: "Cart", version: 3, content });
  if (!encoded.isEncoded) throw new Error(encoded.reason);
  return encoded.text;
}

function roundTrip(content: unknown): unknown {
  const check = decodeSnapshot(encode(content));
  if (!check.isValid) throw new Error(check.reason);
  return check.snapshot.content;
}

function mistakeOf(content: unknown): string {
  try {
    encode(content);
  } catch (error) {
    if (error instanceof LiveError) return `${error.code} ${/got: (.*)/.exec(error.message)?.[1]}`;
    throw error;
  }
  return "none";
}

describe("encodeSnapshot", () => {
  it("writes an envelope with its version, the view's and what devalue makes of the state", () => {
    expect(encode({ count: 5, at: new Date(0) })).to.equal(
      '{"v":1,"view":"Cart","version":3,"d":[{"count":1,"at":2},5,["Date","1970-01-01T00:00:00.000Z"]]}',
    );
    expect(encode(undefined)).to.equal('{"v":1,"view":"Cart","version":3,"d":-1}');
  });

  it("brings back what JSON would not", () => {
    const content = {
      map: new Map<unknown, unknown>([
        ["a", 1],
        [{ key: 1 }, new Set([1, 2])],
      ]),
      when: new Date(1_700_000_000_000),
      big: 12345678901234567890n,
      nothing: undefined,
      odd: [Number.NaN, -0, Number.POSITIVE_INFINITY],
      url: new URL("https://example.com/a?b=c"),
      bytes: new Uint8Array([1, 2, 255]),
      text: "</script>\u2028😀\0",
    };
    expect(roundTrip(content)).to.deep.equal(content);
  });

  it("keeps one value that is in two places one, and values that hold themselves", () => {
    const shared = { n: 1 };
    const loop: { self?: unknown; a: unknown; b: unknown } = { a: shared, b: shared };
    loop.self = loop;
    const back = roundTrip(loop) as typeof loop;
    expect(back.self).to.equal(back);
    expect(back.a).to.equal(back.b);
  });

  it("tells what the app says of a visitor from the state", () => {
    const visitor = { data: { user: new (class User {})() } };
    expect(() => encode(visitor)).to.throw("expected what the option session returns to be data");
    expect(() => encode({ state: visitor })).to.throw("expected the state of Cart to be data");
  });

  it("tells the author what cannot be kept, and where", () => {
    class Money {
      cents = 1;
    }
    class Bag extends Map {}
    expect(mistakeOf({ items: [{ run: () => 1 }] })).to.equal(
      "SNAPSHOT_NOT_PLAIN function run at items[0].run",
    );
    expect(mistakeOf({ price: new Money() })).to.equal(
      "SNAPSHOT_NOT_PLAIN an instance of Money at price",
    );
    expect(mistakeOf({ bag: new Bag() })).to.equal("SNAPSHOT_NOT_PLAIN an instance of Bag at bag");
    expect(mistakeOf({ file: Buffer.from("a") })).to.equal(
      "SNAPSHOT_NOT_PLAIN an instance of Buffer at file",
    );
    expect(mistakeOf({ mark: Symbol("m") })).to.equal("SNAPSHOT_NOT_PLAIN Symbol(m) at mark");
    expect(mistakeOf({ [Symbol("k")]: 1 })).to.equal("SNAPSHOT_NOT_PLAIN Symbol(k) at [Symbol(k)]");
    expect(mistakeOf(new Map([["k", [() => 1]]]))).to.equal(
      "SNAPSHOT_NOT_PLAIN a function at {0}[0]",
    );
    expect(mistakeOf({ set: new Set([1, Promise.resolve()]) })).to.equal(
      "SNAPSHOT_NOT_PLAIN an instance of Promise at set{1}",
    );
    expect(mistakeOf(JSON.parse('{"a":{"__proto__":1}}'))).to.equal(
      "SNAPSHOT_NOT_PLAIN a key that cannot be kept at a.__proto__",
    );
  });

  it("does not print what it refuses, which may be a secret", () => {
    class Vault {
      password = "hunter2";
    }
    expect(() => encode({ vault: new Vault() }))
      .to.throw(LiveError)
      .that.satisfies((error: Error) => !error.message.includes("hunter2"));
  });

  it("bounds the depth, which lists that link each other reach", () => {
    const nested = (depth: number) => {
      let list: unknown = null;
      for (let n = 0; n < depth; n += 1) list = { next: list };
      return list;
    };
    expect(mistakeOf(nested(200))).to.equal("none");
    expect(mistakeOf(nested(201))).to.match(/^SNAPSHOT_TOO_DEEP more at next\.next/);
    expect(mistakeOf(nested(100_000))).to.match(/^SNAPSHOT_TOO_DEEP/);
  });

  it("says that a snapshot is too large, in bytes", () => {
    const snapshot = { view: "Cart", version: 1, content: "é".repeat(100) };
    expect(encodeSnapshot(snapshot, 200)).to.deep.equal({
      isEncoded: false,
      reason: "too-large",
      bytes: 242,
    });
    expect(encodeSnapshot(snapshot, 242).isEncoded).to.equal(true);
  });

  it("passes over the holes of a long list", () => {
    const list: number[] = [];
    list[4_000_000_000] = 1;
    expect(encode(list)).to.equal(
      '{"v":1,"view":"Cart","version":3,"d":[[-7,4000000001,4000000000,1],1]}',
    );
  });
});

/** JSON may have a key called `__proto__`, which no snapshot has. */
const isPlain = (content: unknown) => findUnstorable(content, 200) === null;

/** Two invalid dates in a set are not the same to Node. */
const isComparable = (content: unknown) =>
  isPlain(content) && !encode(content).includes('["Date",""]');

/** Lists inside each other, as devalue writes them side by side. */
function chainOf(depth: number): string {
  const d = Array.from({ length: depth }, (_, index) => `[${index + 1}]`).join();
  return `{"v":1,"view":"A","version":1,"d":[${d},0]}`;
}

describe("decodeSnapshot", () => {
  it("says which view and version it is of, before anything is done with it", () => {
    expect(decodeSnapshot(encode([1]))).to.deep.equal({
      isValid: true,
      snapshot: { view: "Cart", version: 3, content: [1] },
    });
  });

  const refusals: readonly [unknown, string][] = [
    [undefined, "malformed"],
    [{ v: 1 }, "malformed"],
    ["", "malformed"],
    ["null", "malformed"],
    ["[1]", "malformed"],
    ['{"v":"1","view":"A","version":1,"d":[1]}', "malformed"],
    ['{"v":2,"view":"A","version":1,"d":[1]}', "unknown-version"],
    ['{"v":1,"version":1,"d":[1]}', "malformed"],
    ['{"v":1,"view":"A","version":"1","d":[1]}', "malformed"],
    ['{"v":1,"view":"A","version":1}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[[1]]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":7}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[["Object",0]]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[["Function","alert(1)"]]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[{"__proto__":1},{"admin":true}]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[["null","__proto__",1],2]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[["Uint8Array",1],5]}', "malformed"],
    ['{"v":1,"view":"A","version":1,"d":[{"a":{"b":1}}]}', "malformed"],
    [`{"v":1,"view":"A","version":1,"d":${"[".repeat(100_000)}`, "malformed"],
    [chainOf(202), "malformed"],
    [chainOf(30_000), "malformed"],
    ["x".repeat(256 * 1024 + 1), "too-large"],
    ["é".repeat(128 * 1024 + 1), "too-large"],
  ];
  for (const [text, reason] of refusals) {
    it(`refuses ${String(text).slice(0, 70)} as ${reason}`, () => {
      expect(decodeSnapshot(text)).to.deep.equal({ isValid: false, reason });
    });
  }

  it("answers within its types for any text, and pollutes nothing", () => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    const flat = fc.oneof(
      fc.integer({ min: -8, max: 12 }),
      fc.constantFrom("Date", "Set", "Map", "null", "Object", "BigInt", "RegExp", "URL"),
      fc.constantFrom("ArrayBuffer", "DataView", "Float64Array", "Temporal.Instant", "", "AAAA"),
      fc.constantFrom("__proto__", "constructor", "prototype", "toString", "valueOf", "then"),
      fc.double(),
      fc.constant(null),
    );
    const name = fc.constantFrom("__proto__", "constructor", "prototype", "a", "then", "length");
    const entry = fc.oneof(
      flat,
      fc.array(flat, { maxLength: 5 }),
      fc.dictionary(name, flat, { maxKeys: 4 }),
    );
    const forged = fc
      .array(entry, { maxLength: 12 })
      .map((d) => `{"v":1,"view":"A","version":1,"d":${JSON.stringify(d)}}`);
    const cut = fc
      .tuple(fc.jsonValue().filter(isPlain), fc.nat(), fc.string({ maxLength: 3 }))
      .map(([content, at, middle]) => {
        const text = encode(content);
        const place = at % text.length;
        return text.slice(0, place) + middle + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(forged, cut, fc.string(), fc.json()), (text) => {
        const check = decodeSnapshot(text);
        if (!check.isValid) {
          expect(["too-large", "malformed", "unknown-version"]).to.include(check.reason);
        }
      }),
      { numRuns: process.env.SOAK ? 200_000 : 5_000, seed: 4 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).to.deep.equal(before);
    expect(({} as { admin?: unknown }).admin).to.equal(undefined);
  });

  it("brings back any plain data", () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withNullPrototype: true,
      withTypedArray: true,
      withUnicodeString: true,
    } as fc.ObjectConstraints);
    fc.assert(
      fc.property(value.filter(isComparable), (content) => {
        assert.deepStrictEqual(roundTrip(content), content);
      }),
      { numRuns: process.env.SOAK ? 100_000 : 500, seed: 4 },
    );
  });
});
