// What is seen, heard and kept while and after the page goes to another one: bar, marks, focus, voice and sessions.
import { expect } from "chai";
import type { Express } from "express";
import type { Page } from "playwright-core";
import { type OpenPage, settled } from "../../support/browser.js";
import {
  headingIs,
  isSameDocument,
  type OpenSite,
  openSite,
  ready,
  type Site,
} from "../../support/navigation-site.js";
import type { Served } from "../../support/server.js";

/** Holds back requests for `/two` until it is called. */
async function hold(page: Page): Promise<() => Promise<void>> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/two", async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  return async () => {
    release();
    await headingIs(page, "two");
    await page.unroute("**/two");
  };
}

describe("a page that is awaited", () => {
  let visited: OpenSite;
  let site: Site;
  let server: Served;
  let opened: OpenPage;
  let page: Page;

  before(async () => {
    visited = await openSite((app: Express) => {
      app.get("/slow.css", (_request, response) => void response.type("css").send("h1{}"));
    });
    ({ site, server, opened, page } = visited);
  });
  after(() => visited[Symbol.asyncDispose]());
  beforeEach(() => visited.begin("/one", "one"));

  it("shows a thin bar after a moment, whose look is the app's, until the page is there", async () => {
    await page.addStyleTag({
      content: ":root{--live-progress-color:rgb(1, 2, 3);--live-progress-height:7px}",
    });
    const release = await hold(page);
    await page.click("text=to two");
    await page.waitForSelector(".live-progress", { state: "attached" });
    const bar = await page.evaluate(() => {
      const el = document.querySelector(".live-progress") as HTMLElement;
      const { backgroundColor, height, pointerEvents } = getComputedStyle(el);
      return [backgroundColor, height, pointerEvents, el.ariaHidden, el.getAnimations().length];
    });
    expect(bar).to.deep.equal(["rgb(1, 2, 3)", "7px", "none", "true", 1]);
    expect(await page.textContent("h1")).to.equal("one");
    await release();
    await page.waitForSelector(".live-progress", { state: "detached" });
  });

  it("moves no bar where the user wants less motion, and shows none where the app wants none", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const release = await hold(page);
    await page.click("text=to two");
    const bar = await page.waitForSelector(".live-progress", { state: "attached" });
    expect(await bar.evaluate((el) => el.getAnimations().length)).to.equal(0);
    await release();
    await page.emulateMedia({ reducedMotion: null });
    await page.goto(`${server.url}/one`);
    await ready(page, "one");
    await page.evaluate(() => {
      document.documentElement.setAttribute("live-progress", "off");
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        if (document.querySelector(".live-progress")) seen.push("bar");
      }).observe(document.body, { childList: true });
    });
    await page.clock.install();
    const releaseAgain = await hold(page);
    await page.click("text=to two");
    await page.clock.runFor(5000);
    await releaseAgain();
    expect(await page.evaluate("seen")).to.deep.equal([]);
    await page.clock.resume();
  });

  it("leaves the page before it live until then, with what its link sends besides", async () => {
    const release = await hold(page);
    const order = await page.evaluate(() => {
      const order: string[] = [];
      const link = document.querySelector("a[href='/two']") as HTMLElement;
      link.setAttribute("live-click", "more");
      addEventListener("live:navigating", () => order.push(`navigating ${link.ariaBusy}`), {
        once: true,
      });
      link.click();
      order.push(`clicked ${link.ariaBusy}`);
      return order;
    });
    expect(order).to.deep.equal(["navigating null", "clicked true"]);
    await page.locator("output", { hasText: "1" }).waitFor();
    await page.click("text=More");
    await page.locator("output", { hasText: "2" }).waitFor();
    await release();
    await page.goBack();
    await headingIs(page, "one");
    expect(await page.textContent("output")).to.equal("2");
    const link = await page.evaluate(() => document.querySelector("a[href='/two']")?.outerHTML);
    expect(link).to.equal('<a href="/two" live-nav="navigate" live-click="more">to two</a>');
  });

  it("is told to those who hear it, and the keyboard goes on at its heading", async () => {
    await page.focus("text=to two");
    await page.keyboard.press("Enter");
    await headingIs(page, "two");
    const heading = await page.evaluate(() => [
      document.activeElement?.outerHTML,
      document.querySelector("[role=status]:not(live-banner)")?.textContent,
    ]);
    expect(heading).to.deep.equal(['<h1 tabindex="-1">two</h1>', "Page two"]);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal("to one");
    expect(await page.evaluate(() => document.querySelector("h1")?.outerHTML)).to.equal(
      "<h1>two</h1>",
    );
  });

  it("takes the focus from nobody who types outside of it", async () => {
    await page.evaluate(() => {
      const field = document.createElement("input");
      field.id = "outside";
      document.body.append(field);
      field.focus();
      (document.querySelector("a[href='/two']") as HTMLElement).click();
    });
    await headingIs(page, "two");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("outside");
  });

  it("is shown in a View Transition where the app asks for one", async () => {
    const calls = await page.evaluate(() => {
      const calls: string[] = [];
      Object.assign(window, { calls });
      const start = document.startViewTransition.bind(document);
      document.startViewTransition = (change) => {
        calls.push(document.querySelector("h1")?.textContent ?? "");
        return start(change);
      };
      return calls;
    });
    expect(calls).to.deep.equal([]);
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.evaluate(() => document.documentElement.setAttribute("live-transition", ""));
    await page.click("text=to three");
    await headingIs(page, "three");
    await page.goBack();
    await headingIs(page, "two");
    expect(await page.evaluate("calls")).to.deep.equal(["two", "three"]);
  });

  it("keeps the nodes of the head that both pages have", async () => {
    const heads = await page.evaluate(async () => {
      const { head } = document;
      const theme = head.querySelector("[name=theme-color]");
      const added = document.createElement("style");
      head.append(added);
      const before = head.querySelector("[rel=canonical]")?.outerHTML;
      (document.querySelector("a[href='/two']") as HTMLElement).click();
      await new Promise((done) => addEventListener("live:navigated", done, { once: true }));
      const isKept = theme === head.querySelector("[name=theme-color]") && added.isConnected;
      const counts = ["title", "[name=description]", "[rel=canonical]", "[live-layout]"].map(
        (selector) => head.querySelectorAll(selector).length,
      );
      return [before, head.querySelector("[rel=canonical]")?.outerHTML, isKept, counts];
    });
    expect(heads).to.deep.equal([
      '<link rel="canonical" href="https://example.com/one">',
      '<link rel="canonical" href="https://example.com/two">',
      true,
      [1, 1, 1, 1],
    ]);
  });

  it("leaves few sessions behind, over one socket, in thirty navigations", async () => {
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(socket.url()));
    await page.goto(`${server.url}/one`);
    await ready(page, "one");
    await settled(page);
    const before = site.live.stats().sessions;
    for (let round = 0; round < 15; round++) {
      for (const name of ["two", "three"]) {
        await page.click(`text=to ${name}`);
        await headingIs(page, name);
      }
    }
    await settled(page);
    expect(site.live.stats().sessions - before).to.be.at.most(3);
    expect(sockets).to.have.length(1);
    expect(await isSameDocument(page)).to.equal(false);
    expect(opened.problems).to.deep.equal([]);
  });
});
