// A hook whose element leaves with a transition works until nothing is to be seen of it.
import { expect } from "chai";
import { defineView, js } from "slotwire";
import { settled } from "../../support/browser.js";
import { logHas, openWithLog, takeLog } from "../../support/hook-page.js";
import { appWith } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

const View = defineView({
  mount: () => ({ isOpen: true, others: 0 }),
  events: {
    close: () => ({ isOpen: false }),
    other: ({ others }) => ({ others: others + 1 }),
  },
  render: ({ isOpen, others }) => (
    <div>
      <button type="button" id="close" live-click="close">
        close
      </button>
      <button type="button" id="other" live-click="other">
        {others} others
      </button>
      {isOpen && (
        <section live-remove={js.hide({ transition: "leaving" })}>
          <p id="leaving" live-hook="Log">
            text
          </p>
        </section>
      )}
    </div>
  ),
});

describe("a hook in an element that leaves", () => {
  it("is destroyed when the transition has ended, not before", async () => {
    const { app, live } = appWith(View);
    await using site = await serve(app, live);
    await using opened = await openWithLog(site.url);
    const { page } = opened;
    await settled(page);
    await page.addStyleTag({
      content: "@keyframes leave { to { opacity: 0 } } .leaving { animation: leave 60s }",
    });
    await takeLog(page);
    await page.click("#close");
    await page.locator("section.leaving[inert]").waitFor();
    await page.click("#other");
    await page.locator("#other", { hasText: "1 others" }).waitFor();
    expect(await takeLog(page)).to.deep.equal([]);
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) animation.finish();
    });
    await logHas(page, "destroyed");
    expect(await takeLog(page)).to.deep.equal(["leaving destroyed false"]);
    expect(opened.problems).to.deep.equal([]);
  });
});
