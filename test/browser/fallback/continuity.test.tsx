// A page on an event stream whose network is bad, whose server restarts, and that is not alone: nothing lost, nothing twice.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage, settled } from "../../support/browser.js";
import { createDesk, news, serveBlocked, watchEvents } from "../../support/fallback-desk.js";
import { FaultProxy } from "../../support/fault-proxy.js";
import { textBecomes } from "../../support/live-app.js";
import { eventually } from "../../support/sessions.js";
import { SlicingProxy } from "../../support/slicing-proxy.js";

const countedTo = (count: number) => [
  "mount",
  ...Array.from({ length: count }, (_, n) => `add ${n}`),
];

/** What only a page load would wipe away. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { mark: "same" }));
const markOf = (page: Page) => page.evaluate(() => (window as unknown as { mark?: string }).mark);

describe("a live page on an event stream", () => {
  it("resumes after cuts in the middle of clicks: each counts once", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "refused");
    await using proxy = await FaultProxy.start(site.port, { isControllingAll: true });
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    await mark(page);
    for (let click = 0; click < 12; click++) {
      await page.click("#add");
      // Sometimes the click is lost on its way, sometimes its answer.
      if (click % 4 === 1) proxy.cut();
      if (click % 4 === 3) {
        await settled(page);
        proxy.cut();
        desk.live.publish(news, `missed ${click}`);
      }
    }
    await textBecomes(page, "#heard", "missed 11");
    await settled(page);
    expect(await page.textContent("#add")).to.equal("12");
    expect(desk.log).to.deep.equal(countedTo(12));
    expect(await markOf(page)).to.equal("same");
  }).timeout(60_000);

  it("gets and sends its frames whole and in order over a network that slices and delays", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "refused");
    await using proxy = await SlicingProxy.start(site.port);
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await settled(page);
    proxy.isSlicing = true;
    const requests = watchEvents(page);
    await page.evaluate(() => {
      for (let click = 0; click < 20; click++) document.querySelector("button")?.click();
    });
    const text = "every byte of “this” – 日本語, 🌊 – by itself";
    desk.live.publish(news, text);
    await textBecomes(page, "#heard", text);
    await textBecomes(page, "#add", "20");
    await settled(page);
    expect(desk.log).to.deep.equal(countedTo(20));
    // What waits for a post goes out with the next one.
    expect(requests).to.have.length.below(6);
  }).timeout(60_000);

  it("lives beside another tab, each with a stream of its own", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "refused");
    await using opened = await openPage(site.url);
    const { page, context } = opened;
    const other = await context.newPage();
    await other.goto(site.url);
    await page.click("#add");
    await textBecomes(page, "#add", "1");
    await other.click("#add");
    await other.click("#add");
    await textBecomes(other, "#add", "2");
    desk.live.publish(news, "to both");
    for (const tab of [page, other]) await textBecomes(tab, "#heard", "to both");
    expect(await page.textContent("#add")).to.equal("1");
    expect(desk.live.stats()).to.include({ sessions: 2, connections: 2 });
  });

  it("goes on where it was when the server restarts: the page keeps its session", async () => {
    const before = createDesk();
    const after = createDesk();
    const first = await serveBlocked(before, "refused");
    await using opened = await openPage(first.url);
    const { page } = opened;
    await page.click("#add");
    await textBecomes(page, "#add", "1");
    await settled(page);
    await mark(page);
    await page.locator("input").pressSequentially("half a sent");
    const { port } = first;
    await first[Symbol.asyncDispose]();
    await page.click("#add");
    await using _second = await serveBlocked(after, "refused", port);
    await textBecomes(page, "#add", "2");
    await settled(page);
    expect([before.log, after.log]).to.deep.equal([countedTo(1), ["add 1"]]);
    expect(await page.inputValue("input")).to.equal("half a sent");
    expect(await markOf(page)).to.equal("same");
  }).timeout(60_000);

  it("leaves nothing behind on the server when it is left for another page", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "refused");
    await using opened = await openPage(site.url);
    await settled(opened.page);
    await opened.page.goto("about:blank");
    await eventually(() => desk.live.stats().sessions === 0, "the session to end");
    expect(desk.live.stats()).to.include({ sessions: 0, detached: 0, connections: 0 });
  });
});
