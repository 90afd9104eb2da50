// What strangers do to the DOM costs at most a resync: the text that a person reads is the server's.
import { expect } from "chai";
import type { OpenPage } from "../../support/browser.js";
import { openPatchPage } from "./open-patch-page.js";
import type { StrangerResult } from "./page/strangers-page.js";

declare const runStranger: (name: string, seeds: [number, number]) => StrangerResult;

const soak = process.env.SOAK === "1" ? 10 : 1;

/** How a stranger may be noticed: some leave every slot where it was. */
const strangers = {
  translate: { leastResyncs: 10 },
  wrap: { leastResyncs: 10 },
  normalize: { leastResyncs: 10 },
  insert: { leastResyncs: 10 },
  attributes: { leastResyncs: 0 },
  split: { leastResyncs: 0 },
  remove: { leastResyncs: 10 },
  empty: { leastResyncs: 5 },
} as const;

describe("The patching client beside strangers", function () {
  this.timeout(60_000 * soak);
  let opened: OpenPage;

  before(async () => {
    opened = await openPatchPage("strangers-page.ts");
  });

  after(() => opened[Symbol.asyncDispose]());

  for (const [name, { leastResyncs }] of Object.entries(strangers)) {
    it(`shows the server's text after: ${name}`, async () => {
      const result = await opened.page.evaluate(
        ([stranger, to]) => runStranger(stranger as string, [0, to as number]),
        [name, 65 * soak],
      );
      expect(result.failures).to.deep.equal([]);
      expect(result.patches).to.be.above(100);
      expect(result.resyncs).to.be.at.least(leastResyncs);
    });
  }
});
