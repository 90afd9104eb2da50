// Which clicks on links navigate, and where each of them ends.
import { expect } from "chai";
import type { ErrorRequestHandler, Express } from "express";
import type { Page, Route } from "playwright-core";
import { type OpenPage, settled } from "../../support/browser.js";
import {
  headingIs,
  isSameDocument,
  markDocument,
  type OpenSite,
  openSite,
  ready,
  type Site,
} from "../../support/navigation-site.js";
import type { Served } from "../../support/server.js";

function addRoutes(app: Express): void {
  app.get("/a", (_request, response) => response.redirect("/b"));
  app.get("/b", (_request, response) => response.redirect(303, "/two?seen=b"));
  app.get("/part", (_request, response) => response.redirect("/c"));
  app.get("/c", (_request, response) => response.redirect("/two?seen=c#end"));
  app.get("/round", (_request, response) => response.redirect("/part#round"));
  app.get("/plain", (_request, response) => void response.send("<!doctype html><h1>plain</h1>"));
  app.get("/fails", () => {
    throw Object.assign(new Error("expected"), { expose: true, status: 500 });
  });
  app.get("/file", (_request, response) => void response.attachment("notes.txt").send("notes"));
  const failed: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(500).send(`<!doctype html><h1>${error.message}</h1>`);
  };
  app.use("/fails", failed);
}

/** Adds a link to the page and clicks it. */
async function follow(page: Page, html: string): Promise<void> {
  await page.evaluate((text) => {
    document.querySelector("#added")?.remove();
    document.querySelector("nav")?.insertAdjacentHTML("beforeend", text);
    document.querySelector("nav")?.lastElementChild?.setAttribute("id", "added");
  }, html);
  await page.click("#added");
}

