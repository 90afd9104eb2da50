// What stands around the pages of a site in the browser: the document stays, its head follows, live layouts are those of each page.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import type { Page } from "playwright-core";
import { createLive, defineView, type Layout, type Live, type LiveLayout } from "slotwire";
import { launchBrowser, type OpenPage, openPage, settled } from "../../support/browser.js";
import { noIcon } from "../../support/live-app.js";
import { headingIs, isSameDocument, markDocument, ready } from "../../support/navigation-site.js";
import { type Served, serve } from "../../support/server.js";

const Site: Layout = ({ head, children, asset }) => (
  <html lang="en">
    <head>
      <meta name="theme-color" content="#ffffff" />
      <meta name="description" content="A site" />
      {head}
      <link rel="stylesheet" href={asset("site.css")} />
    </head>
    <body>
      <header>Site</header>
      {children}
    </body>
  </html>
);

const Bar: LiveLayout = ({ children, url, isOutdated }) => (
  <div class="frame">
    <nav>
      {["/one", "/two?page=1", "/two?page=2"].map((href) => (
        <a
          key={href}
          href={href}
          live-nav={href.endsWith("2") ? "patch" : "navigate"}
          aria-current={href === url && "page"}
        >
          {href}
        </a>
      ))}
    </nav>
    {isOutdated && <p class="notice">There is a new version.</p>}
    {children}
  </div>
);

const Inner: LiveLayout = ({ children }) => <section>{children}</section>;

function pageOf(name: string, description: string | null) {
  return defineView({
    mount: ({ query }) => ({ page: String(query.page ?? ""), count: 0 }),
    params: ({ query }) => ({ page: String(query.page ?? "") }),
    events: { more: ({ count }) => ({ count: count + 1 }) },
    head: ({ page, count }) => (
      <>
        <title>{count > 0 ? `${name} ${page}, ${count}` : `${name} ${page}`}</title>
        {description !== null && <meta name="description" content={description} />}
        <link rel="canonical" href={`https://example.com/${name}`} />
      </>
    ),
    render: ({ page }) => (
      <main>
        <h1>{`${name} ${page}`}</h1>
        <button type="button" live-click="more">
          More
        </button>
      </main>
    ),
  });
}

async function createSite(folder: string) {
  const live = createLive({
    key: () => "everyone",
    layout: Site,
    within: Bar,
    title: (title) => `${title} · Site`,
    assets: { folder },
  });
  const Report = defineView({
    mount: async ({ query, ctx }) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (query.to !== undefined) ctx.redirect(String(query.to));
      if (query.missing !== undefined) ctx.status(404);
      return {};
    },
    render: () => <h1>Report</h1>,
  });
  const app = express().use(live, noIcon, express.static(folder));
  app.get("/one", live.page(pageOf("one", null)));
  app.get("/two", live.page(pageOf("two", "The second"), { within: [Bar, Inner] }));
  app.get("/report", live.page(Report, { early: true }));
  app.use(((error, _request, response, _next) => {
    response.status(error.status ?? 500).send(`<h1>Sorry, ${error.status}</h1>`);
  }) as ErrorRequestHandler);
  return { live, site: await serve(app, live) };
}

/** The head as it stands, without the scripts. */
const headOf = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.head.children, (el) => (el.localName === "script" ? "" : el.outerHTML))
      .join("")
      .replace(/\?v=[\w-]+/, ""),
  );

const currentIn = (page: Page) =>
  page.evaluate(() => document.querySelector("[aria-current=page]")?.textContent);

