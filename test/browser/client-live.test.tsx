// The browser runtime against the real server: what a visitor notices of restarts, tabs and timing.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { serve } from "../support/server.js";

/** An app as one process runs it: a restart makes another one, with a secret and sessions of its own. */
function createApp(name: string) {
  const calls: string[] = [];
  const Form = defineView({
    mount: () => ({ saved: "", count: 0 }),
    events: {
      increment: ({ count }) => {
        calls.push("increment");
        return { count: count + 1 };
      },
      typed: (_state, ctx) => {
        calls.push(`typed ${ctx.payload.text}`);
        return {};
      },
      save: (_state, ctx) => {
        calls.push(`save ${ctx.payload.text} ${ctx.payload.how}`);
        ctx.push("saved", { by: name });
        ctx.reply("done");
        return { saved: String(ctx.payload.text) };
      },
      fail: () => {
        throw new Error("expected");
      },
    },
    head: ({ count }) => <title>{`${name} ${count}`}</title>,
    render: ({ saved, count }) => (
      <form live-submit="save" live-input="typed">
        <h1>{name}</h1>
        <output>{count}</output>
        <input name="text" live-debounce={60_000} />
        <button type="button" live-click="increment">
          More
        </button>
        <button type="button" live-click="fail">
          Fail
        </button>
        <button name="how" value="now">
          Save
        </button>
        <p>{saved}</p>
      </form>
    ),
  });
  const live = createLive({ secret: name.repeat(32), onError: () => {} });
  return { calls, live, app: express().use(live).get("/", live.page(Form)) };
}

describe("the browser runtime and the real server", () => {
  it("submits with the button's value, after what a debounce held back", async () => {
    const { calls, live, app } = createApp("a");
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      for (const name of ["saved", "reply"]) {
        addEventListener(`live:${name}`, (event) => seen.push((event as CustomEvent).detail));
      }
    });
    await page.locator("input").pressSequentially("hello");
    expect(await page.evaluate("slotwire.isSettled")).to.equal(false);
    await page.click("text=Save");
    await page.locator("p", { hasText: "hello" }).waitFor();
    await settled(page);
    expect(calls).to.deep.equal(["typed hello", "save hello now"]);
    expect(await page.evaluate("seen")).to.deep.equal([
      { handler: "save", value: "done" },
      { by: "a" },
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("updates the title, and tells of a handler that threw", async () => {
    const { live, app } = createApp("a");
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.click("text=More");
    await page.waitForFunction(() => document.title === "a 1");
    const failed = page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener("live:error", (event) => resolve((event as CustomEvent).detail));
        }),
    );
    await page.click("text=Fail");
    const { reference, ...failure } = (await failed) as { readonly reference: string };
    expect(failure).to.deep.equal({ code: "failed", ref: 2, handler: "fail" });
    expect(reference).to.match(/^[\w-]{8}$/);
    await page.click("text=More");
    await page.waitForFunction(() => document.title === "a 2");
  });

  it("survives a restart of the server with what was typed, and counts a click made meanwhile", async () => {
    const first = createApp("a");
    const site = await serve(first.app, first.live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.locator("input").pressSequentially("half a sentence");
    await site[Symbol.asyncDispose]();
    await page.locator("[live-state=offline]").waitFor();
    await page.click("text=More");
    const second = createApp("b");
    const again = express().use(second.app);
    const server = again.listen(site.port, "127.0.0.1");
    second.live.attach(server);
    try {
      await page.locator("h1", { hasText: "b" }).waitFor();
      await settled(page);
      await page.locator("output", { hasText: "1" }).waitFor();
      expect(second.calls.filter((call) => call === "increment")).to.have.length(1);
      expect(await page.inputValue("input")).to.equal("half a sentence");
      expect(await page.title()).to.equal("b 1");
    } finally {
      await second.live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("gives a second tab of the same page a session of its own", async () => {
    const { live, app } = createApp("a");
    let copy: string | null = null;
    // A cache that keeps the document as it was sent, token and all.
    const cached = express().use((request, response, next) => {
      const isDocument = request.path === "/" && request.headers["live-rejoin"] === undefined;
      if (isDocument && copy !== null) response.type("html").send(copy);
      else next();
    });
    await using site = await serve(cached.use(app), live);
    await using opened = await openPage();
    const answer = await opened.page.goto(site.url);
    await settled(opened.page);
    copy = (await answer?.text()) ?? "";
    const tabs = [await opened.context.newPage(), await opened.context.newPage()];
    for (const tab of tabs) {
      await tab.goto(site.url);
      await settled(tab);
    }
    for (const tab of tabs) {
      await tab.click("text=More");
      await tab.locator("output", { hasText: "1" }).waitFor();
    }
    expect(await opened.page.textContent("output")).to.equal("0");
    await opened.page.click("text=More");
    await opened.page.locator("output", { hasText: "1" }).waitFor();
    expect(opened.problems).to.deep.equal([]);
  });
});
