// Pages whose network lets no WebSocket through: they live on an event stream, and on WebSockets as soon as one works.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage, settled } from "../../support/browser.js";
import { createDesk, news, serveBlocked, watchEvents } from "../../support/fallback-desk.js";
import { FaultProxy } from "../../support/fault-proxy.js";
import { textBecomes } from "../../support/live-app.js";

/** Lets the page's clock run: what is not answered is given up after seconds. */
async function passUntilLive(page: Page): Promise<void> {
  while (!(await page.locator("[live-state=live]").count())) await page.clock.runFor(500);
}

describe("a live page without WebSockets", () => {
  for (const blockade of ["refused", "unanswered", "swallowed"] as const) {
    it(`lives on an event stream where they are ${blockade}: events, forms and pushes`, async () => {
      const desk = createDesk();
      await using site = await serveBlocked(desk, blockade);
      await using opened = await openPage();
      const { page } = opened;
      const requests = watchEvents(page);
      if (blockade !== "refused") await page.clock.install();
      await page.goto(site.url);
      if (blockade !== "refused") await passUntilLive(page);
      await page.click("#add");
      await page.click("#add");
      await textBecomes(page, "#add", "2");
      await page.fill("input", "hello");
      await page.press("input", "Enter");
      await textBecomes(page, "li", "hello");
      desk.live.publish(news, "pushed");
      await textBecomes(page, "#heard", "pushed");
      await settled(page);
      expect(desk.log).to.deep.equal(["mount", "add 0", "add 1"]);
      expect(requests.slice(0, 2)).to.deep.equal(["GET /live/events", "POST /live/events/ID"]);
      expect(requests.filter((request) => request.startsWith("GET"))).to.have.length(1);
      expect(desk.live.stats()).to.include({
        sessions: 1,
        connections: 1,
      });
    }).timeout(60_000);
  }

  it("is known to the next page of the tab, which opens its stream at once", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "unanswered");
    await using opened = await openPage();
    const { page } = opened;
    await page.addInitScript(() => sessionStorage.setItem("live:fallback", "1"));
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1000);
    await page.goto(site.url);
    // No more time passes than the clock is told to.
    await page.clock.runFor(1);
    while (!(await page.locator("[live-state=live]").count())) await page.clock.runFor(1);
    await page.click("#add");
    await textBecomes(page, "#add", "1");
    expect(await page.evaluate(() => performance.now())).to.be.below(2500);
  });

  it("needs no storage, and comes back by itself when a post is refused", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "refused");
    await using opened = await openPage();
    const { page } = opened;
    await page.addInitScript(() => {
      Object.defineProperty(window, "sessionStorage", {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    });
    await page.goto(site.url);
    await settled(page);
    let refused = 0;
    await page.route("**/live/events/*", (route) => {
      refused += 1;
      return refused === 1 ? route.fulfill({ status: 502 }) : route.continue();
    });
    await page.click("#add");
    await textBecomes(page, "#add", "1");
    expect(desk.log).to.deep.equal(["mount", "add 0"]);
    expect(refused).to.be.above(1);
  });

  it("goes back to a WebSocket as soon as one works, and resumes there", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, "refused");
    await using opened = await openPage();
    const { page } = opened;
    await page.clock.install();
    await page.goto(site.url);
    await passUntilLive(page);
    await page.click("#add");
    await textBecomes(page, "#add", "1");
    const isRemembered = () => page.evaluate(() => sessionStorage.getItem("live:fallback"));
    expect(await isRemembered()).to.equal("1");
    site.blockade = null;
    const sent: string[] = [];
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => sent.push(String(payload)));
    });
    const opening = page.waitForEvent("websocket");
    await page.clock.runFor(5 * 60_000);
    await opening;
    await page.waitForFunction(() => sessionStorage.getItem("live:fallback") === null);
    // From here on a real clock: the socket's head start over the stream must not pass in no time.
    await page.clock.resume();
    await settled(page);
    await page.click("#add");
    await textBecomes(page, "#add", "2");
    expect(sent.filter((frame) => frame.includes('"add"'))).to.have.length(1);
    expect(desk.log).to.deep.equal(["mount", "add 0", "add 1"]);
  });

  it("never leaves WebSockets for a server that is only away", async () => {
    const desk = createDesk();
    await using site = await serveBlocked(desk, null);
    await using proxy = await FaultProxy.start(site.port, { isControllingAll: true });
    await using opened = await openPage();
    const { page } = opened;
    const requests = watchEvents(page);
    await page.goto(proxy.url);
    await settled(page);
    await opened.context.setOffline(true);
    proxy.cut();
    await page.waitForRequest("**/fallback-*");
    await opened.context.setOffline(false);
    await page.click("#add");
    await textBecomes(page, "#add", "1");
    await settled(page);
    expect(requests.filter((request) => request.startsWith("POST"))).to.deep.equal([]);
  });
});
