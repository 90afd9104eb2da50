// Back and forward: patches go to their view, scroll comes back before anything is painted, and a page may refuse to be left.
import { expect } from "chai";
import type { Express } from "express";
import type { Page } from "playwright-core";
import { defineView } from "slotwire";
import type { OpenPage } from "../../support/browser.js";
import {
  headingIs,
  isSameDocument,
  type OpenSite,
  openSite,
  ready,
  type Site,
} from "../../support/navigation-site.js";
import type { Served } from "../../support/server.js";

const mounted: string[] = [];

const List = defineView({
  mount: ({ url }) => {
    mounted.push(url);
    return { page: "1", clicks: 0 };
  },
  params: ({ query }) => ({ page: String(query.page ?? "1") }),
  events: {
    click: ({ clicks }) => ({ clicks: clicks + 1 }),
    last: (_state, ctx) => ctx.patch("/list?page=9"),
  },
  head: ({ page }) => <title>{`Page ${page}`}</title>,
  render: ({ page, clicks }) => (
    <main>
      <h1>{`list ${page}`}</h1>
      <nav>
        {["1", "2", "3"].map((each) => (
          <a key={each} href={`/list?page=${each}`} live-nav="patch">
            {`page ${each}`}
          </a>
        ))}
        <a href="/list?page=4" live-nav="patch" live-replace>
          page 4
        </a>
        <a href="/two" live-nav="patch">
          patch to two
        </a>
        <a href="/two" live-nav="navigate">
          to two
        </a>
        <a href="#part">to the part</a>
      </nav>
      <button type="button" live-click="click">
        {`clicked ${clicks}`}
      </button>
      <button type="button" live-click="last">
        Last
      </button>
      <div id="box" live-scroll style="height: 50px; overflow: auto">
        <div style="height: 1000px" />
      </div>
      <div style="height: 3000px" />
      <p id="part">The part</p>
      <div style="height: 3000px" />
    </main>
  ),
});

function addRoutes(app: Express, { live }: Site): void {
  app.get("/list", live.page(List));
}

const scrolled = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => [scrollY, document.querySelector("#box")?.scrollTop ?? -1]);

async function scrollPage(page: Page, top: number, box: number): Promise<void> {
  await page.evaluate(
    ([y, inBox]) => {
      scrollTo(0, y as number);
      document.querySelector("#box")?.scrollTo(0, inBox as number);
    },
    [top, box],
  );
}

