// The way to run the suite in precompiled mode works.
import { expect } from "chai";
import type { Rendered } from "../../src/jsx/rendered.js";

describe("the mode of the test run", () => {
  it("merges nested elements into one template when SLOTWIRE_JSX is precompiled", () => {
    const name = "Ann";
    const rendered = (
      <p>
        <b>{name}</b>
      </p>
    ) as Rendered;
    const isPrecompiled = process.env.SLOTWIRE_JSX === "precompiled";
    const expected = isPrecompiled ? ["<p><b>", "</b></p>"] : ["<p>", "</p>"];
    expect(rendered.template.statics).to.deep.equal(expected);
  });
});
