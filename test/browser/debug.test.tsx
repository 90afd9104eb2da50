// The tools for development in a browser: a slow network, the log, and how both last.
import { expect } from "chai";
import express from "express";
import type { Page } from "playwright-core";
import { createLive, defineView } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { openPage, settled } from "../support/browser.js";
import { noIcon, textBecomes } from "../support/live-app.js";
import { serve } from "../support/server.js";

const Letters = defineView({
  mount: () => ({ text: "" }),
  events: { type: ({ text }, ctx) => ({ text: text + String(ctx.payload.value) }) },
  render: ({ text }) => (
    <div>
      <p>{text}</p>
      {["a", "b", "c"].map((value) => (
        <button type="button" live-click="type" live-value-value={value}>
          {value}
        </button>
      ))}
    </div>
  ),
});

function createApp() {
  const live = createLive({ secret: "0123456789abcdef0123456789abcdef" });
  return { live, app: express().use(live, noIcon).get("/", live.page(Letters)) };
}

/** What the page has written to its console since, without the times, which vary. */
function linesOf(page: Page): readonly string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text().replace(/[\d.]+ ms$/, "T ms")));
  return lines;
}

/** Clicks, and measures on the page how long the answer takes. */
function clickAndMeasure(page: Page): Promise<number> {
  return page.evaluate(() => {
    const startedAtMs = performance.now();
    return new Promise<number>((resolve) => {
      addEventListener("live:patched", () => resolve(performance.now() - startedAtMs), {
        once: true,
      });
      document.querySelector("button")?.click();
    });
  });
}

describe("the tools for development", () => {
  it("make every frame late, both ways, until they are told to stop", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate("slotwire.latency(100)");
    expect(await clickAndMeasure(page)).to.be.at.least(199);
    await page.evaluate("slotwire.latency(0)");
    expect(await clickAndMeasure(page)).to.be.below(150);
    expect(opened.problems).to.deep.equal([]);
  });

  it("keep the order of what they make late by chance", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate("slotwire.latency(40, 40)");
    await page.evaluate(() => {
      for (let round = 0; round < 10; round++) {
        for (const button of document.querySelectorAll("button")) button.click();
      }
    });
    await textBecomes(page, "p", "abc".repeat(10));
    expect(opened.problems).to.deep.equal([]);
  });

  it("stay switched on over a reload, and say so", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    const lines = linesOf(page);
    const hint = "slotwire simulates 30 ± 10 ms each way; slotwire.latency(0) ends it";
    await page.evaluate("slotwire.latency(30, 10); slotwire.debug()");
    await page.reload();
    await settled(page);
    expect(lines.filter((line) => line === hint)).to.have.length(3);
    expect(lines.filter((line) => line.startsWith("slotwire ↑ join as 1"))).to.have.length(1);
    await page.evaluate("slotwire.latency(0); slotwire.debug(false)");
    const { length } = lines;
    await page.reload();
    await settled(page);
    expect(lines.slice(length)).to.deep.equal([]);
  });

  it("write every frame to the console, in words and with its size", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate("slotwire.debug()");
    const lines = linesOf(page);
    await page.click("text=b");
    await textBecomes(page, "p", "b");
    expect(lines[0]).to.equal("slotwire ↑ event 1: type · 32 bytes {value: b}");
    expect(lines[1]).to.match(
      /^slotwire ↓ patch 1 answers 1: \d new templates; boundary 1: slots \d, first touch/,
    );
    await page.click("text=c");
    await textBecomes(page, "p", "bc");
    expect(lines[3]).to.match(/^slotwire ↓ patch 2 answers 2: boundary 1: slots \d · \d+ bytes · /);
  });

  it("tell once of an id that is on two elements", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    await page.evaluate(() => {
      for (const button of document.querySelectorAll("button")) button.setAttribute("id", "same");
    });
    await page.evaluate("slotwire.debug()");
    const lines = linesOf(page);
    await page.click("button");
    await textBecomes(page, "p", "a");
    await page.click("button");
    await textBecomes(page, "p", "aa");
    const told = lines.filter((line) => line.includes('the id "same" is on several elements'));
    expect(told).to.have.length(1);
  });

  it("leave every other socket of the page alone", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    site.server.on("upgrade", ({ url }, socket) => url === "/other" && socket.destroy());
    await using opened = await openPage(site.url);
    await settled(opened.page);
    const owned = await opened.page.evaluate(() =>
      ["/live/socket", "/other"].map((path) => {
        const socket = new WebSocket(path.replace(/^/, location.origin.replace("http", "ws")));
        const isWatched = Object.hasOwn(socket, "send");
        return [socket instanceof WebSocket, isWatched];
      }),
    );
    expect(owned).to.deep.equal([
      [true, true],
      [true, false],
    ]);
  });

  it("are not there in production", async () => {
    const { app, live } = withDevelopment(false, createApp);
    await using site = await serve(app, live);
    const html = await (await fetch(site.url)).text();
    expect(html.match(/<script[^>]*>/g)).to.have.length(1);
    expect(html).to.include(' src="/live/client-');
  });
});
