// A hook in a portal: its element stands outside of its view, which it hears all the same.
import { expect } from "chai";
import { defineView, Portal } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import { appWith, textBecomes } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

const View = defineView({
  mount: () => ({}),
  events: { tell: (_state, ctx) => ctx.push("told", "by the server") },
  render: () => (
    <div>
      <button type="button" live-click="tell">
        tell
      </button>
      <Portal>
        <p live-hook="Listener" />
      </Portal>
    </div>
  ),
});

describe("a hook in a portal", () => {
  it("hears what the server pushes to its view", async () => {
    const { app, live } = appWith(View);
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    await page.addInitScript(`
      (window.slotwireHooks ??= []).push(["Listener", {
        mounted() { this.handle("told", (payload) => { this.el.append(payload); }); },
      }]);
    `);
    await page.goto(site.url);
    await page.waitForSelector("body > [live-ported]", { state: "attached" });
    await settled(page);
    expect(await page.locator("[live] [live-hook]").count()).to.equal(0);
    await page.click("button");
    await textBecomes(page, "[live-hook]", "by the server");
    expect(opened.problems).to.deep.equal([]);
  });
});