describe("layouts in the browser", () => {
  let folder: string;
  let site: Served;
  let live: Live;
  let opened: OpenPage;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "slotwire-layouts-"));
    writeFileSync(join(folder, "site.css"), "header { color: red }");
    ({ site, live } = await createSite(folder));
    opened = await openPage();
  });

  beforeEach(async () => {
    await opened.page.goto(`${site.url}/one`);
    await ready(opened.page, "one ");
    await settled(opened.page);
    await markDocument(opened.page);
  });

  after(async () => {
    await opened[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  it("keep the nodes of the document from page to page, while its head says what each page says", async () => {
    const { page } = opened;
    expect(await headOf(page)).to.equal(
      '<meta name="theme-color" content="#ffffff"><meta name="description" content="A site">' +
        '<title>one  · Site</title><link rel="canonical" href="https://example.com/one">' +
        '<link rel="stylesheet" href="/site.css">',
    );
    await page.evaluate(() => {
      const kept = document.querySelectorAll("head, [name=theme-color], [rel=stylesheet], header");
      Object.assign(window, { kept: [...kept] });
    });
    await page.click('a[href="/two?page=1"]');
    await headingIs(page, "two 1");
    expect(await headOf(page)).to.equal(
      '<meta name="theme-color" content="#ffffff">' +
        '<meta name="description" content="The second"><title>two 1 · Site</title>' +
        '<link rel="canonical" href="https://example.com/two">' +
        '<link rel="stylesheet" href="/site.css">',
    );
    expect(
      await page.evaluate(() =>
        (window as unknown as { kept: Element[] }).kept.map((el) => el.isConnected),
      ),
    ).to.deep.equal([true, true, true, true]);
    await page.goBack();
    await headingIs(page, "one ");
    expect(await page.getAttribute("[name=description]", "content")).to.equal("A site");
  });

  it("live: are those of the next page, and follow its URL and its head", async () => {
    const { page } = opened;
    expect(await currentIn(page)).to.equal("/one");
    await page.click('a[href="/two?page=1"]');
    await headingIs(page, "two 1");
    await settled(page);
    expect(await currentIn(page)).to.equal("/two?page=1");
    expect(await page.locator(".frame > section > main").count()).to.equal(1);
    await page.evaluate(() => Object.assign(window, { heading: document.querySelector("h1") }));
    await page.click('a[href="/two?page=2"]');
    await headingIs(page, "two 2");
    await settled(page);
    expect(await currentIn(page)).to.equal("/two?page=2");
    expect(
      await page.evaluate(
        () => (window as unknown as { heading: Element }).heading === document.querySelector("h1"),
      ),
    ).to.equal(true);
    await page.click("text=More");
    await page.waitForFunction(() => document.title === "two 2, 1 · Site");
    expect(await isSameDocument(page)).to.equal(true);
  });

  it("load the page when a deployment has changed a file that the document names", async () => {
    const { page } = opened;
    writeFileSync(join(folder, "site.css"), "header { color: blue }");
    utimesSync(join(folder, "site.css"), 2_000_000_000, 2_000_000_000);
    await page.click('a[href="/two?page=1"]');
    await headingIs(page, "two 1");
    await ready(page, "two 1");
    expect(await isSameDocument(page)).to.equal(false);
    expect(
      await page.evaluate(
        () => getComputedStyle(document.querySelector("header") as Element).color,
      ),
    ).to.equal("rgb(0, 0, 255)");
  });

  it("live: say to a page that lost its session that files of its document have changed", async () => {
    const { page } = opened;
    expect(await page.locator(".notice").count()).to.equal(0);
    writeFileSync(join(folder, "site.css"), "header { color: green }");
    utimesSync(join(folder, "site.css"), 2_100_000_000, 2_100_000_000);
    await live.disconnect("everyone");
    await page.getByText("There is a new version.").waitFor();
    expect(await isSameDocument(page)).to.equal(true);
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`of a page that begins early lead where its mount says, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
      const browser = await launchBrowser();
      const context = await browser.newContext({ javaScriptEnabled });
      try {
        const page = await context.newPage();
        await page.goto(`${site.url}/report`);
        expect(await page.textContent("h1")).to.equal("Report");
        await page.goto(`${site.url}/report?to=/two?page=1`).catch(() => {});
        await page.waitForURL("**/two?page=1");
        expect(await page.textContent("h1")).to.equal("two 1");
        await page.goto(`${site.url}/report?missing`).catch(() => {});
        await page.waitForURL("**/report?missing&live-whole");
        expect(await page.textContent("h1")).to.equal("Sorry, 404");
      } finally {
        await context.close();
      }
    });
  }
});
