// Hundreds of thousands of random form bodies against the platform's own decoder, and what is nested of them.
import { expect } from "chai";
import { isRefusedName, parseFormBody } from "../../src/wire/form-body.js";
import { decodeFields, defaultFieldLimits, type FieldValue } from "../../src/wire/form-fields.js";
import type { Payload } from "../../src/wire/protocol.js";
import { createRandom, type Random } from "../support/tree-gen/random.js";

const bodies = process.env.SOAK === "1" ? 5_000_000 : 500_000;
const limits = { maxParams: 40, maxNameChars: 64 };

const pieces = (
  "a b user name rows tags k3 0 1 7 999 1000 . [ ] [] [0] [x] .a .b & & & = = = %20 + %E4%BD%A0 %5B " +
  "%5D %2E é 你 __proto__ constructor prototype * *1 .*2 _target _unused %00 %26 %3D toString length"
).split(" ");

function randomBody(random: Random): string {
  let body = "";
  for (let left = random.below(18); left > 0; left--) body += random.pick(pieces);
  return body;
}

/** What a browser would say the body holds; null where we refuse a name or a number of them. */
function oracle(body: string): Map<string, string[]> | null {
  const fields = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    count++;
    if (count > limits.maxParams || name.length > limits.maxNameChars) return null;
    if (isRefusedName(name)) return null;
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** Every value with the depth it is at; throws at what no decoded body may hold. */
function leaves(value: FieldValue | undefined, depth: number, found: string[]): void {
  if (typeof value === "string") found.push(value);
  else if (Array.isArray(value)) {
    for (const item of value as FieldValue[]) leaves(item, depth + 1, found);
  } else {
    if (Object.getPrototypeOf(value) !== null) throw new Error("a prototype");
    for (const [name, inner] of Object.entries(value as object)) {
      if (isRefusedName(name)) throw new Error(`the name ${name}`);
      leaves(inner as FieldValue, depth + 1, found);
    }
  }
  // One more for the list of a name that ends in [] or is repeated.
  if (depth > defaultFieldLimits.maxFieldDepth + 1) throw new Error("too deep");
}

function check(body: string): "flat" | "nested" | "refused" {
  const fields = parseFormBody(body, limits);
  const expected = oracle(body);
  if (fields === null || expected === null) {
    if (fields !== expected) throw new Error("only one of the two refuses");
    return "refused";
  }
  const names = Object.keys(fields);
  if (names.length !== expected.size) throw new Error("other names");
  const sent: string[] = [];
  for (const [name, values] of expected) {
    const got = fields[name];
    const same = values.length === 1 ? got === values[0] : String(got) === String(values);
    if (!same) throw new Error(`other values of ${name}`);
    if (name !== "_target" && name !== "_unused") sent.push(...values);
  }
  const decoded = decodeFields(fields as Payload, defaultFieldLimits);
  if (decoded === null) return "refused";
  const found: string[] = [];
  leaves(decoded.values, 0, found);
  if (found.sort().join("\n") !== sent.sort().join("\n")) throw new Error("values got lost");
  return names.some((name) => /[.[]/.test(name)) ? "nested" : "flat";
}

describe("bodies of forms", () => {
  it(`are what the platform reads, nested without loss, ${bodies} times`, function () {
    this.timeout(600_000);
    const prototypeNames = Object.getOwnPropertyNames(Object.prototype);
    const counts = { flat: 0, nested: 0, refused: 0 };
    const random = createRandom(20_261);
    for (let i = 0; i < bodies; i++) {
      const body = randomBody(random);
      try {
        counts[check(body)]++;
      } catch (error) {
        throw new Error(`body ${i}: ${JSON.stringify(body)}: ${String(error)}`);
      }
    }
    for (const count of Object.values(counts)) expect(count).to.be.above(bodies / 50);
    expect(Object.getOwnPropertyNames(Object.prototype)).to.deep.equal(prototypeNames);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect(Object.keys(Array.prototype)).to.deep.equal([]);
  });
});
