// Navigation under a strict content security policy, whose nonce is another one in every answer.
import { randomBytes } from "node:crypto";
import { expect } from "chai";
import express from "express";
import { createLive, type Layout, raw } from "slotwire";
import { openPage, settled } from "../../support/browser.js";
import { noIcon } from "../../support/live-app.js";
import {
  headingIs,
  isSameDocument,
  markDocument,
  pageOf,
  ready,
} from "../../support/navigation-site.js";
import { serve } from "../../support/server.js";

const Strict: Layout = ({ head, children, nonce, title }) => (
  <html lang="en">
    <head>
      <script nonce={nonce}>{raw(`window.titles = [...(window.titles ?? []), "${title}"]`)}</script>
      <style nonce={nonce}>{raw("h1 { color: rgb(1, 2, 3) }")}</style>
      {head}
    </head>
    <body>{children}</body>
  </html>
);

describe("navigation under a strict policy", () => {
  it("runs what the layout says of the new page by the nonce of the document, and breaks no rule", async () => {
    const live = createLive({
      layout: Strict,
      key: () => "visitor",
      nonce: (_request, response) => String(response.getHeader("x-nonce")),
    });
    const app = express().use(live, noIcon);
    app.use((_request, response, next) => {
      const nonce = randomBytes(9).toString("base64url");
      response.set("x-nonce", nonce);
      response.set(
        "Content-Security-Policy",
        `default-src 'self'; script-src 'nonce-${nonce}' 'strict-dynamic'; ` +
          `style-src-elem 'nonce-${nonce}'; style-src-attr 'unsafe-inline'`,
      );
      next();
    });
    app.get("/forget", (_request, response) => {
      void live.disconnect("visitor");
      response.end();
    });
    app.get("/one", live.page(pageOf("one", []))).get("/two", live.page(pageOf("two", [])));
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/one`);
    const { page } = opened;
    await ready(page, "one");
    await settled(page);
    await markDocument(page);
    await page.click("text=to two");
    await headingIs(page, "two");
    await settled(page);
    await page.goBack();
    await headingIs(page, "one");
    await page.click("text=More");
    await page.locator("output", { hasText: "1" }).waitFor();
    expect(await isSameDocument(page)).to.equal(true);
    expect(await page.evaluate("titles")).to.deep.equal(["Page one", "Page two", "Page one"]);
    // It comes back, too.
    await fetch(`${site.url}/forget`);
    await page.waitForResponse((response) => response.headers()["live-view"] === "fresh");
    await settled(page);
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).color")).to.equal(
      "rgb(1, 2, 3)",
    );
    expect(opened.problems).to.deep.equal([]);
  });
});
