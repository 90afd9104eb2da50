// Messages that are shown once, on their way to the next page of the same document, and where that ends as a page load.
import { expect } from "chai";
import express, { type Request } from "express";
import session from "express-session";
import { createLive, defineView, type Flash, type Layout } from "slotwire";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { noIcon } from "../../support/live-app.js";
import { isSameDocument, markDocument, ready } from "../../support/navigation-site.js";
import { type Served, serve } from "../../support/server.js";
import { eventually } from "../../support/sessions.js";

const Notices = ({ flash }: { flash: Flash }) =>
  Object.entries(flash).map(([kind, text]) => (
    <p key={kind} live-flash role="status">
      {`${kind}: ${text}`}
    </p>
  ));

const Start = defineView({
  mount: () => ({}),
  actions: {
    remove: (_state, ctx, to: string) => {
      ctx.flash("info", "Removed");
      ctx.navigate(to);
    },
  },
  render: (_state, on, { flash }) => (
    <main>
      <h1>Start</h1>
      <Notices flash={flash} />
      {["list", "other", "plain"].map((name) => (
        <button key={name} type="button" id={name} live-click={on.remove(`/${name}`)}>
          {name}
        </button>
      ))}
      <a href="/list" id="to-list" live-nav="navigate" live-prefetch>
        List
      </a>
      <a href="/members" id="to-members" live-nav="navigate" live-prefetch>
        Members
      </a>
    </main>
  ),
});

const List = defineView({
  mount: () => ({}),
  render: (_state, _on, { flash }) => (
    <main>
      <h1>List</h1>
      <Notices flash={flash} />
    </main>
  ),
});

const Other: Layout = ({ head, children }) => (
  <html lang="en">
    <head>{head}</head>
    <body class="other">{children}</body>
  </html>
);

interface AppSession {
  flash?: Record<string, string[]>;
}

async function createSite(requests: string[]): Promise<Served> {
  const live = createLive();
  const app = express()
    .use(noIcon, session({ secret: "a secret", resave: false, saveUninitialized: false }), live)
    .use((request, response, next) => {
      const said = `${request.url} ${request.headers["live-nav"] ?? "load"}`;
      response.once("close", () => requests.push(said));
      next();
    })
    .get("/start", live.page(Start))
    .get("/list", live.page(List))
    .get("/other", live.page(List, { layout: Other }))
    .get("/members", (request, response) => {
      (request.session as AppSession).flash = { error: ["Log in first"] };
      response.redirect("/list");
    })
    .get("/plain", (request: Request, response) => {
      const app = request.session as AppSession;
      const texts = Object.entries(app.flash ?? {}).map(([kind, lines]) => `${kind}: ${lines}`);
      app.flash = {};
      response.send(
        `<!doctype html><main><h1>Plain</h1><p role="status">${texts.join()}</p></main>`,
      );
    });
  return serve(app, live);
}

describe("a message that is shown once, and live navigation", () => {
  let site: Served;
  let opened: OpenPage;
  const requests: string[] = [];
  const shown = () => opened.page.locator("main [role=status]").allInnerTexts();
  const at = async (heading: string): Promise<void> => {
    await opened.page.waitForSelector(`h1:text-is("${heading}")`);
    if (heading !== "Plain") await settled(opened.page);
  };
  const gone = () => opened.page.waitForSelector("main [role=status]", { state: "detached" });
  before(async () => {
    site = await createSite(requests);
    opened = await openPage();
  });
  beforeEach(async () => {
    await opened.context.clearCookies();
    await opened.page.goto(`${site.url}/start`);
    await ready(opened.page, "Start");
    await settled(opened.page);
    await markDocument(opened.page);
    requests.length = 0;
  });
  after(async () => {
    await opened[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
  });

  it("comes with the page, without a cookie, and not again by back and forward", async () => {
    const { page, context } = opened;
    await page.click("#list");
    await at("List");
    expect(await shown()).to.deep.equal(["info: Removed"]);
    expect(await isSameDocument(page)).to.equal(true);
    expect((await context.cookies()).map(({ name }) => name)).to.deep.equal(["live"]);
    await page.goBack();
    await at("Start");
    expect(await shown()).to.deep.equal([]);
    await page.evaluate(() => {
      addEventListener("live:navigated", () => {
        const notices = [...document.querySelectorAll("main [role=status]")];
        document.title = notices.map((el) => `${el.textContent} ${el.checkVisibility()}`).join();
      });
    });
    await page.goForward();
    await at("List");
    await gone();
    // Not even while the server has not said so yet.
    expect(await page.title()).to.equal("info: Removed false");
    expect(requests).to.deep.equal(["/list navigate"]);
  });

  it("comes through a page load where the page stands in another layout", async () => {
    const { page } = opened;
    await page.click("#other");
    await page.waitForSelector("body.other");
    await at("List");
    expect(await shown()).to.deep.equal(["info: Removed"]);
    expect(requests).to.deep.equal(["/other navigate", "/other load"]);
    await page.reload();
    await at("List");
    expect(await shown()).to.deep.equal([]);
  });

  it("comes through a page load where the app prints the page itself", async () => {
    const { page } = opened;
    await page.click("#plain");
    await at("Plain");
    expect(await shown()).to.deep.equal(["info: Removed"]);
    await page.reload();
    expect(await shown()).to.deep.equal([""]);
  });

  it("takes no page that was fetched ahead, which would not show it", async () => {
    const { page } = opened;
    await Promise.all([page.waitForResponse("**/list"), page.focus("#to-list")]);
    await page.click("#list");
    await at("List");
    expect(await shown()).to.deep.equal(["info: Removed"]);
  });

  it("of a guard is there after the click, not after a prefetch, and once", async () => {
    const { page } = opened;
    await page.focus("#to-members");
    await eventually(() => requests.includes("/members prefetch"));
    await page.click("#to-members");
    await at("List");
    expect(await shown()).to.deep.equal(["error: Log in first"]);
    expect(requests).to.deep.equal(["/members prefetch", "/members navigate", "/list navigate"]);
    await page.goBack();
    await at("Start");
    await page.click("#list");
    await at("List");
    expect(await shown()).to.deep.equal(["info: Removed"]);
    expect(opened.problems).to.deep.equal([]);
  });
});
