// What else belongs to a page goes and comes with it: portals, hooks, what was typed, and messages of others meanwhile.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, Portal, topic } from "slotwire";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { noIcon, textBecomes } from "../../support/live-app.js";
import { headingIs, pageOf, ready, Shell } from "../../support/navigation-site.js";
import { type Served, serve } from "../../support/server.js";

const news = topic<string>("news");
const saved: string[] = [];

const Desk = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(news);
    return { last: "none", saved: "" };
  },
  events: {
    save: (_state, ctx) => ({ saved: String(ctx.payload.value) }),
    keep: (state, ctx) => {
      saved.push(String(ctx.payload.value));
      return { saved: `${state.saved}${ctx.payload.value}` };
    },
  },
  messages: { news: { topic: news, run: (_state, _ctx, last) => ({ last }) } },
  render: ({ last, saved }) => (
    <main>
      <h1>desk</h1>
      <a href="/two" live-nav="navigate">
        to two
      </a>
      <Portal to="body">
        <b id="ported">{last}</b>
      </Portal>
      <output live-hook="Log">{saved}</output>
      <input name="value" live-input="save" live-debounce="60000" />
      {["a", "b"].map((value) => (
        <button type="button" value={value} live-click="keep">
          {value}
        </button>
      ))}
    </main>
  ),
});

describe("a page that was left", () => {
  let live: ReturnType<typeof createLive>;
  let server: Served;
  let opened: OpenPage;
  let page: OpenPage["page"];

  before(async () => {
    live = createLive({ layout: Shell, key: () => "ann" });
    const app = express().use(live, noIcon);
    app.get("/desk", live.page(Desk)).get("/two", live.page(pageOf("two", [])));
    server = await serve(app, live);
    opened = await openPage();
    ({ page } = opened);
    await page.addInitScript(`
      window.log = [];
      addEventListener("DOMContentLoaded", () => slotwire.hook("Log", {
        mounted: () => log.push("mounted"),
        destroyed: () => log.push("destroyed"),
      }))`);
  });
  after(async () => {
    await opened[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    await page.goto(`${server.url}/desk`);
    await ready(page, "desk");
    await page.waitForSelector("body > * #ported, body > #ported");
    await settled(page);
  });

  it("takes its portals and hooks along, and comes back with them, and with what was published meanwhile", async () => {
    await page.click("text=to two");
    await headingIs(page, "two");
    expect(await page.locator("#ported").count()).to.equal(0);
    expect(await page.evaluate("log")).to.deep.equal(["mounted", "destroyed"]);
    await page.goBack();
    await headingIs(page, "desk");
    expect(await page.textContent("#ported")).to.equal("none");
    await settled(page);
    await page.goForward();
    await headingIs(page, "two");
    live.publish(news, "hello");
    await page.goBack();
    await headingIs(page, "desk");
    await textBecomes(page, "#ported", "hello");
    expect(await page.evaluate("document.querySelector('#ported').closest('[live]')")).to.equal(
      null,
    );
    expect(await page.evaluate("log")).to.deep.equal([
      "mounted",
      "destroyed",
      "mounted",
      "destroyed",
      "mounted",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("sends what a debounce held back, and has what was typed when it comes back", async () => {
    await page.locator("input").pressSequentially("draft");
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.goBack();
    await headingIs(page, "desk");
    await textBecomes(page, "output", "draft");
    expect(await page.inputValue("input")).to.equal("draft");
  });

  it("is let go after half a minute, with its session, and fetched anew then", async () => {
    await page.clock.install();
    await page.click("text=to two");
    await headingIs(page, "two");
    await settled(page);
    const { sessions } = live.stats();
    await page.clock.runFor(29_000);
    await page.click("text=More");
    await textBecomes(page, "output", "1");
    expect(live.stats().sessions).to.equal(sessions);
    await page.clock.runFor(1000);
    await page.click("text=More");
    await textBecomes(page, "output", "2");
    expect(live.stats().sessions).to.equal(sessions - 1);
    const fetched = page.waitForRequest("**/desk");
    await page.goBack();
    expect((await fetched).headers()["live-nav"]).to.equal("navigate");
    await headingIs(page, "desk");
    await page.clock.resume();
  });

  it("sends what was done in it without a connection once there is one, however late", async () => {
    saved.length = 0;
    await page.clock.install();
    await page.evaluate("slotwire.disconnect()");
    for (const value of ["b", "a", "b"]) await page.click(`[value=${value}]`);
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.clock.runFor(31_000);
    await page.evaluate("slotwire.connect()");
    await page.click("text=More");
    await textBecomes(page, "output", "1");
    await settled(page);
    expect(saved).to.deep.equal(["b", "a", "b"]);
    // It is kept for half a minute still, and counts nothing twice.
    await page.goBack();
    await headingIs(page, "desk");
    await textBecomes(page, "output", "bab");
    await page.click("[value=a]");
    await textBecomes(page, "output", "baba");
    expect(saved).to.deep.equal(["b", "a", "b", "a"]);
    await page.clock.resume();
  });

  it("comes back before that with what waits to be sent", async () => {
    saved.length = 0;
    await page.evaluate("slotwire.disconnect()");
    for (const value of ["a", "b"]) await page.click(`[value=${value}]`);
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.goBack();
    await headingIs(page, "desk");
    await page.evaluate("slotwire.connect()");
    await textBecomes(page, "output", "ab");
    await page.click("[value=a]");
    await textBecomes(page, "output", "aba");
    expect(saved).to.deep.equal(["a", "b", "a"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("is fetched anew where its session has ended meanwhile", async () => {
    await page.locator("input").pressSequentially("draft");
    await page.click("text=to two");
    await headingIs(page, "two");
    await settled(page);
    await live.disconnect("ann");
    await page.goBack();
    await headingIs(page, "desk");
    await textBecomes(page, "output", "");
    await settled(page);
    expect(await page.locator("#ported").count()).to.equal(1);
    await page.fill("input", "again");
    await page.locator("input").blur();
    await textBecomes(page, "output", "again");
  });
});
