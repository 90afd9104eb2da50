// Messages that are shown once, as a person sees them: over patches, page loads, redirects, reloads and the back button.
import { expect } from "chai";
import express, { type Request } from "express";
import session from "express-session";
import { createLive, defineView, type Flash } from "slotwire";
import { fallbackKey } from "../../client/frame-socket.js";
import { BlockedSite } from "../support/blocked.js";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { noIcon } from "../support/live-app.js";
import { eventually } from "../support/sessions.js";

const Notices = ({ flash }: { flash: Flash }) =>
  Object.entries(flash).map(([kind, text]) => (
    <p key={kind} role="status">
      {`${kind}: ${text}`}
      <button type="button" live-click="live:clear-flash" live-value-kind={kind}>
        Close
      </button>
    </p>
  ));

const Notes = defineView({
  mount: () => ({}),
  params: () => ({}),
  events: {
    save: (_state, ctx) => ctx.flash("info", "Saved"),
    sort: (_state, ctx) => {
      ctx.patch("/notes?sort=1");
      ctx.flash("info", "Sorted");
    },
    remove: (_state, ctx) => {
      ctx.flash("info", "Removed „Bücher“");
      ctx.navigate("/list");
    },
    leave: (_state, ctx) => {
      ctx.flash("info", "Logged out");
      ctx.redirect(String(ctx.payload.to));
    },
  },
  render: (_state, _on, { flash }) => (
    <main>
      <h1>Notes</h1>
      <Notices flash={flash} />
      {["save", "sort", "remove"].map((name) => (
        <button key={name} type="button" id={name} live-click={name}>
          {name}
        </button>
      ))}
      <button type="button" id="leave" live-click="leave" live-value-to="/list">
        leave
      </button>
      <button type="button" id="leave-plain" live-click="leave" live-value-to="/plain">
        leave
      </button>
      <form id="form" live-submit="remove">
        <button type="submit">Remove</button>
      </form>
    </main>
  ),
});

const List = defineView({
  mount: () => ({}),
  render: (_state, _on, { flash }) => (
    <main>
      <h1>List</h1>
      <Notices flash={flash} />
      <a href="/other">Other</a>
    </main>
  ),
});

const live = createLive();

async function createSite(): Promise<BlockedSite> {
  const withSession = express
    .Router()
    .use(session({ secret: "a secret", resave: false, saveUninitialized: false }));
  const app = express()
    .use(noIcon)
    .use("/plain", withSession)
    .use(live)
    .all("/notes", live.page(Notes))
    .get("/list", live.page(List))
    .get("/plain", (request: Request, response) => {
      const app = request.session as unknown as { flash?: Record<string, string[]> };
      const texts = Object.entries(app.flash ?? {}).map(([kind, lines]) => `${kind}: ${lines}`);
      app.flash = {};
      response.send(`<!doctype html><h1>Plain</h1><p role="status">${texts.join()}</p>`);
    })
    .get("/other", (_request, response) => response.send("<!doctype html><h1>Other</h1>"));
  return new BlockedSite(app, live, null).start();
}

function passThrough(type: string): void {
  dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
}

/** Not what tells those who hear the page where they are, and that it has no connection. */
const notices = "p[role=status]:not([style])";

describe("a message that is shown once, in the browser", () => {
  let site: BlockedSite;
  let opened: OpenPage;
  const shown = async (): Promise<readonly string[]> => {
    const texts = await opened.page.locator(notices).allInnerTexts();
    return texts.map((text) => text.replace(/Close$/, ""));
  };
  const at = async (heading: string): Promise<void> => {
    await opened.page.waitForSelector(`h1:text-is("${heading}")`);
    if (heading !== "Plain" && heading !== "Other") await settled(opened.page);
  };
  const go = async (path: string): Promise<void> => {
    await opened.page.goto(site.url + path);
    await settled(opened.page);
  };
  before(async () => {
    site = await createSite();
    opened = await openPage();
  });
  after(async () => {
    await opened[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
  });

  it("stays until it is closed, and comes with a patch of the URL", async () => {
    await go("/notes");
    await opened.page.click("#save");
    await settled(opened.page);
    expect(await shown()).to.deep.equal(["info: Saved"]);
    await opened.page.click("text=Close");
    await settled(opened.page);
    expect(await shown()).to.deep.equal([]);
    await opened.page.click("#sort");
    await opened.page.waitForURL("**/notes?sort=1");
    await settled(opened.page);
    expect(await shown()).to.deep.equal(["info: Sorted"]);
  });

  for (const [button, text] of [
    ["remove", "info: Removed „Bücher“"],
    ["leave", "info: Logged out"],
  ] as const) {
    it(`goes along with ${button}, and is there neither after a reload nor by the back button`, async () => {
      await go("/notes");
      await opened.page.click(`#${button}`);
      await at("List");
      expect(await shown()).to.deep.equal([text]);
      await opened.page.click("text=Other");
      await at("Other");
      await opened.page.goBack();
      await at("List");
      expect(await shown()).to.deep.equal([]);
      await opened.page.goBack();
      await at("Notes");
      expect(await shown()).to.deep.equal([]);
      await opened.page.click(`#${button}`);
      await at("List");
      expect(await shown()).to.deep.equal([text]);
      await opened.page.reload();
      await at("List");
      expect(await shown()).to.deep.equal([]);
      expect(await opened.context.cookies()).to.have.length(1);
    });
  }

  for (const way of ["a socket", "an event stream"]) {
    it(`is gone from a page on ${way} that the browser has kept whole for the way back`, async () => {
      await using kept = await openPage();
      const { page } = kept;
      if (way === "an event stream") {
        site.blockade = "refused";
        await page.addInitScript((key) => sessionStorage.setItem(key, "1"), fallbackKey);
      }
      await page.goto(`${site.url}/notes`);
      await settled(page);
      await page.click("#save");
      await settled(page);
      expect(await page.locator(notices).count()).to.equal(1);
      const others = live.stats().live - 1;
      await page.evaluate(passThrough, "pagehide");
      // Two sockets may be heard of in any order.
      await eventually(() => live.stats().live === others, "the page to be gone");
      await page.evaluate(passThrough, "pageshow");
      await page.waitForSelector(notices, { state: "detached" });
      await settled(page);
      site.blockade = null;
    });
  }

  it("goes along to a page that the app prints itself", async () => {
    await go("/notes");
    await opened.page.click("#leave-plain");
    await at("Plain");
    expect(await shown()).to.deep.equal(["info: Logged out"]);
    await opened.page.reload();
    expect(await shown()).to.deep.equal([""]);
  });

  it("is shown after a form without scripts too", async () => {
    const context = await opened.context.browser()!.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}/notes`);
    await page.click("#form button");
    await page.waitForURL("**/list");
    const status = page.locator(notices);
    expect(await status.innerText()).to.equal("info: Removed „Bücher“Close");
    await page.reload();
    expect(await status.count()).to.equal(0);
    await context.close();
  });

  it("logged no problem", () => {
    expect(opened.problems).to.deep.equal([]);
  });
});
