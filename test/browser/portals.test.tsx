// Content in another place of the document: patched, heard, held and removed as if it were in its own.
import { expect } from "chai";
import express from "express";
import type { Page } from "playwright-core";
import { createLive, defineView, js, Portal } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { noIcon, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

interface Item {
  readonly id: number;
  readonly text: string;
}

const View = defineView({
  mount: () => ({
    isOpen: true,
    to: "#toolbar",
    heard: "",
    items: [1, 2].map((id): Item => ({ id, text: id === 1 ? "one" : "two" })),
  }),
  events: {
    toggle: ({ isOpen }) => ({ isOpen: !isOpen }),
    heard: (_state, ctx) => ({ heard: String(ctx.payload.value ?? ctx.payload.text) }),
    away: () => ({ heard: "away" }),
    move: () => ({ to: "body" }),
    add: ({ items }) => ({ items: [{ id: items.length + 1, text: "new" }, ...items] }),
  },
  actions: {
    remove: ({ items }, _ctx, id: number) => ({ items: items.filter((each) => each.id !== id) }),
  },
  render: ({ isOpen, to, heard, items }, on) => (
    <section id="section" live-click="heard" live-value-value="outer">
      <p>{heard}</p>
      <button type="button" id="toggle" live-click="toggle">
        toggle
      </button>
      <button type="button" id="add" live-click="add">
        add
      </button>
      <button type="button" id="move" live-click="move">
        move
      </button>
      <div id="menu" live-click-away="away" live-on-mark={js.addClass("on", { inner: "h2" })}>
        {isOpen && (
          <Portal to={to}>
            <h2 id="title" live-hook="Log">
              {items.length} items
            </h2>
            {items.map(({ id, text }) => (
              <div key={id} class="item">
                <span>{text}</span>
                <button type="button" live-click={on.remove(id)}>
                  remove {id}
                </button>
              </div>
            ))}
            <span class="plain">plain</span>
            <input name="text" value={heard} live-input="heard" />
            <button type="button" id="hide" live-click={js.hide("#title")}>
              hide
            </button>
          </Portal>
        )}
      </div>
      <i>after</i>
    </section>
  ),
});

function createApp(secret = "a") {
  const live = createLive({
    secret: secret.repeat(32),
    layout: ({ head, children }) => (
      <html lang="en">
        <head>{head}</head>
        <body>
          <div id="toolbar" />
          {children}
          <footer>foot</footer>
        </body>
      </html>
    ),
  });
  return { live, app: express().use(live, noIcon).get("/", live.page(View)) };
}

async function openPortal() {
  const { app, live } = createApp();
  const site = await serve(app, live);
  const opened = await openPage();
  await opened.page.addInitScript(`window.log = [];
    window.slotwireHooks = [["Log", {
      mounted() { log.push("mounted"); },
      updated() { log.push("updated " + this.el.textContent); },
      destroyed() { log.push("destroyed"); },
    }]];`);
  await opened.page.goto(site.url);
  await settled(opened.page);
  await opened.page.locator("#toolbar #title").waitFor();
  return {
    ...opened,
    site,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

/** What is shown in the place of the portal: the texts of the items. */
function itemsIn(page: Page, place: string): Promise<string[]> {
  return page.locator(`${place} .item span`).allTextContents();
}

describe("a portal", () => {
  it("shows its content in its target, once, and nothing in its own place", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    expect(await itemsIn(page, "#toolbar")).to.deep.equal(["one", "two"]);
    expect(await page.locator("#section .item").count()).to.equal(0);
    expect(await page.locator("[live-portal]").isVisible()).to.equal(false);
    expect(opened.problems).to.deep.equal([]);
  });

  it("is patched where it stands: texts, attributes, keyed rows, what is bound to them", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    await page.evaluate(() => {
      Object.assign(window, { plain: document.querySelector(".plain") });
    });
    await page.click("#add");
    await textBecomes(page, "#title", "3 items");
    expect(await itemsIn(page, "#toolbar")).to.deep.equal(["new", "one", "two"]);
    await page.click("text=remove 1");
    await textBecomes(page, "#title", "2 items");
    expect(await itemsIn(page, "#toolbar")).to.deep.equal(["new", "two"]);
    await page.click("text=remove 3");
    await textBecomes(page, "#title", "1 items");
    expect(await itemsIn(page, "#toolbar")).to.deep.equal(["two"]);
    expect(await page.evaluate("plain === document.querySelector('.plain')")).to.equal(true);
    expect(await page.evaluate("log")).to.deep.equal([
      "mounted",
      "updated 3 items",
      "updated 2 items",
      "updated 1 items",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("passes events on to what is around it in the view", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    await page.click(".plain");
    await textBecomes(page, "p", "outer");
    // A click in it is not away from what it belongs to; one beside it is.
    await page.click("footer");
    await textBecomes(page, "p", "away");
    expect(opened.problems).to.deep.equal([]);
  });

  it("runs commands, and keeps their effect through patches", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    await page.dispatchEvent("#menu", "mark");
    await page.waitForSelector("#title.on");
    await page.click("#hide");
    await page.locator("#title").waitFor({ state: "hidden" });
    await page.click("#add");
    await textBecomes(page, "#title", "3 items");
    expect(await page.locator("#title").isVisible()).to.equal(false);
  });

  it("leaves a field in it to who types there", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    await page.locator("input").pressSequentially("typed");
    await textBecomes(page, "p", "typed");
    await settled(page);
    expect(await page.inputValue("input")).to.equal("typed");
    expect(await page.evaluate(() => document.activeElement?.localName)).to.equal("input");
    await page.click("#add");
    await textBecomes(page, "#title", "3 items");
    expect(await page.inputValue("input")).to.equal("away");
  });

  it("goes with its source, and comes with it", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    await page.click("#toggle");
    await page.locator("#toolbar .item").first().waitFor({ state: "detached" });
    expect(await page.locator("#toolbar").innerHTML()).to.equal("");
    await page.click("#add");
    await settled(page);
    await page.click("#toggle");
    await page.locator("#toolbar .item").first().waitFor();
    expect(await itemsIn(page, "#toolbar")).to.deep.equal(["new", "one", "two"]);
    await page.click("text=remove 2");
    await textBecomes(page, "#title", "2 items");
    expect(await page.evaluate("log")).to.deep.equal([
      "mounted",
      "destroyed",
      "mounted",
      "updated 2 items",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("moves when its target changes", async () => {
    await using opened = await openPortal();
    const { page } = opened;
    await page.click("#move");
    await page.locator("body > [live-ported] .item").first().waitFor();
    expect(await page.locator("#toolbar").innerHTML()).to.equal("");
    await page.click("#add");
    await textBecomes(page, "#title", "3 items");
    expect(await itemsIn(page, "body > [live-ported]")).to.deep.equal(["new", "one", "two"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("stays in its place when the server prints the view anew", async () => {
    await using opened = await openPortal();
    const { page, site } = opened;
    await page.click("#add");
    await textBecomes(page, "#title", "3 items");
    await page.evaluate(() => {
      Object.assign(window, { plain: document.querySelector(".plain") });
    });
    await site[Symbol.asyncDispose]();
    await page.locator("[live-state=offline]").waitFor();
    const second = createApp("b");
    const server = second.app.listen(site.port, "127.0.0.1");
    second.live.attach(server);
    try {
      await textBecomes(page, "#title", "2 items");
      await settled(page);
      expect(await itemsIn(page, "#toolbar")).to.deep.equal(["one", "two"]);
      expect(await page.evaluate("plain === document.querySelector('.plain')")).to.equal(true);
      await page.click("text=remove 1");
      await textBecomes(page, "#title", "1 items");
      expect(await itemsIn(page, "#toolbar")).to.deep.equal(["two"]);
    } finally {
      await second.live.close();
      server.close();
      server.closeAllConnections();
    }
  });
});
