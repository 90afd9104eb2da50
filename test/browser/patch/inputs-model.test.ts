// Random users and servers at one form: whose value a control has is what the rules say, after every step.
import { expect } from "chai";
import { openPatchPage } from "./open-patch-page.js";
import type { RunInputs } from "./page/inputs-page.js";

declare const runInputs: RunInputs;

const seeds = process.env.SOAK === "1" ? 50 : 20;
const steps = 100;

describe("A form that a user and a server work on at random", function () {
  this.timeout(60_000 + seeds * 2_000);

  it(`keeps focus, carets and values as the rules say, ${seeds * steps} steps long`, async () => {
    await using opened = await openPatchPage("inputs-page.tsx");
    const given = Array.from({ length: seeds }, (_, seed) => seed);
    const result = await opened.page.evaluate(([some, count]) => runInputs(some, count), [
      given,
      steps,
    ] as const);
    expect(result.problem).to.equal(null);
    expect(result.withheld).to.be.above(seeds * 10);
    expect(opened.problems).to.deep.equal([]);
  });
});
