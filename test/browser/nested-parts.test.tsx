// What a nested view has beyond its container: hooks, content elsewhere in the document, commands.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, hook, js, LiveView, Portal } from "slotwire";
import { settled } from "../support/browser.js";
import { logHas, openWithLog, takeLog } from "../support/hook-page.js";
import { noIcon } from "../support/live-app.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

const Inner = defineView({
  name: "inner",
  mount: () => ({ count: 0, said: "" }),
  events: {
    add: ({ count }) => ({ count: count + 1 }),
    hello: () => ({ said: "hello" }),
  },
  render: ({ count, said }) => (
    <div live-mounted="hello">
      <p id="inner-hook" live-hook={hook("Log", {})}>
        {count}
      </p>
      <em>{said}</em>
      <Portal to="#above">
        <button type="button" id="ported" live-click="add">
          Add
        </button>
      </Portal>
      <button type="button" id="hide" live-click={js.hide("#menu")}>
        Hide
      </button>
      <div id="menu">menu</div>
    </div>
  ),
});

const Outer = defineView({
  name: "outer",
  mount: () => ({ isShown: false, count: 0 }),
  events: {
    flip: ({ isShown }) => ({ isShown: !isShown }),
    again: ({ count }) => ({ count: count + 1 }),
  },
  render: ({ isShown, count }) => (
    <main>
      <div id="above" live-update="ignore" />
      <p id="outer-hook" live-hook={hook("Log", {})}>
        {count}
      </p>
      <button type="button" id="flip" live-click="flip">
        Flip
      </button>
      <button type="button" id="again" live-click="again">
        Again
      </button>
      {isShown && <LiveView view={Inner} id="inner" />}
    </main>
  ),
});

describe("what a nested view has", () => {
  it("comes, changes and goes with it alone: hooks, portals, and what commands changed", async () => {
    const live = createLive();
    const app = express().use(live, noIcon).get("/", live.page(Outer));
    await using site = await serve(app, live);
    await using opened = await openWithLog(site.url);
    const { page, problems } = opened;
    await settled(page);
    await page.click("#flip");
    await page.locator("em", { hasText: "hello" }).waitFor();
    await logHas(page, "inner-hook mounted");
    await page.click("#ported");
    await page.click("#hide");
    await settled(page);
    await page.click("#again");
    await settled(page);
    await page.click("#ported");
    await settled(page);
    expect(await page.isVisible("#menu")).to.equal(false);
    expect(await page.textContent("#inner-hook")).to.equal("2");
    await page.click("#flip");
    await page.locator("#ported").waitFor({ state: "detached" });
    await eventually(() => live.stats().sessions === 1);
    expect(await takeLog(page)).to.deep.equal([
      "outer-hook mounted {}",
      "inner-hook mounted {}",
      'inner-hook beforeUpdate "0"',
      'inner-hook updated "1" {}',
      'outer-hook beforeUpdate "0"',
      'outer-hook updated "1" {}',
      'inner-hook beforeUpdate "1"',
      'inner-hook updated "2" {}',
      "inner-hook destroyed false",
    ]);
    expect(problems).to.deep.equal([]);
  });
});
