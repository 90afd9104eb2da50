// Random commands and patches in a real browser: classes, attributes, visibility and texts are what a model says.
import { expect } from "chai";
import { openPatchPage } from "./open-patch-page.js";
import type { CommandsOptions } from "./page/commands-page.js";

declare const runCommands: (options: CommandsOptions) => string[];

const seeds = process.env.SOAK === "1" ? 500 : 50;

describe("What commands do on random pages", function () {
  this.timeout(120_000);

  it("is seen through patches, morphs and answers, and taken back to what the server says", async () => {
    await using opened = await openPatchPage("commands-page.ts");
    const options: CommandsOptions = { seeds: [0, seeds], steps: 100 };
    const failures = await opened.page.evaluate((given) => runCommands(given), options);
    expect(failures).to.deep.equal([]);
  });
});
