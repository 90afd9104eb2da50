// Random patches of pages whose elements have their content elsewhere: brought home, it is what the server prints.
import { expect } from "chai";
import { openPatchPage } from "./open-patch-page.js";
import type { PortalsOptions, PortalsResult } from "./page/portals-page.js";

declare const runPortals: (options: PortalsOptions) => PortalsResult;

const soak = process.env.SOAK === "1" ? 10 : 1;

for (const mode of ["precompiled", "runtime"] as const) {
  describe(`Content in another place of the document, ${mode}`, function () {
    this.timeout(60_000 * soak);

    it("is patched there without a resync", async () => {
      await using opened = await openPatchPage("portals-page.ts");
      const seeds = [0, 200 * soak] as const;
      const options: PortalsOptions = { seeds, mode, steps: 6, fails: false };
      const result = await opened.page.evaluate((given) => runPortals(given), options);
      expect(result.failures.join("\n")).to.equal("");
      expect(result.resyncs).to.equal(0);
      expect(result.ported).to.be.above(500 * soak);
    });

    it("ends as the server prints when its boundaries fail", async () => {
      await using opened = await openPatchPage("portals-page.ts");
      const seeds = [0, 200 * soak] as const;
      const options: PortalsOptions = { seeds, mode, steps: 9, fails: true };
      const result = await opened.page.evaluate((given) => runPortals(given), options);
      expect(result.failures.join("\n")).to.equal("");
      expect(result.resyncs).to.be.above(200 * soak);
    });
  });
}
