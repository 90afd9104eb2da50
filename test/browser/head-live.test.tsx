// The document's head follows the view: what changed is changed, and everything else is left alone.
import { expect } from "chai";
import express from "express";
import type { Page } from "playwright-core";
import { createLive, defineView, jsonLd, type Layout } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { noIcon } from "../support/live-app.js";
import { serve } from "../support/server.js";

const Offer = defineView({
  mount: () => ({ left: 2, isTitled: true }),
  events: {
    sell: ({ left }) => ({ left: left - 1 }),
    title: () => ({ isTitled: false }),
  },
  head: ({ left, isTitled }) => (
    <>
      <title>{isTitled ? `<${left}> left` : "Other"}</title>
      <meta name="description" content={`${left} "left"`} />
      <link rel="canonical" href="https://example.com/offer" />
      {left === 0 && <meta name="robots" content="noindex" />}
      {left > 0 && <link rel="stylesheet" href="/offer.css" />}
      {jsonLd({ "@type": "Offer", left })}
    </>
  ),
  render: ({ left }) => (
    <div>
      <output>{left}</output>
      <button type="button" id="sell" live-click="sell">
        Sell
      </button>
      <button type="button" id="title" live-click="title">
        Title
      </button>
    </div>
  ),
});

const Shell: Layout = ({ head, children }) => (
  <html lang="en">
    <head>
      {head}
      <link rel="icon" href="/icon.svg" />
      <meta name="robots" content="index" />
    </head>
    <body>{children}</body>
  </html>
);

function offers() {
  const live = createLive({ layout: Shell });
  const app = express()
    .use(live, noIcon)
    .get("/offer.css", (_request, response) => void response.type("css").send("output{color:red}"))
    .get("/icon.svg", (_request, response) => void response.type("svg").send("<svg/>"))
    .get("/", live.page(Offer));
  return { live, app };
}

/** The head without the scripts of the client, each with the number that `mark` gave it. */
function headOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.head.children]
      .filter((el) => !el.matches("script[src]"))
      .map((el) => `${(el as { mark?: number }).mark ?? "new"} ${el.outerHTML}`),
  );
}

async function mark(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const [at, el] of [...document.head.children].entries()) Object.assign(el, { mark: at });
  });
}

describe("the head of a live page", () => {
  it("changes where the view's head changed, and keeps every other node", async () => {
    const { app, live } = offers();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await mark(page);
    const before = await headOf(page);
    expect(before).to.deep.equal([
      "0 <title>&lt;2&gt; left</title>",
      '1 <meta name="description" content="2 &quot;left&quot;">',
      '2 <link rel="canonical" href="https://example.com/offer">',
      '3 <link rel="stylesheet" href="/offer.css">',
      '4 <script type="application/ld+json">{"@type":"Offer","left":2}</script>',
      '7 <link rel="icon" href="/icon.svg">',
      '8 <meta name="robots" content="index">',
    ]);
    await page.click("#sell");
    await page.waitForSelector('head > [content="1 \\"left\\""]', { state: "attached" });
    expect(await headOf(page)).to.deep.equal([
      "0 <title>&lt;1&gt; left</title>",
      'new <meta name="description" content="1 &quot;left&quot;">',
      '2 <link rel="canonical" href="https://example.com/offer">',
      '3 <link rel="stylesheet" href="/offer.css">',
      'new <script type="application/ld+json">{"@type":"Offer","left":1}</script>',
      '7 <link rel="icon" href="/icon.svg">',
      '8 <meta name="robots" content="index">',
    ]);
    await page.click("#sell");
    await page.waitForSelector('head > [content="noindex"]', { state: "attached" });
    // What the view says of robots now stands in the place of what the layout says.
    expect(await headOf(page)).to.deep.equal([
      "0 <title>&lt;0&gt; left</title>",
      'new <meta name="description" content="0 &quot;left&quot;">',
      '2 <link rel="canonical" href="https://example.com/offer">',
      'new <script type="application/ld+json">{"@type":"Offer","left":0}</script>',
      '7 <link rel="icon" href="/icon.svg">',
      'new <meta name="robots" content="noindex">',
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("loads no script for a change of the title alone", async () => {
    const { app, live } = offers();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    const asked: string[] = [];
    page.on("request", (request) => {
      if (/\.js$/.test(request.url())) asked.push(request.url());
    });
    await settled(page);
    await page.click("#title");
    await page.waitForFunction(() => document.title === "Other");
    expect(asked).to.deep.equal([]);
    await page.click("#sell");
    await page.waitForSelector('head > [content="1 \\"left\\""]', { state: "attached" });
    expect(asked).to.have.length(1);
    expect(asked[0]).to.contain("/live/navigation-");
  });

  it("takes changes in their order while the script for them is under way", async () => {
    const { app, live } = offers();
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    const { promise: isWanted, resolve: wanted } = withResolvers();
    const { promise: mayCome, resolve: come } = withResolvers();
    await page.route(/\/live\/navigation-/, async (route) => {
      wanted();
      await mayCome;
      await route.continue();
    });
    await page.goto(site.url);
    await settled(page);
    await page.click("#sell");
    await isWanted;
    await page.click("#sell");
    come();
    await page.waitForSelector('head > [content="noindex"]', { state: "attached" });
    await settled(page);
    expect(await page.locator("head > [name=description]").count()).to.equal(1);
    expect(await page.locator("head > [name=description]").getAttribute("content")).to.equal(
      '0 "left"',
    );
    expect(opened.problems).to.deep.equal([]);
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
