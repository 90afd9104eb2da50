// What pages bring for themselves, and what stands around them: style sheets, scripts, a layout that scrolls.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Layout, raw } from "slotwire";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { noIcon } from "../../support/live-app.js";
import { headingIs, ready } from "../../support/navigation-site.js";
import { type Served, serve } from "../../support/server.js";

const Frame: Layout = ({ head, children, title }) => (
  <html lang="en">
    <head>
      <script src="/visits.js" data-page={title} defer />
      {head}
      <script>{raw("window.framed = (window.framed ?? 0) + 1")}</script>
    </head>
    <body>
      <aside id="menu" live-scroll style="height: 50px; overflow: auto">
        <div style="height: 900px" />
      </aside>
      <div id="frame" live-scroll style="height: 300px; overflow: auto">
        {children}
      </div>
    </body>
  </html>
);

const pageOf = (name: string, to: string, isStyled: boolean) =>
  defineView({
    mount: () => ({}),
    head: () => (
      <>
        <title>{name}</title>
        {isStyled && <link rel="stylesheet" href="/late.css" />}
        {isStyled && <script src="/count.js" />}
        {isStyled && <script>{raw("window.styled = true")}</script>}
      </>
    ),
    render: () => (
      <main>
        <h1>{name}</h1>
        <a href={to} live-nav="navigate">
          {`to ${to}`}
        </a>
        <div style="height: 2000px" />
      </main>
    ),
  });

const colorOfHeading = "getComputedStyle(document.querySelector('h1')).color";

describe("a page with a style sheet and a script of its own", () => {
  let server: Served;
  let opened: OpenPage;
  let page: OpenPage["page"];
  let release = (): void => {};

  before(async () => {
    const live = createLive({ layout: Frame });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const app = express().use(live, noIcon);
    app.get("/late.css", async (_request, response) => {
      await released;
      response.type("css").set("Cache-Control", "max-age=60").send("h1 { color: rgb(1, 2, 3) }");
    });
    app.get("/count.js", (_request, response) => {
      response.type("js").send("window.count = (window.count ?? 0) + 1");
    });
    app.get("/visits.js", (_request, response) => {
      response.type("js").send("window.visits = (window.visits ?? 0) + 1");
    });
    app.get("/plain", live.page(pageOf("plain", "/styled", false)));
    app.get("/styled", live.page(pageOf("styled", "/plain", true)));
    server = await serve(app, live);
    opened = await openPage(`${server.url}/plain`);
    ({ page } = opened);
    await ready(page, "plain");
    await settled(page);
  });
  after(async () => {
    await opened[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  it("is shown when the sheet is there, each time, and runs the script once", async () => {
    await page.evaluate(() => {
      const colors: string[] = [];
      Object.assign(window, { colors });
      addEventListener("live:navigated", () => {
        const heading = document.querySelector("h1");
        colors.push(heading ? getComputedStyle(heading).color : "");
      });
    });
    const asked = page.waitForRequest("**/late.css");
    await page.click("text=to /styled");
    await asked;
    expect(await page.textContent("h1")).to.equal("plain");
    expect(await page.evaluate(colorOfHeading)).to.equal("rgb(0, 0, 0)");
    release();
    await headingIs(page, "styled");
    await page.waitForFunction("window.count === 1");
    await page.goBack();
    await headingIs(page, "plain");
    await page.goForward();
    await headingIs(page, "styled");
    expect(await page.evaluate("colors")).to.deep.equal([
      "rgb(1, 2, 3)",
      "rgb(0, 0, 0)",
      "rgb(1, 2, 3)",
    ]);
    expect(await page.evaluate("[count, visits, framed, styled]")).to.deep.equal([1, 1, 1, true]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("begins at the top of what the layout scrolls, and leaves the menu where it is", async () => {
    const scrolled = (): Promise<readonly number[]> =>
      page.evaluate(() =>
        ["frame", "menu"].map((id) => document.getElementById(id)?.scrollTop ?? -1),
      );
    await page.evaluate(() => {
      document.getElementById("frame")?.scrollTo(0, 400);
      document.getElementById("menu")?.scrollTo(0, 70);
      document.querySelector<HTMLElement>("a")?.click();
    });
    await headingIs(page, "plain");
    expect(await scrolled()).to.deep.equal([0, 70]);
    await page.goBack();
    await headingIs(page, "styled");
    expect(await scrolled()).to.deep.equal([400, 70]);
  });
});
