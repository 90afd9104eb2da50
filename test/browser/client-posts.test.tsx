// Forms that work without the script, on a page where it runs: it takes them over whole, and until then they are posted.
import { EventEmitter, once } from "node:events";
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { noIcon } from "../support/live-app.js";
import { serve } from "../support/server.js";

let got: unknown[] = [];
const progress = new EventEmitter();

const View = defineView({
  mount: () => ({ count: 0 }),
  events: {
    save: ({ count }, ctx) => {
      got.push([{ ...ctx.payload }, ctx.isConnected]);
      progress.emit("saved");
      return { count: count + 1 };
    },
  },
  actions: {
    bound: (_state, ctx, id: number) => {
      got.push([id, { ...ctx.payload }, ctx.isConnected]);
    },
  },
  render: ({ count }, on) => (
    <main>
      <form live-submit="save">
        {count > 0 && <b>{count}</b>}
        <input name="title" />
        {count}
        <button name="go" value="1">
          Save
        </button>
      </form>
      <form live-submit={on.bound(7)}>
        <button>Bound</button>
      </form>
    </main>
  ),
});

describe("a form that could be posted", () => {
  beforeEach(() => {
    got = [];
  });

  it("is the script's as soon as that runs, without the field that was for a POST", async () => {
    const live = createLive();
    const posts: string[] = [];
    const app = express().use(live, noIcon);
    app.post("/", (_request, _response, next) => {
      posts.push("one");
      next();
    });
    app.all("/", live.page(View));
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/`);
    const { page } = opened;
    await settled(page);
    expect(await page.locator("[name=_live]").count()).to.equal(0);
    await page.locator("[name=title]").fill("one");
    await page.getByText("Save").click();
    await page.locator("b", { hasText: "1" }).waitFor();
    await page.getByText("Bound").click();
    await settled(page);
    expect(got).to.deep.equal([
      [{ title: "one", go: "1" }, true],
      [7, {}, true],
    ]);
    expect(posts).to.deep.equal([]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("is posted by the browser as long as the script has not come", async () => {
    const live = createLive();
    let isHeld = true;
    const app = express();
    app.use((request, response, next) => {
      // Never answered, as on a network that is lost.
      if (!isHeld || !request.path.endsWith(".js")) next();
      else response.once("close", () => {});
    });
    app.use(live, noIcon).all("/", live.page(View));
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    await page.goto(`${site.url}/`, { waitUntil: "commit" });
    await page.locator("[name=title]").fill("early");
    const saved = once(progress, "saved");
    const shown = page.waitForEvent("framenavigated");
    await page.getByText("Save").click({ noWaitAfter: true });
    await saved;
    // The redirect behind the post would be in the way of the next load.
    await shown;
    isHeld = false;
    await page.goto(`${site.url}/`);
    await settled(page);
    expect(got).to.deep.equal([[{ title: "early", go: "1" }, false]]);
  });
});
