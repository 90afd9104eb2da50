// What a page says while it has no connection: when, in which words, and how an app says it itself.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage, settled } from "../support/browser.js";
import { counter, nextJoin, waitForLiveState } from "../support/counter-pages.js";
import { type Answer, documentOf, type FrameServer, serveFrames } from "../support/frame-server.js";

const page1 = (attributes = "", more = ""): Answer =>
  documentOf(`${counter("T1", 0)}${more}`, attributes);

/** A joined page whose clock the test moves. */
async function joined(page: Page, server: FrameServer): Promise<void> {
  await page.clock.install();
  await page.goto(server.url);
  await nextJoin(server);
  server.send("[0,1,1]");
  await waitForLiveState(page, "live");
  await page.locator("live-banner").waitFor({ state: "attached" });
  await page.clock.pauseAt(Date.now() + 5_000);
}

/** Each join of a page has a number of its own. */
async function joinsAgain(page: Page, server: FrameServer): Promise<void> {
  const { s } = await nextJoin(server);
  server.send(`[0,${s},1]`);
  await waitForLiveState(page, "live");
}

const banner = (page: Page) => page.locator("live-banner");
const shown = (page: Page) => page.locator("live-banner p").textContent();

describe("the banner of a page", function () {
  this.timeout(30_000);

  it("comes 1.5 s after the connection went, moves nothing, and goes when it is back", async () => {
    await using server = await serveFrames(() => page1());
    await using opened = await openPage();
    const { page } = opened;
    await joined(page, server);
    const place = await page.locator("button").boundingBox();
    server.hold();
    server.cut();
    await waitForLiveState(page, "offline");
    await page.clock.runFor(1_499);
    expect(await shown(page)).to.equal("");
    await page.clock.runFor(1);
    expect(await shown(page)).to.equal("Reconnecting …");
    expect(await banner(page).getAttribute("role")).to.equal("status");
    expect(await page.locator("live-banner p").isVisible()).to.equal(true);
    expect(await page.locator("button").boundingBox()).to.deep.equal(place);
    server.letIn();
    await page.clock.resume();
    await joinsAgain(page, server);
    expect(await shown(page)).to.equal("");
    expect(await page.locator("live-banner p").isVisible()).to.equal(false);
  });

  it("stays away when the connection is back within that time", async () => {
    await using server = await serveFrames(() => page1());
    await using opened = await openPage();
    const { page } = opened;
    await joined(page, server);
    server.cut();
    await waitForLiveState(page, "offline");
    await page.clock.runFor(1_000);
    await joinsAgain(page, server);
    await page.clock.runFor(5_000);
    expect(await shown(page)).to.equal("");
  });

  it("tells a browser without a network from a page that tries to come back", async () => {
    await using server = await serveFrames(() => page1());
    await using opened = await openPage();
    const { page } = opened;
    await joined(page, server);
    server.hold();
    server.cut();
    await waitForLiveState(page, "offline");
    await opened.context.setOffline(true);
    await page.clock.runFor(1_500);
    expect(await shown(page)).to.equal(
      "You are offline. What you do now is sent when you are back.",
    );
    await opened.context.setOffline(false);
    await page.getByText("Reconnecting …").waitFor();
  });

  it("tells a page that could never connect, and one that will not by itself", async () => {
    await using server = await serveFrames(() => page1());
    await using opened = await openPage();
    const { page } = opened;
    server.hold();
    await page.goto(server.url);
    await page.getByText("Reconnecting …").waitFor();
    server.letIn();
    await nextJoin(server);
    server.send('[4,1,"version"]');
    await nextJoin(server);
    server.send('[4,1,"version"]');
    await page.getByText("The connection is lost. Please load the page again.").waitFor();
  });

  it("says nothing where the page is not to be connected", async () => {
    await using server = await serveFrames(() => page1(" data-manual"));
    await using opened = await openPage();
    const { page } = opened;
    await page.clock.install();
    await page.goto(server.url);
    await banner(page).waitFor({ state: "attached" });
    await page.clock.runFor(10_000);
    expect(await shown(page)).to.equal("");
    await page.evaluate("slotwire.connect()");
    await nextJoin(server);
    server.send("[0,1,1]");
    await settled(page);
    await page.evaluate("slotwire.disconnect()");
    await page.clock.runFor(10_000);
    expect(await shown(page)).to.equal("");
  });

  it("says what the tag of the script says, in the language of the page", async () => {
    const words = ' data-banner-offline="Kein Netz" data-banner-reconnecting="Verbinde neu …"';
    await using server = await serveFrames(() => page1(words));
    await using opened = await openPage();
    const { page } = opened;
    server.hold();
    await page.goto(server.url);
    await page.getByText("Verbinde neu …").waitFor();
    await opened.context.setOffline(true);
    await page.getByText("Kein Netz").waitFor();
  });

  it("is not there where the tag of the script says off", async () => {
    await using server = await serveFrames(() => page1(' data-banner="off"'));
    await using opened = await openPage();
    const { page } = opened;
    server.hold();
    const loaded = page.waitForEvent("requestfinished", (each) => each.url().includes("/later-"));
    await page.clock.install();
    await page.goto(server.url);
    await loaded;
    await page.clock.runFor(10_000);
    expect(await banner(page).count()).to.equal(0);
  });

  it("gives way to elements of the app, each for what it says it is for", async () => {
    const own =
      '<p id="any" live-offline hidden>Not connected</p>' +
      '<p id="net" live-offline="offline" hidden>No network</p>' +
      '<p id="back" live-offline="reconnecting" hidden>Coming back</p>';
    await using server = await serveFrames(() => page1("", own));
    await using opened = await openPage();
    const { page } = opened;
    const visible = () =>
      page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLElement>("[live-offline]"))
          .filter((each) => each.checkVisibility())
          .map(({ id }) => id),
      );
    await joined(page, server);
    expect(await visible()).to.deep.equal([]);
    server.hold();
    server.cut();
    await waitForLiveState(page, "offline");
    await page.clock.runFor(1_500);
    expect(await visible()).to.deep.equal(["any", "back"]);
    expect(await shown(page)).to.equal("");
    await opened.context.setOffline(true);
    await page.locator("#net").waitFor();
    expect(await visible()).to.deep.equal(["any", "net"]);
    await opened.context.setOffline(false);
    server.letIn();
    await page.clock.resume();
    await joinsAgain(page, server);
    expect(await visible()).to.deep.equal([]);
  });

  it("is styled by custom properties, and is over a modal dialog; the page's own rules do not reach it", async () => {
    const styles =
      "<style>:root { --live-banner-background: rgb(1, 2, 3); --live-banner-inset: 0 0 auto }" +
      "p, live-banner, [popover] { display: none; font-size: 40px; background: red }" +
      "live-banner::part(banner) { letter-spacing: 3px }</style><dialog>Hello</dialog>";
    await using server = await serveFrames(() => page1("", styles));
    await using opened = await openPage();
    const { page } = opened;
    await page.emulateMedia({ reducedMotion: "reduce" });
    await joined(page, server);
    await page.evaluate(() => document.querySelector("dialog")?.showModal());
    server.hold();
    server.cut();
    await waitForLiveState(page, "offline");
    await page.clock.runFor(1_500);
    const style = await page.locator("live-banner p").evaluate((el) => {
      const { backgroundColor, letterSpacing, fontSize } = getComputedStyle(el);
      return { backgroundColor, letterSpacing, fontSize, top: el.getBoundingClientRect().top };
    });
    expect(style).to.deep.equal({
      backgroundColor: "rgb(1, 2, 3)",
      letterSpacing: "3px",
      fontSize: "15px",
      top: 16,
    });
    const isOnTop = () => document.querySelector("live-banner")?.matches(":popover-open");
    expect(await page.evaluate(isOnTop)).to.equal(true);
  });

  it("needs no right of a content security policy but that of the script", async () => {
    await using server = await serveFrames(() => ({
      ...page1(),
      headers: { "Content-Security-Policy": "default-src 'self'" },
    }));
    await using opened = await openPage();
    const { page } = opened;
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    server.hold();
    await page.goto(server.url);
    await page.getByText("Reconnecting …").waitFor();
    expect(opened.problems).to.deep.equal([]);
    const look = await page.locator("live-banner p").evaluate((el) => {
      const { left, right, bottom } = el.getBoundingClientRect();
      const { position } = getComputedStyle(
        el.getRootNode() instanceof ShadowRoot ? (el.getRootNode() as ShadowRoot).host : el,
      );
      const isMoving = document.getAnimations().length > 0;
      return { isInside: left >= 16 && right <= 374 && bottom <= 844, position, isMoving };
    });
    expect(look).to.deep.equal({ isInside: true, position: "fixed", isMoving: false });
  });
});
