// Random patches and hooks on the same elements: each keeps what is its own, and hears what concerns it.
import { expect } from "chai";
import { openPatchPage } from "./open-patch-page.js";
import type { HooksOptions } from "./page/hooks-page.js";

declare const runHooks: (options: HooksOptions) => { patches: number; failures: string[] };

const soak = process.env.SOAK === "1" ? 10 : 1;

describe("Elements that hooks change, too", function () {
  this.timeout(60_000 * soak);

  it("show both sides' classes and styles, and tell the hooks of the server's changes alone", async () => {
    await using opened = await openPatchPage("hooks-page.tsx");
    const options: HooksOptions = { seeds: [0, 80 * soak], steps: 100 };
    const result = await opened.page.evaluate((given) => runHooks(given), options);
    expect(result.failures.join("\n")).to.equal("");
    expect(result.patches).to.be.above(5_000 * soak);
  });
});