describe("the history of live pages", () => {
  let visited: OpenSite;
  let site: Site;
  let server: Served;
  let opened: OpenPage;
  let page: Page;

  before(async () => {
    visited = await openSite(addRoutes);
    ({ site, server, opened, page } = visited);
  });
  after(() => visited[Symbol.asyncDispose]());
  beforeEach(async () => {
    await visited.begin("/list", "list 1");
    mounted.length = 0;
  });

  it("takes a patch to its view, which goes on, and takes it back", async () => {
    await page.click("text=clicked 0");
    const length = await page.evaluate(() => history.length);
    await page.click("text=page 2");
    await headingIs(page, "list 2");
    await page.waitForURL("**/list?page=2");
    expect(await page.title()).to.equal("Page 2");
    await page.click("text=page 4");
    await headingIs(page, "list 4");
    await page.waitForURL("**/list?page=4");
    await page.click("text=Last");
    await headingIs(page, "list 9");
    await page.waitForURL("**/list?page=9");
    expect(await page.evaluate(() => history.length)).to.equal(length + 2);
    await page.goBack();
    await headingIs(page, "list 4");
    await page.goBack();
    await headingIs(page, "list 1");
    expect(await page.textContent("button")).to.equal("clicked 1");
    expect([mounted, site.requests]).to.deep.equal([[], []]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("navigates where a view does not take the URL of a patch", async () => {
    await page.click("text=patch to two");
    await headingIs(page, "two");
    expect(await isSameDocument(page)).to.equal(true);
    expect(site.requests).to.deep.equal(["GET /two navigate"]);
  });

  it("brings back how far the window and a box are scrolled, of a page that is kept and of one that is not", async () => {
    await scrollPage(page, 1234, 321);
    // By hand the link would be scrolled to first.
    await page.evaluate(() => document.querySelector<HTMLElement>("a[live-nav=navigate]")?.click());
    await headingIs(page, "two");
    expect(await scrolled(page)).to.deep.equal([0, -1]);
    await scrollPage(page, 500, 0);
    await page.evaluate(() => {
      // What is seen first of the page that comes back.
      new MutationObserver((_records, observer) => {
        if (document.querySelector("h1")?.textContent !== "list 1") return;
        observer.disconnect();
        const box = document.querySelector("#box");
        Object.assign(window, { first: [scrollY, box?.scrollTop] });
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.goBack();
    await headingIs(page, "list 1");
    expect(await page.evaluate("first")).to.deep.equal([1234, 321]);
    await page.goForward();
    await headingIs(page, "two");
    expect((await scrolled(page))[0]).to.equal(500);
    expect(site.requests).to.deep.equal(["GET /two navigate"]);
    // By a load of the page: nothing is kept then but where it was scrolled.
    await page.reload();
    await ready(page, "two");
    await page.goBack();
    await headingIs(page, "list 1");
    expect(await scrolled(page)).to.deep.equal([1234, 321]);
    expect(site.requests.slice(1)).to.deep.equal(["GET /two load", "GET /list navigate"]);
  });

  it("leaves links to a part of the page to the browser, and finds the way back", async () => {
    await scrollPage(page, 10, 0);
    await page.waitForFunction(() => scrollY === 10);
    await page.click("text=to the part");
    await page.waitForURL("**/list#part");
    await page.waitForFunction(() => scrollY > 2000);
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.goBack();
    await headingIs(page, "list 1");
    expect(page.url()).to.equal(`${server.url}/list#part`);
    await page.goBack();
    await page.waitForFunction(() => scrollY === 10);
    expect(page.url()).to.equal(`${server.url}/list`);
    expect(site.requests).to.deep.equal(["GET /two navigate"]);
    expect(await page.evaluate(() => history.state.live !== undefined)).to.equal(true);
  });

  it("goes two entries back at once, to another URL of a view that is kept", async () => {
    await page.click("text=page 2");
    await headingIs(page, "list 2");
    await page.waitForURL("**/list?page=2");
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.evaluate(() => history.go(-2));
    await headingIs(page, "list 1");
    expect(page.url()).to.equal(`${server.url}/list`);
    expect(mounted).to.deep.equal([]);
  });

  it("stays where a script of the page prevents a step back", async () => {
    await page.click("text=to two");
    await headingIs(page, "two");
    await page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      addEventListener("live:navigating", (event) => {
        told.push((event as CustomEvent).detail);
        event.preventDefault();
      });
      const back = new Promise<void>((done) => {
        addEventListener("popstate", () => location.pathname === "/two" && done());
      });
      history.back();
      return back;
    });
    expect(page.url()).to.equal(`${server.url}/two`);
    expect(await page.textContent("h1")).to.equal("two");
    expect(await page.evaluate("told")).to.deep.equal([{ url: `${server.url}/list`, kind: "pop" }]);
  });

  it("comes back from a page that was loaded", async () => {
    await page.click("text=to two");
    await headingIs(page, "two");
    await scrollPage(page, 700, 0);
    await page.goto(`${server.url}/other`);
    await page.goBack();
    await ready(page, "two");
    await page.waitForFunction(() => scrollY === 700);
    await page.goBack();
    await headingIs(page, "list 1");
    expect(page.url()).to.equal(`${server.url}/list`);
  });

  it("brings back where a link was clicked before the browser told that it had scrolled there", async () => {
    // On a busy machine the answer may be there first.
    await page.evaluate(`
      addEventListener("scroll", (event) => window.isThere || event.stopImmediatePropagation(), true);
      addEventListener("live:navigated", () => Object.assign(window, { isThere: true }));
      scrollTo(0, 900);
      document.querySelector("a[href='/list?page=3']").click();
    `);
    await headingIs(page, "list 3");
    await page.evaluate(() => scrollTo(0, 100));
    await page.waitForFunction(() => scrollY === 100);
    await page.evaluate(() => history.back());
    await page.waitForFunction(() => scrollY === 900);
  });
});
