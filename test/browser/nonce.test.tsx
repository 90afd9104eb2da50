// A page under a policy of nonces alone: its script runs, and so do those that the script loads when it needs them.
import { randomBytes } from "node:crypto";
import { expect } from "chai";
import express from "express";
import { createLive, defineView, js } from "slotwire";
import { openPage, settled } from "../support/browser.js";
import { noIcon } from "../support/live-app.js";
import { serve } from "../support/server.js";

const View = defineView({
  mount: () => ({ count: 0 }),
  events: { add: ({ count }) => ({ count: count + 1 }) },
  render: ({ count }) => (
    <main>
      <button live-click={js.addClass("used").push("add")}>{count}</button>
      <form live-submit="add">
        <button>Send</button>
      </form>
    </main>
  ),
});

describe("a policy of nonces", () => {
  it("lets the client run, load its other scripts and connect, and stops what has no nonce", async () => {
    const live = createLive({
      nonce: (_request, { locals }) => locals?.nonce,
      layout: ({ head, children }) => (
        <html lang="en">
          <head>{head}</head>
          <body>
            {children}
            <script src="/other.js" />
          </body>
        </html>
      ),
    });
    const app = express().use(live, noIcon);
    app.use((_request, response, next) => {
      const nonce = randomBytes(16).toString("base64");
      response.locals.nonce = nonce;
      response.setHeader(
        "Content-Security-Policy",
        `default-src 'none'; script-src 'nonce-${nonce}'; connect-src 'self'`,
      );
      next();
    });
    app.get("/other.js", (_request, response) => {
      response.type("js").send("window.other = true");
    });
    app.get("/", live.page(View));
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/`);
    const { page } = opened;
    await settled(page);
    await page.locator("button").first().click();
    await page.locator("button.used", { hasText: "1" }).waitFor();
    await page.getByText("Send").click();
    await page.locator("button.used", { hasText: "2" }).waitFor();
    expect(await page.evaluate(() => "other" in window)).to.equal(false);
    expect(opened.problems).to.have.length(1);
    expect(opened.problems[0]).to.contain("other.js");
  });
});
