// What the page shows while an event waits for its answer, and that all of it is gone afterwards.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { nextEvent, withLive } from "../support/binding-pages.js";

/** The opening tags of the matching elements, without what is in them, and what forms note on their controls. */
function tags(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(selector, (all) =>
    all.map((el) => (el.cloneNode() as Element).outerHTML.replace(' live-used=""', "")),
  );
}

/** Notes from now on, per element with an id, each value that `live-loading` had between two tasks. */
async function recordLoading(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const recorded: string[] = [];
    Object.assign(window, { recorded });
    const last = new Map<Element, string | null>();
    new MutationObserver((records) => {
      for (const el of new Set(records.map(({ target }) => target as Element))) {
        const value = el.getAttribute("live-loading");
        if (value === (last.get(el) ?? null)) continue;
        last.set(el, value);
        recorded.push(`${el.id} ${value} ${el.getAttribute("aria-busy")}`);
      }
    }).observe(document, { subtree: true, attributeFilter: ["live-loading", "aria-busy"] });
  });
  return () => page.evaluate(() => (window as unknown as { recorded: string[] }).recorded);
}

describe("what waits for an answer", () => {
  it("carries the kinds of its events until the last of each is answered", () =>
    withLive(
      `<button id="b" live-click="add" live-keydown="key" live-key="x">add</button>`,
      async ({ server, page }) => {
        const recorded = await recordLoading(page);
        await page.click("#b");
        await page.click("#b");
        await page.press("#b", "x");
        for (const handler of ["add", "add", "key"]) {
          expect((await nextEvent(server))[0]).to.equal(handler);
        }
        server.send("[1,1,1,1]", "[1,1,2,3]", "[1,1,3,2]");
        await page.waitForSelector("#b:not([live-loading])");
        expect(await recorded()).to.deep.equal([
          "b click true",
          "b click keydown true",
          "b click true",
          "b null null",
        ]);
        expect(await tags(page, "#b")).to.deep.equal([
          '<button id="b" live-click="add" live-keydown="key" live-key="x"></button>',
        ]);
      },
    ));

  it("is shown from the moment an event waits for its connection", () =>
    withLive(`<button id="b" live-click="add">add</button>`, async ({ server, page }) => {
      await page.evaluate(() => {
        (window as unknown as { slotwire: { disconnect(): void } }).slotwire.disconnect();
      });
      await page.click("#b");
      expect(await tags(page, "#b")).to.deep.equal([
        '<button id="b" live-click="add" live-loading="click" aria-busy="true"></button>',
      ]);
      await page.evaluate(() => {
        (window as unknown as { slotwire: { connect(): void } }).slotwire.connect();
      });
      expect(JSON.parse(await server.next()).slice(0, 2)).to.deep.equal([0, 2]);
      server.send("[0,2,1]");
      expect(await server.next()).to.equal('[1,2,1,0,"add"]');
      server.send("[1,2,1,1]");
      await page.waitForSelector("#b:not([live-loading]):not([aria-busy])");
    }));

  it("ends with an error as well", () =>
    withLive(`<button id="b" live-click="old">x</button>`, async ({ server, page }) => {
      await page.click("#b");
      expect(await nextEvent(server)).to.deep.equal(["old"]);
      server.send('[3,1,1,1,"stale"]');
      await page.waitForSelector("#b:not([live-loading]):not([aria-busy])");
    }));

  it("marks form and control of a change, but calls no control busy that is typed in", () =>
    withLive(
      `<form id="f" live-input="typed"><input id="i" name="a"></form>`,
      async ({ server, page }) => {
        await page.locator("#i").pressSequentially("x");
        expect((await nextEvent(server))[0]).to.equal("typed");
        expect(await tags(page, "#f,#i")).to.deep.equal([
          '<form id="f" live-input="typed" live-loading="input" aria-busy="true"></form>',
          '<input id="i" name="a" live-loading="input">',
        ]);
        server.send("[1,1,1,1]");
        await page.waitForSelector("#f:not([live-loading]) #i:not([live-loading])");
      },
    ));

  it("survives patches that write the same attributes, whose values are there afterwards", () =>
    withLive(
      `<p>a</p><button id="b" aria-busy="false" class="x" live-click="go">go</button>`,
      async ({ server, page }) => {
        const recorded = await recordLoading(page);
        await page.click("#b");
        await nextEvent(server);
        const templates =
          '["root",["<div>","</div>"],[0],"t",["<p>a</p><button id=\\"b\\"",""," live-click=\\"go\\">go</button>"],["aria-busy","class"]]';
        server.send(`[1,1,1,0,${templates},[1,["root",0,["t"]],0,[0,0,"mixed",1,"y"]]]`);
        await page.waitForSelector("#b.y");
        expect(await page.getAttribute("#b", "aria-busy")).to.equal("true");
        expect(await page.getAttribute("#b", "live-loading")).to.equal("click");
        server.send("[1,1,2,1]");
        await page.waitForSelector("#b:not([live-loading])");
        expect(await page.getAttribute("#b", "aria-busy")).to.equal("mixed");
        expect(await recorded()).to.deep.equal(["b click true", "b null mixed"]);
      },
    ));
});
