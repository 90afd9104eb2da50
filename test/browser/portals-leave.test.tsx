// What leaves with a portal may be seen to leave; what is in one portal may be another.
import { expect } from "chai";
import { defineView, js, Portal } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { appWith } from "../support/live-app.js";
import { serve } from "../support/server.js";

const View = defineView({
  mount: () => ({ isOpen: true, isInner: true, clicks: 0 }),
  events: {
    close: () => ({ isOpen: false }),
    inner: ({ isInner }) => ({ isInner: !isInner }),
    click: ({ clicks }) => ({ clicks: clicks + 1 }),
  },
  render: ({ isOpen, isInner, clicks }) => (
    <div>
      <button type="button" id="close" live-click="close">
        close
      </button>
      {isOpen && (
        <Portal>
          <div id="outer" live-click="click" live-remove={js.hide({ transition: "leaving" })}>
            {clicks} clicks
            {isInner && (
              <Portal to="head + body">
                <button type="button" id="inner">
                  {clicks} inside
                </button>
              </Portal>
            )}
            <button type="button" id="toggle" live-click="inner">
              toggle
            </button>
          </div>
        </Portal>
      )}
    </div>
  ),
});

describe("content of portals", () => {
  it("is removed when its transition has ended, once its portal is gone", async () => {
    const { app, live } = appWith(View);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.locator("body > [live-ported] > #outer").waitFor();
    await page.addStyleTag({
      content: "@keyframes leave { to { opacity: 0 } } .leaving { animation: leave 60s }",
    });
    await page.click("#close");
    await page.locator("#outer.leaving[inert]").waitFor();
    expect(await page.locator("[live-ported]").count()).to.equal(2);
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) animation.finish();
    });
    await page.waitForFunction(() => document.querySelectorAll("[live-ported]").length === 0);
    expect(await page.locator("#outer").count()).to.equal(0);
    expect(opened.problems).to.deep.equal([]);
  });

  it("may have a portal in it, whose events pass through both", async () => {
    const { app, live } = appWith(View);
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.locator("body > [live-ported] > #inner").click();
    await page.locator("#inner", { hasText: "1 inside" }).waitFor();
    expect(await page.locator("#outer").textContent()).to.equal("1 clickstoggle");
    await page.click("#toggle");
    await page.locator("#inner").waitFor({ state: "detached" });
    expect(await page.locator("[live-ported]").count()).to.equal(1);
    await page.click("#toggle");
    await page.locator("body > [live-ported] > #inner").click();
    await page.locator("#inner", { hasText: "2 inside" }).waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("stays where it is when there is no such place", async () => {
    const Lost = defineView({
      mount: () => ({}),
      render: () => (
        <main>
          <div live-portal="#nowhere">one</div>
          <div live-portal="]">two</div>
          <div id="self" live-portal="#self">
            three
          </div>
        </main>
      ),
    });
    const { app, live } = appWith(Lost);
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page, problems } = opened;
    const reported = page.waitForEvent("console", {
      predicate: (message) => message.text().includes('"#self" is no place'),
    });
    await page.goto(site.url);
    await reported;
    expect(await page.locator("main").innerText()).to.equal("one\ntwo\nthree");
    expect(
      problems.every((problem) => problem.startsWith("slotwire PORTAL_TARGET (app)")),
    ).to.equal(true);
    expect(problems).to.have.length(3);
  });
});
