// Random patches through the real client in a real browser: the DOM is what a parse of the server's HTML is.
import { expect } from "chai";
import { openPatchPage } from "./open-patch-page.js";
import type { PropertyOptions, PropertyResult } from "./page/property-page.js";

declare const runInOrder: (options: PropertyOptions) => PropertyResult;
declare const runDelayed: (options: PropertyOptions) => PropertyResult;

const soak = process.env.SOAK === "1" ? 10 : 1;

for (const mode of ["precompiled", "runtime"] as const) {
  describe(`The patching client on random pages, ${mode}`, function () {
    this.timeout(60_000 * soak);

    it("makes the DOM that the server prints, without a resync", async () => {
      await using opened = await openPatchPage("property-page.ts");
      const options: PropertyOptions = { seeds: [0, 400 * soak], mode, steps: 5 };
      const result = await opened.page.evaluate((given) => runInOrder(given), options);
      expect(result.failures).to.deep.equal([]);
      expect(result.resyncs).to.equal(0);
      expect(result.patches).to.be.above(1_000 * soak);
    });

    it("ends as the server prints when boundaries fail and answers come late", async () => {
      await using opened = await openPatchPage("property-page.ts");
      const options: PropertyOptions = { seeds: [0, 300 * soak], mode, steps: 12 };
      const result = await opened.page.evaluate((given) => runDelayed(given), options);
      expect(result.failures).to.deep.equal([]);
      expect(result.resyncs).to.be.above(500 * soak);
    });
  });
}
