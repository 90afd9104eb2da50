// Live navigation in the browser: by link, back and forward, in one document and over one socket.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage, settled } from "../../support/browser.js";
import {
  createSite,
  headingIs,
  isSameDocument,
  markDocument,
  ready,
} from "../../support/navigation-site.js";
import { serve } from "../../support/server.js";

async function shown(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() => [
    location.pathname,
    document.title,
    document.querySelector("h1")?.textContent,
    document.activeElement?.localName,
  ]);
}

describe("live navigation", () => {
  it("goes by link, back and forward, in one document and over one socket", async () => {
    const { app, live, mounts, requests } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    let sockets = 0;
    page.on("websocket", () => sockets++);
    await page.goto(`${site.url}/one`);
    await ready(page, "one");
    await settled(page);
    await markDocument(page);
    await page.click("text=to two");
    await headingIs(page, "two");
    expect(await shown(page)).to.deep.equal(["/two", "Page two", "two", "h1"]);
    await page.click("text=More");
    await page.locator("output", { hasText: "1" }).waitFor();
    expect(await page.textContent("i")).to.equal("from /one");
    await page.click("text=to three");
    await headingIs(page, "three");
    await page.goBack();
    await headingIs(page, "two");
    expect(await shown(page)).to.deep.equal(["/two", "Page two", "two", "a"]);
    // The same view, and it goes on.
    expect(await page.textContent("output")).to.equal("1");
    await page.click("text=More");
    await page.locator("output", { hasText: "2" }).waitFor();
    await page.goBack();
    await headingIs(page, "one");
    await page.goForward();
    await headingIs(page, "two");
    expect(await page.textContent("output")).to.equal("2");
    expect(await isSameDocument(page)).to.equal(true);
    expect(sockets).to.equal(1);
    expect(mounts).to.deep.equal(["one", "two", "three"]);
    expect(requests).to.deep.equal(["GET /one load", "GET /two navigate", "GET /three navigate"]);
    expect(opened.problems).to.deep.equal([]);
  });
});
