// What a hook or a widget does to its element stays there, whatever the server changes beside it.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import { appWith, noIcon } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

const Widget = defineView({
  mount: () => ({ step: 0 }),
  events: { next: ({ step }) => ({ step: step + 1 }) },
  render: ({ step }) => (
    <div>
      <div
        id="widget"
        live-hook="Widget"
        class={step === 0 ? "a b" : "b c"}
        style={step === 0 ? "color: red; margin-top: 1px" : "color: blue"}
        data-step={step}
        title={step === 2 ? "two" : null}
      />
      <my-chart live-hook="Widget" class={`s${step}`} />
      <div id="ignored" live-update="ignore">
        <b>first</b>
      </div>
      <button type="button" live-click="next">
        next
      </button>
    </div>
  ),
});

const widget = `
  (window.slotwireHooks ??= []).push(["Widget", {
    mounted() {
      const { el } = this;
      el.classList.add("mine");
      el.classList.remove("a");
      el.style.height = "10px";
      el.style.color = "green";
      el.setAttribute("data-mine", "kept");
      el.title ||= "mine";
    },
  }]);
`;

/** The attributes of an element, as text in the order of their names. */
const attributesOf = (selector: string) => `
  [...document.querySelector("${selector}").attributes]
    .filter(({ name }) => /^(class|style|title|data-.*)$/.test(name))
    .map(({ name, value }) => name + "=" + value).sort().join(" | ")
`;

describe("an element that a hook has changed", () => {
  it("keeps the hook's classes, styles and attributes through patches", async () => {
    const { app, live } = appWith(Widget);
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    await page.addInitScript(widget);
    await page.goto(site.url);
    await page.waitForSelector("my-chart.mine", { state: "attached" });
    await settled(page);
    expect(await page.evaluate(attributesOf("#widget"))).to.equal(
      "class=b mine | data-mine=kept | data-step=0 | " +
        "style=color: green; margin-top: 1px; height: 10px; | title=mine",
    );
    await page.click("text=next");
    await page.waitForSelector("[data-step='1']", { state: "attached" });
    expect(await page.evaluate(attributesOf("#widget"))).to.equal(
      "class=b mine c | data-mine=kept | data-step=1 | " +
        "style=color: blue; height: 10px; | title=mine",
    );
    expect(await page.evaluate(attributesOf("my-chart"))).to.equal(
      "class=mine s1 | data-mine=kept | style=height: 10px; color: green; | title=mine",
    );
    await page.click("text=next");
    await page.waitForSelector("[data-step='2']", { state: "attached" });
    expect(await page.evaluate(attributesOf("#widget"))).to.equal(
      "class=b mine c | data-mine=kept | data-step=2 | style=color: blue; height: 10px; | title=two",
    );
    expect(opened.problems).to.deep.equal([]);
  });

  it("keeps them when the whole view is printed anew", async () => {
    const first = createLive({ secret: "a".repeat(32) });
    const site = await serve(express().use(first, noIcon).get("/", first.page(Widget)), first);
    await using opened = await openPage();
    const { page } = opened;
    await page.addInitScript(widget);
    await page.goto(site.url);
    await page.waitForSelector("my-chart.mine", { state: "attached" });
    await settled(page);
    await page.click("text=next");
    await page.waitForSelector("[data-step='1']", { state: "attached" });
    await page.evaluate(() => document.querySelector("#ignored")?.append(" mine"));
    await site[Symbol.asyncDispose]();
    await page.locator("[live-state=offline]").waitFor();
    // Another process: it has never heard of the session, whose view begins anew.
    const second = createLive({ secret: "b".repeat(32) });
    const server = express()
      .use(second, noIcon)
      .get("/", second.page(Widget))
      .listen(site.port, "127.0.0.1");
    second.attach(server);
    try {
      await page.waitForSelector("[data-step='0']", { state: "attached" });
      await settled(page);
      expect(await page.evaluate(attributesOf("#widget"))).to.equal(
        "class=b mine a | data-mine=kept | data-step=0 | " +
          "style=color: red; height: 10px; margin-top: 1px; | title=mine",
      );
      expect(await page.evaluate(attributesOf("my-chart"))).to.equal(
        "class=mine s0 | data-mine=kept | style=height: 10px; color: green; | title=mine",
      );
      expect(await page.textContent("#ignored")).to.equal("first mine");
      await page.click("text=next");
      await page.waitForSelector("[data-step='1']", { state: "attached" });
      expect(await page.evaluate(attributesOf("#widget"))).to.equal(
        "class=b mine c | data-mine=kept | data-step=1 | " +
          "style=color: blue; height: 10px; | title=mine",
      );
    } finally {
      await second.close();
      server.close();
      server.closeAllConnections();
    }
  });
});
