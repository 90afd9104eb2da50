// Multipart bodies at random: what a browser's encoder wrote is read back, and no bytes at all make the parser throw.
import { expect } from "chai";
import fc from "fast-check";
import { parseMultipart } from "../../src/http/multipart.js";
import type { Payload } from "../../src/wire/protocol.js";

const limits = { maxParams: 20, maxNameChars: 100 };

const name = fc
  .string({ maxLength: 20, unit: "grapheme" })
  // What a browser escapes cannot be told from the escape, and what reaches a prototype is refused.
  .filter((text) => !/%(22|0[AD])|[\r\n]/i.test(text))
  .filter((text) => !["__proto__", "constructor", "prototype"].includes(text));
const value = fc
  .string({ maxLength: 60, unit: "grapheme" })
  .map((text) => text.replace(/\r|\n/g, "\r\n"));

async function encode(pairs: readonly (readonly [string, string])[]) {
  const form = new FormData();
  for (const [key, text] of pairs) form.append(key, text);
  const response = new Response(form);
  return {
    type: response.headers.get("content-type") ?? "",
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function expectedOf(pairs: readonly (readonly [string, string])[]): Payload {
  const fields: Record<string, string | string[]> = {};
  for (const [key, text] of pairs) {
    const before = fields[key];
    fields[key] = before === undefined ? text : [before, text].flat();
  }
  return fields;
}

describe("a multipart body", () => {
  it("is read back as it was encoded", async () => {
    const pairs = fc.array(fc.tuple(name, value), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pairs, async (fields) => {
        const { body, type } = await encode(fields);
        expect({ ...parseMultipart(body, type, limits) }).to.deep.equal(expectedOf(fields));
      }),
      { seed: 20, numRuns: 300 },
    );
  });

  it("is fields or nothing, however its bytes were changed", async () => {
    const { body, type } = await encode([
      ["_live", "token save"],
      ["a", "1"],
      ["b", "--"],
    ]);
    const outcomes = { fields: 0, nothing: 0 };
    const change = fc.tuple(fc.nat(body.length), fc.nat(40), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(change, ([at, length, bytes]) => {
        const parts = [body.subarray(0, at), bytes, body.subarray(at + length)];
        const fields = parseMultipart(Buffer.concat(parts), type, limits);
        if (fields === null) outcomes.nothing += 1;
        else outcomes.fields += 1;
      }),
      { seed: 21, numRuns: 2000 },
    );
    expect(outcomes.fields).to.be.greaterThan(100);
    expect(outcomes.nothing).to.be.greaterThan(100);
  });

  it("has no more fields, and no longer names, than the limits", async () => {
    const many = await encode(Array.from({ length: 21 }, (_, at) => [`n${at}`, "x"] as const));
    expect(parseMultipart(many.body, many.type, limits)).to.equal(null);
    const long = await encode([["n".repeat(101), "x"]]);
    expect(parseMultipart(long.body, long.type, limits)).to.equal(null);
  });

  it("takes time in proportion to its length", () => {
    const type = "multipart/form-data; boundary=b";
    const part = Buffer.from(`--b\r\n${'Content-Disposition: form-data; name="'.repeat(6000)}`);
    const startMs = performance.now();
    expect(parseMultipart(part, type, limits)).to.equal(null);
    expect(parseMultipart(Buffer.alloc(250_000, "\r\n--"), type, limits)).to.equal(null);
    expect(performance.now() - startMs).to.be.lessThan(500);
  });
});
