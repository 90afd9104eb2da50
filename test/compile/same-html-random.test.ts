// Property: for any TSX source, the precompiled module prints what the runtime mode prints.
import { expect } from "chai";
import fc from "fast-check";
import { evaluateApart, JsxMode } from "../support/precompile.js";
import { printHtml } from "../support/print.js";
import { randomScope, randomTsx } from "../support/random-tsx.js";

/** What the tree prints of each source, all compiled as one module. */
function print(sources: readonly string[], mode: JsxMode): string[] {
  const source = `${randomScope}export const all = [${sources.map((one) => `() => ${one}`).join(",\n")}];`;
  const { all } = evaluateApart(source, mode) as { all: (() => unknown)[] };
  return all.map((make) => printHtml(make()));
}

describe("the same HTML in both modes: random TSX", () => {
  it("holds for 4,000 random expressions", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.array(randomTsx, { minLength: 20, maxLength: 20 }), (sources) => {
        expect(print(sources, JsxMode.precompiled)).to.deep.equal(print(sources, JsxMode.runtime));
      }),
      { numRuns: 200, seed: 20261123, endOnFailure: false },
    );
  });
});
