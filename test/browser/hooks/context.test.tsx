// What a hook can do: push events and have answers, hear its view, run commands; and what it cannot break.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, hook, js } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import { appWith, noIcon, textBecomes } from "../../support/live-app.js";
import { serve } from "../../support/server.js";

const Talk = defineView({
  mount: () => ({ said: "" }),
  events: {
    say: (_state, ctx) => {
      ctx.reply({ heard: ctx.payload });
      return { said: JSON.stringify(ctx.payload) };
    },
    quiet: () => ({}),
    fail: () => {
      throw new Error("expected");
    },
    tell: (_state, ctx) => {
      ctx.push("told", { by: "server" });
      return { said: "told" };
    },
  },
  render: ({ said }) => (
    <div>
      <p>{said}</p>
      <div id="talk" live-hook={hook("Talk", { name: "Ann", hide: js.hide("#box") })} />
      <div id="box">box</div>
      <button type="button" live-click="tell">
        tell
      </button>
    </div>
  ),
});

function createApp() {
  const live = createLive({ onError: () => {} });
  const app = express().use(live, noIcon);
  return { live, app: app.get("/", live.page(Talk)) };
}

/** Opens the page with these scripts before its own; the last hook that is mounted is `window.talk`. */
async function openTalk(definition: string) {
  const { app, live } = createApp();
  const site = await serve(app, live);
  const opened = await openPage();
  const { page } = opened;
  await page.addInitScript(`
    window.log = [];
    (window.slotwireHooks ??= []).push(["Talk", ${definition}]);
  `);
  await page.goto(site.url);
  await settled(page);
  // An element with this id has the name too.
  await page.waitForFunction("window.talk?.container !== undefined");
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

const asObject = "{ mounted() { window.talk = this; } }";

describe("the context of a hook", () => {
  it("has the element, the props and the container of the view", async () => {
    await using opened = await openTalk(asObject);
    const { page } = opened;
    expect(await page.evaluate("[talk.el.id, talk.props.name]")).to.deep.equal(["talk", "Ann"]);
    expect(await page.evaluate("talk.container === document.querySelector('[live]')")).to.equal(
      true,
    );
  });

  it("pushes an event and is answered with the value of ctx.reply, after the patch", async () => {
    await using opened = await openTalk(asObject);
    const { page } = opened;
    const answer = await page.evaluate(
      `talk.push("say", { a: 1, b: true, c: null, d: [1, "x"], __proto__: { e: 1 } })
        .then((value) => [value, document.querySelector("p").textContent])`,
    );
    const heard = { a: "1", b: "true", d: ["1", "x"] };
    expect(answer).to.deep.equal([{ heard }, JSON.stringify(heard)]);
    expect(await page.evaluate('talk.push("quiet")')).to.equal(undefined);
    expect(opened.problems).to.deep.equal([]);
  });

  it("rejects with the code when the event fails, and does not mind who ignores it", async () => {
    await using opened = await openTalk(asObject);
    const { page } = opened;
    const codes = `Promise.all(["fail", "unknown"].map((name) =>
      talk.push(name).catch((error) => [error instanceof Error, error.code])))`;
    expect(await page.evaluate(codes)).to.deep.equal([
      [true, "failed"],
      [true, "unknown-event"],
    ]);
    await page.evaluate('void talk.push("fail")');
    await settled(page);
    expect(opened.problems.filter((problem) => !problem.includes("EVENT_REFUSED"))).to.deep.equal(
      [],
    );
  });

  it("keeps what is pushed while the connection is gone, and answers it then", async () => {
    await using opened = await openTalk(asObject);
    const { page } = opened;
    await page.evaluate(`
      slotwire.disconnect();
      window.answer = talk.push("say", { now: "offline" });
      null;
    `);
    await page.evaluate("slotwire.connect()");
    expect(await page.evaluate("answer")).to.deep.equal({ heard: { now: "offline" } });
  });

  it("shows its element as waiting until the answer", async () => {
    await using opened = await openTalk(asObject);
    const { page } = opened;
    const shown = `[talk.push("quiet"), talk.el.getAttribute("live-loading")][1]`;
    expect(await page.evaluate(shown)).to.equal("hook");
    await settled(page);
    expect(await page.evaluate('talk.el.hasAttribute("live-loading")')).to.equal(false);
  });

  it("hears what its view pushes, after the patch, until it listens no more", async () => {
    await using opened = await openTalk(asObject);
    const { page } = opened;
    await page.evaluate(`
      window.stop = talk.handle("told", (payload) =>
        log.push([payload, document.querySelector("p").textContent]));
    `);
    await page.click("text=tell");
    await textBecomes(page, "p", "told");
    await settled(page);
    expect(await page.evaluate("log.splice(0)")).to.deep.equal([[{ by: "server" }, "told"]]);
    await page.evaluate("stop()");
    await page.click("text=tell");
    await settled(page);
    expect(await page.evaluate("log")).to.deep.equal([]);
  });

  it("hears what came with its element, while the script for hooks was not there yet", async () => {
    const Late = defineView({
      mount: () => ({ isOpen: false }),
      events: {
        open: (_state, ctx) => {
          ctx.push("told", "early");
          return { isOpen: true };
        },
      },
      render: ({ isOpen }) => (
        <div>
          <button type="button" live-click="open">
            open
          </button>
          {isOpen && <p live-hook="Late" />}
        </div>
      ),
    });
    const { app, live } = appWith(Late);
    await using site = await serve(app, live);
    await using opened = await openPage();
    await opened.page.addInitScript(`
      (window.slotwireHooks ??= []).push(["Late", {
        mounted() { this.handle("told", (payload) => { this.el.textContent = payload; }); },
      }]);
    `);
    await opened.page.goto(site.url);
    await settled(opened.page);
    await opened.page.click("button");
    await textBecomes(opened.page, "p", "early");
  });

  it("says that the name of an own member is taken", async () => {
    await using opened = await openTalk("{ push: 1, mounted() { window.talk = this; } }");
    expect(await opened.page.evaluate("typeof talk.push")).to.equal("function");
    expect(opened.problems).to.have.length(1);
    expect(opened.problems[0]).to.include('HOOK_MEMBER (app): "push" of the hook Talk is taken');
  });
});

describe("a hook as a class", () => {
  it("is made with its context, and has fields of its own", async () => {
    await using opened = await openTalk(`class {
      #count = 1;
      constructor(context) { this.context = context; }
      mounted() { window.talk = this.context; log.push(this.#count++); }
    }`);
    expect(await opened.page.evaluate("[log, talk.props.name]")).to.deep.equal([[1], "Ann"]);
    expect(opened.problems).to.deep.equal([]);
  });
});

describe("what goes wrong in a hook", () => {
  it("is logged under its name, and harms neither the page nor the other callbacks", async () => {
    await using opened = await openTalk(`{
      mounted() { window.talk = this; this.handle("told", () => { throw "one"; });
        this.handle("told", () => log.push("heard")); throw new Error("two"); },
      async disconnected() { throw new Error("three"); },
    }`);
    const { page } = opened;
    await page.click("text=tell");
    await textBecomes(page, "p", "told");
    await settled(page);
    await page.evaluate("slotwire.disconnect()");
    await page.waitForFunction('document.querySelector("[live-state=offline]")');
    expect(await page.evaluate("log")).to.deep.equal(["heard"]);
    const told = opened.problems.map((problem) => problem.replace(/ [^ ]+$/, ""));
    expect(told).to.deep.equal([
      "slotwire HOOK_FAILED (app): Talk, mounted: Error: two",
      'slotwire HOOK_FAILED (app): Talk, handle("told"): one',
      "slotwire HOOK_FAILED (app): Talk, disconnected: Error: three",
    ]);
  });

  it("may be its constructor, or that nobody knows its name", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page, problems } = opened;
    const failing =
      '(window.slotwireHooks ??= []).push(["Talk", class { constructor() { throw 1; } }])';
    await page.goto(site.url);
    const missing = 'slotwire UNKNOWN_HOOK (app): "Talk" is not registered; known: none';
    await page.waitForEvent("console", { predicate: (each) => each.text().startsWith(missing) });
    await page.evaluate(failing);
    expect(problems.at(-1)).to.include("HOOK_FAILED (app): Talk, its constructor: 1");
  });
});

describe("a hook that is registered late", () => {
  it("gets the elements that are there already", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(`window.log = [];
      slotwire.hook("Talk", { mounted() { log.push(this.props.name); } })`);
    await page.waitForFunction("log.length === 1");
    expect(await page.evaluate("log")).to.deep.equal(["Ann"]);
  });
});
