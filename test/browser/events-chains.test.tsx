// Chains of commands in any binding, with modifiers and tempo as events have them, in views and around them.
import { expect } from "chai";
import express from "express";
import type { Page } from "playwright-core";
import { createLive, defineView, js, type Layout } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { interactionLoaded } from "../support/interaction.js";
import { noIcon, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

const View = defineView({
  mount: () => ({ log: "" }),
  events: {
    note: ({ log }, { payload }) => ({ log: `${log}${payload.key ?? payload.what ?? "?"} ` }),
  },
  render: ({ log }, on) => (
    <div>
      <output>{log}</output>
      <input
        live-keydown={js.addClass("typed").push(on.note)}
        live-key="ctrl+Enter Escape"
        live-prevent
      />
      <button
        live-click={js.toggleClass("on").push(on.note, { value: { what: "once" } })}
        live-once
      >
        once
      </button>
      <p live-on-dblclick={js.toggleClass("big")}>twice</p>
    </div>
  ),
});

const Around: Layout = ({ head, children, lang }) => (
  <html lang={lang}>
    <head>{head}</head>
    <body>
      <a id="outside" href="#" live-click={js.toggleClass("on", "#target")}>
        outside
      </a>
      <p id="target">target</p>
      {children}
    </body>
  </html>
);

async function withPage(check: (page: Page) => Promise<void>): Promise<void> {
  const live = createLive({ layout: Around });
  await using site = await serve(express().use(live, noIcon).get("/", live.page(View)), live);
  await using opened = await openPage(site.url);
  await settled(opened.page);
  await interactionLoaded(opened.page);
  await check(opened.page);
  expect(opened.problems).to.deep.equal([]);
}

describe("a chain in a binding", () => {
  it("runs for the keys that the binding wants, with their payload", () =>
    withPage(async (page) => {
      await page.locator("input").pressSequentially("a");
      await page.press("input", "Control+Enter");
      await page.press("input", "Escape");
      await textBecomes(page, "output", "Enter Escape ");
      expect(await page.getAttribute("input", "class")).to.equal("typed");
    }));

  it("runs once with live-once, and for any event with live-on", () =>
    withPage(async (page) => {
      await page.click("button");
      await page.click("button");
      await page.dblclick("p >> text=twice");
      await textBecomes(page, "output", "once ");
      await settled(page);
      expect(await page.textContent("output")).to.equal("once ");
      expect(await page.getAttribute("button", "class")).to.equal("on");
      expect(await page.getAttribute("p >> text=twice", "class")).to.equal("big");
    }));

  it("runs outside of views, where nothing can be sent", () =>
    withPage(async (page) => {
      await page.click("#outside");
      await page.waitForSelector("#target.on");
      await page.click("#outside");
      await page.waitForSelector("#target:not(.on)");
      expect(new URL(page.url()).href).not.to.contain("#");
    }));
});
