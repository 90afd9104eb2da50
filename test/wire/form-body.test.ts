// Urlencoded bodies, against the platform's own decoder.
import { expect } from "chai";
import fc from "fast-check";
import { parseFormBody } from "../../src/wire/form-body.js";

const limits = { maxParams: 1000, maxNameChars: 256 };

describe("parseFormBody", () => {
  it("decodes spaces, escapes, empty values and repeated names", () => {
    const body = "q=two+words&q=%2B&empty=&flag&%E4%BD%A0=%E5%A5%BD";
    expect({ ...parseFormBody(body, limits) }).to.deep.equal({
      q: ["two words", "+"],
      empty: "",
      flag: "",
      你: "好",
    });
  });

  it("leaves out empty pairs", () => {
    expect({ ...parseFormBody("&&a=1&", limits) }).to.deep.equal({ a: "1" });
  });

  it("has no prototype", () => {
    const fields = parseFormBody("a=1", limits);
    expect(fields?.toString).to.equal(undefined);
  });

  it("reads what URLSearchParams writes", () => {
    const name = fc.string({ maxLength: 20 }).filter((text) => !/proto|constructor/.test(text));
    const pairs = fc.array(fc.tuple(name, fc.string({ maxLength: 30, unit: "grapheme" })));
    fc.assert(
      fc.property(pairs, (written) => {
        const params = new URLSearchParams(written);
        const expected: Record<string, string | string[]> = Object.create(null);
        for (const key of new Set(params.keys())) {
          const values = params.getAll(key);
          expected[key] = values.length === 1 ? (values[0] as string) : values;
        }
        expect(parseFormBody(params.toString(), limits)).to.deep.equal(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
