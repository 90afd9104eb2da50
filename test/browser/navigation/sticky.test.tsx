// A sticky view stays while the pages around it come and go.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { settled } from "../../support/browser.js";
import { openWithLog } from "../../support/hook-page.js";
import { headingIs, isSameDocument, markDocument, ready } from "../../support/navigation-site.js";
import { serve } from "../../support/server.js";
import { eventually } from "../../support/sessions.js";
import { createStickySite, playerId } from "../../support/sticky-site.js";

async function play(page: Page): Promise<string | null> {
  await page.click("text=Play");
  await settled(page);
  return page.textContent(".at");
}

async function go(page: Page, name: string): Promise<void> {
  await page.click(`text=to ${name}`);
  await headingIs(page, name);
  await settled(page);
}

/** The player is the element that it was. */
function isSame(page: Page): Promise<boolean> {
  return page.evaluate((id) => {
    const el = document.getElementById(id) as { mark?: true } | null;
    const isMarked = el?.mark === true;
    if (el) el.mark = true;
    return isMarked;
  }, playerId);
}

describe("a sticky view", () => {
  it("keeps its element, state, hooks and what was typed over navigations, and its session over one socket", async () => {
    const { app, live, mounts } = createStickySite();
    await using site = await serve(app, live);
    await using opened = await openWithLog(`${site.url}/one`);
    const { page } = opened;
    await ready(page, "one");
    await settled(page);
    await markDocument(page);
    await isSame(page);
    expect(await play(page)).to.equal("1");
    await page.fill("[name=note]", "half a word");
    await page.click("text=Add");
    await go(page, "two");
    expect(await isSame(page)).to.equal(true);
    expect(await page.inputValue("[name=note]")).to.equal("half a word");
    expect(await play(page)).to.equal("2");
    // A render of the page around it is none of its business.
    await page.click(".again");
    await settled(page);
    await page.goBack();
    await headingIs(page, "one");
    expect(await isSame(page)).to.equal(true);
    expect(await play(page)).to.equal("3");
    // A view that is not sticky went out of sight with its page, and is back with it.
    await settled(page);
    await page.click("text=Add");
    await settled(page);
    expect(await page.textContent("aside output")).to.equal("2");
    await go(page, "two");
    await page.click("text=from player");
    await headingIs(page, "one");
    await settled(page);
    expect(await play(page)).to.equal("4");
    expect(await isSameDocument(page)).to.equal(true);
    expect(mounts.filter((name) => name === "player")).to.deep.equal(["player"]);
    expect((await page.evaluate(() => window.log)).filter((text) => /(moun|destroy)/.test(text)))
      .to //
      .deep.equal(['shown mounted {"at":0}']);
    expect(opened.problems).to.deep.equal([]);
  });

  it("waits with the page that had it while another has no place for it", async () => {
    const { app, live, mounts } = createStickySite();
    await using site = await serve(app, live);
    await using opened = await openWithLog(`${site.url}/one`);
    const { page } = opened;
    await ready(page, "one");
    await settled(page);
    await play(page);
    await go(page, "without");
    await go(page, "two");
    expect(await page.textContent(".at")).to.equal("0");
    await page.goBack();
    await headingIs(page, "without");
    await page.goBack();
    await headingIs(page, "one");
    await settled(page);
    expect(await play(page)).to.equal("2");
    expect(mounts.filter((name) => name === "player")).to.deep.equal(["player", "player"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("is asked for by the route of the page that it is on when the server has lost it", async () => {
    const { app, live } = createStickySite({ detachedMs: 10, keepMs: 10 });
    await using site = await serve(app, live);
    await using opened = await openWithLog(`${site.url}/one`);
    const { page } = opened;
    await ready(page, "one");
    await settled(page);
    await markDocument(page);
    await play(page);
    await go(page, "two");
    await page.evaluate(() => (window as unknown as Handle).slotwire.disconnect());
    await eventually(() => live.stats().sessions === 0);
    await page.evaluate(() => (window as unknown as Handle).slotwire.connect());
    await page.locator(".at", { hasText: "0" }).waitFor();
    await settled(page);
    expect(await play(page)).to.equal("1");
    expect(await isSameDocument(page)).to.equal(true);
    expect(opened.problems).to.deep.equal([]);
  });
});

interface Handle {
  readonly slotwire: { connect(): void; disconnect(): void };
}