describe("a link with live-nav", () => {
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
  beforeEach(() => visited.begin("/one", "one"));

  it("is followed through redirects, to the URL and the hash at their end", async () => {
    await follow(page, '<a href="/a#end" live-nav="navigate">a</a>');
    await headingIs(page, "two");
    expect(page.url()).to.equal(`${server.url}/two?seen=b#end`);
    expect(await isSameDocument(page)).to.equal(true);
    expect(site.requests).to.deep.equal([
      "GET /a navigate",
      "GET /b navigate",
      "GET /two?seen=b navigate",
    ]);
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("end");
    expect(await page.evaluate(() => scrollY)).to.be.greaterThan(1000);
  });

  it("comes to the part of the page that a redirect of the app leads to", async () => {
    await follow(page, '<a href="/part#mine" live-nav="navigate">part</a>');
    await headingIs(page, "two");
    expect(page.url()).to.equal(`${server.url}/two?seen=c#end`);
    expect(await isSameDocument(page)).to.equal(true);
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("end");
    expect(site.requests).to.deep.equal([
      "GET /part navigate",
      "GET /c navigate",
      "GET /two?seen=c navigate",
    ]);
  });

  it("leaves a second redirect to a part to the browser, which does not follow for ever", async () => {
    await follow(page, '<a href="/round" live-nav="navigate">round</a>');
    await headingIs(page, "two");
    expect(page.url()).to.equal(`${server.url}/two?seen=c#end`);
    expect(await isSameDocument(page)).to.equal(false);
  });

  it("loads what is no live page, has another layout, is missing, or fails", async () => {
    for (const [path, heading] of [
      ["/plain", "plain"],
      ["/other", "other"],
      ["/fails", "expected"],
    ] as const) {
      await follow(page, `<a href="${path}" live-nav="navigate">${path}</a>`);
      await headingIs(page, heading);
      expect(await isSameDocument(page), path).to.equal(false);
      expect(page.url()).to.equal(server.url + path);
      await page.goBack();
      await ready(page, "one");
      // A session that is gone brings the markup again, without the link that is added.
      await settled(page);
      await markDocument(page);
    }
    await follow(page, '<a href="/missing" live-nav="navigate">missing</a>');
    await page.getByText("Cannot GET /missing").waitFor();
  });

  it("begins a download without leaving the page", async () => {
    const download = page.waitForEvent("download");
    await follow(page, '<a href="/file" live-nav="navigate">file</a>');
    expect((await download).suggestedFilename()).to.equal("notes.txt");
    expect(await isSameDocument(page)).to.equal(true);
    const named = page.waitForEvent("download");
    await follow(page, '<a href="/two" download="two.html" live-nav="navigate">two</a>');
    expect((await named).suggestedFilename()).to.equal("two.html");
    expect(await isSameDocument(page)).to.equal(true);
    expect(site.requests).to.include("GET /two load");
  });

  it("is the browser's with a modifier key, the middle button or another target", async () => {
    const opens = async (click: () => Promise<void>): Promise<void> => {
      const [other] = await Promise.all([opened.context.waitForEvent("page"), click()]);
      await headingIs(other, "two");
      await other.close();
    };
    await opens(() => page.click("text=to two", { modifiers: ["ControlOrMeta"] }));
    await opens(() => page.click("text=to two", { modifiers: ["Shift"] }));
    await opens(() => page.click("text=to two", { button: "middle" }));
    await opens(() => follow(page, '<a href="/two" target="_blank" live-nav="navigate">t</a>'));
    expect(page.url()).to.equal(`${server.url}/one`);
    expect(site.requests.filter((line) => line.endsWith("navigate"))).to.deep.equal([]);
  });

  it("leaves the site as any link does", async () => {
    await page.route("http://elsewhere.test/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>elsewhere</h1>" }),
    );
    await follow(page, '<a href="http://elsewhere.test/" live-nav="navigate">e</a>');
    await headingIs(page, "elsewhere");
    expect(site.requests).to.deep.equal([]);
  });

  it("is not followed where a script of the page prevents it", async () => {
    const asked = await page.evaluate(() => {
      const asked: unknown[] = [];
      addEventListener("live:navigating", (event) => {
        asked.push((event as CustomEvent).detail);
        event.preventDefault();
      });
      for (const link of document.querySelectorAll("a")) link.click();
      return asked;
    });
    expect(asked).to.deep.equal(
      ["one", "two", "three"].map((name) => ({ url: `${server.url}/${name}`, kind: "navigate" })),
    );
    expect(site.requests).to.deep.equal([]);
  });

  it("gives way to the link that is clicked after it, and waits for itself", async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/two", async (route) => {
      await released;
      // Nobody wants it any more.
      await route.continue().catch(() => {});
    });
    await page.click("text=to two");
    expect(await page.getAttribute("text=to two", "live-loading")).to.equal("nav");
    await page.click("text=to two");
    await page.click("text=to three");
    await headingIs(page, "three");
    release();
    await settled(page);
    expect(await page.textContent("h1")).to.equal("three");
    expect(site.requests).to.deep.equal(["GET /three navigate"]);
    await page.unroute("**/two");
    await page.goBack();
    await headingIs(page, "one");
    expect(await page.getAttribute("text=to two", "live-loading")).to.equal(null);
  });

  it("gives way to a plain link that is clicked after it, for which some browsers drop what is being fetched", async () => {
    const held: Route[] = [];
    await page.route("**/two", async (route) => {
      if (route.request().isNavigationRequest()) await route.continue();
      else held.push(route);
    });
    await page.route("**/plain", (route) => void held.push(route));
    await page.click("text=to two");
    let givenUp = (): void => {};
    const isGivenUp = new Promise<void>((resolve) => {
      givenUp = resolve;
    });
    await page.exposeFunction("givenUp", () => givenUp());
    await page.evaluate(() => {
      const { givenUp } = window as unknown as { givenUp(): void };
      new MutationObserver(() => {
        if (!document.querySelector("[live-loading]")) givenUp();
      }).observe(document.body, { attributes: true, subtree: true });
    });
    const isAsked = page.waitForRequest("**/plain");
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", '<a id="plain" href="/plain">plain</a>');
      document.getElementById("plain")?.click();
    });
    await isAsked;
    await held[0]?.abort();
    await isGivenUp;
    await held[1]?.continue();
    await headingIs(page, "plain");
    expect(site.requests).to.deep.equal(["GET /plain load"]);
    await page.unroute("**/two");
    await page.unroute("**/plain");
  });

  it("ends in a page load where nobody answers, unless a script of the page says otherwise", async () => {
    await page.route("**/two", (route) =>
      route.request().isNavigationRequest() ? route.continue() : route.abort(),
    );
    await page.evaluate(() => {
      addEventListener("live:navigation-failed", (event) => event.preventDefault(), { once: true });
    });
    const failed = page.evaluate(
      () => new Promise((done) => addEventListener("live:navigation-failed", () => done(0))),
    );
    await page.click("text=to two");
    await failed;
    expect(page.url()).to.equal(`${server.url}/one`);
    await page.click("text=to two");
    await headingIs(page, "two");
    expect(await isSameDocument(page)).to.equal(false);
    expect(site.requests).to.deep.equal(["GET /two load"]);
    await page.unroute("**/two");
  });
});
