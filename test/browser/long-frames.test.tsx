// An event that is longer than the server reads is refused, and costs nothing but itself.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { noIcon, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

const Notes = defineView({
  mount: () => ({ length: 0 }),
  events: { write: (_state, ctx) => ({ length: String(ctx.payload.value).length }) },
  render: ({ length }) => (
    <main>
      <textarea live-input="write" />
      <output>{length}</output>
    </main>
  ),
});

describe("an event that is too long for the server", () => {
  for (const [name, maxPayload] of [
    ["by its own limit", 2000],
    ["by default", 65_536],
  ] as const) {
    it(`is refused, and what comes after it is not: ${name}`, async () => {
      const live = createLive({ limits: { maxPayload } });
      const app = express().use(live, noIcon).get("/", live.page(Notes));
      await using site = await serve(app, live);
      await using opened = await openPage();
      const { page } = opened;
      await page.clock.install();
      const loaded = page.waitForResponse(/\/later-/);
      await page.goto(site.url);
      await settled(page);
      await page.clock.runFor(2_000);
      await loaded;
      await page.locator("live-banner").waitFor({ state: "attached" });
      await page.fill("textarea", "€".repeat(Math.ceil(maxPayload / 3)));
      await settled(page);
      expect(await page.textContent("output")).to.equal("0");
      expect(opened.problems).to.have.length(1);
      expect(opened.problems[0]).to.contain("EVENT_REFUSED (server): malformed");
      await page.fill("textarea", "€".repeat(maxPayload / 4));
      await textBecomes(page, "output", `${maxPayload / 4}`);
      expect(await page.locator("[live]").getAttribute("live-state")).to.equal("live");
    });
  }
});
