// Markup that a parser mends is shown as the server prints it; foreign content and spreads need no resync.
import { expect } from "chai";
import { openPatchPage } from "./open-patch-page.js";
import type { NestingResult } from "./page/nesting-page.js";

declare const runCases: (which: "cases" | "valid") => NestingResult[];

describe("The patching client and the parser", function () {
  this.timeout(30_000);

  it("writes svg, math, spreads, raw and raw text as a parse would", async () => {
    await using opened = await openPatchPage("nesting-page.tsx");
    const results = await opened.page.evaluate(() => runCases("valid"));
    expect(results.length).to.be.above(12);
    for (const { name, resyncs, problems } of results) {
      expect(problems, name).to.deep.equal([]);
      expect(resyncs, name).to.equal(0);
    }
  });

  it("shows markup that the parser mends as the server prints it, after resyncs", async () => {
    await using opened = await openPatchPage("nesting-page.tsx");
    const results = await opened.page.evaluate(() => runCases("cases"));
    expect(results.length).to.be.above(12);
    for (const { name, problems } of results) expect(problems, name).to.deep.equal([]);
  });
});
