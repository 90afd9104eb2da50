// Nested and embedded views that the server has lost, and those in pages of the app's own.
import { expect } from "chai";
import { openPage, settled } from "../support/browser.js";
import { click, complete, counts, press } from "../support/nested-page.js";
import { createSite } from "../support/nested-site.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

describe("nested views of a page that comes back", () => {
  it("come back by themselves when the server has lost them, and the page stays", async () => {
    const { app, live } = createSite({ detachedMs: 10, keepMs: 10 });
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page, problems } = opened;
    await settled(page);
    await click(page, "#a .add");
    await press(page, "Again");
    await page.evaluate(() => {
      document.documentElement.id = "same-document";
      (window as unknown as { slotwire: { disconnect(): void } }).slotwire.disconnect();
    });
    await eventually(() => live.stats().sessions === 0);
    await page.evaluate(() => {
      (window as unknown as { slotwire: { connect(): void } }).slotwire.connect();
    });
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "0");
    await complete(page);
    expect(await counts(page)).to.deep.equal(["a 0", "b 10"]);
    await click(page, "#b .add");
    expect(await counts(page)).to.deep.equal(["a 0", "b 11"]);
    expect(await page.getAttribute("html", "id")).to.equal("same-document");
    expect(problems).to.deep.equal([]);
  });

  it("stay as they are when the view around them is lost alone, with what was typed in them", async () => {
    const { app, live } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page, problems } = opened;
    let lose = (): void => {};
    await page.routeWebSocket(/live/, (socket) => {
      socket.connectToServer();
      lose = () => socket.send('[4,1,"unknown"]');
    });
    // Without what it says of itself nothing is brought back for it.
    await page.route(`${site.url}/`, (route) => {
      const { "live-rejoin": returning, ...headers } = route.request().headers();
      return route.continue({
        headers: returning ? { ...headers, "live-rejoin": "lost" } : headers,
      });
    });
    await page.goto(site.url);
    await settled(page);
    await press(page, "Again");
    await click(page, "#b .add");
    await page.fill("#b input", "half a word");
    await page.locator("#b #form1").waitFor();
    await settled(page);
    lose();
    await page.locator("h1", { hasText: "0" }).waitFor();
    await settled(page);
    await click(page, "#b .add");
    expect(await counts(page)).to.deep.equal(["a 0", "b 12"]);
    expect(await page.inputValue("#b input")).to.equal("half a word");
    // Nobody has typed again.
    expect(await page.locator("#b #form1").count()).to.equal(1);
    expect(problems).to.deep.equal([]);
  });

  for (const path of ["/", "/ours"]) {
    it(`outlive the process of their page, at ${path}`, async () => {
      const before = createSite();
      const site = await serve(before.app, before.live);
      await using opened = await openPage(site.url + path);
      const { page } = opened;
      await settled(page);
      const id = path === "/" ? "#b" : "#embedded";
      await click(page, `${id} .add`);
      await click(page, `${id} .add`);
      const shown = await counts(page);
      await page.evaluate(() => {
        document.documentElement.id = "same-document";
      });
      await before.live.close();
      await site[Symbol.asyncDispose]();
      const after = createSite();
      const server = after.app.listen(site.port, "127.0.0.1");
      after.live.attach(server);
      const { length } = shown;
      await eventually(() => after.live.stats().sessions === (path === "/" ? length + 1 : length));
      await complete(page);
      expect(await counts(page)).to.deep.equal(shown);
      await click(page, `${id} .add`);
      expect(await counts(page)).to.include(path === "/" ? "b 13" : "embedded 8");
      expect(await page.getAttribute("html", "id")).to.equal("same-document");
      await after.live.close();
      server.close();
      server.closeAllConnections();
    });
  }
});

describe("views in a page of the app's own", () => {
  it("become live in HTML that a script of the app has fetched", async () => {
    const { app, live } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/ours`);
    const { page } = opened;
    await settled(page);
    await click(page, "#embedded .add");
    await page.evaluate(async () => {
      const part = await fetch("/part");
      document.querySelector("h1")?.insertAdjacentHTML("afterend", await part.text());
    });
    await complete(page);
    await click(page, "#part .add");
    expect(await counts(page)).to.deep.equal(["part 41", "embedded 6"]);
  });

  it("live in a page that the app prints itself, and come back to it", async () => {
    const { app, live } = createSite({ detachedMs: 10, keepMs: 10 });
    await using site = await serve(app, live);
    await using opened = await openPage(`${site.url}/ours`);
    const { page, problems } = opened;
    await settled(page);
    await click(page, "#embedded .add");
    expect(await counts(page)).to.deep.equal(["embedded 6"]);
    await page.evaluate(() => {
      document.documentElement.id = "same-document";
      (window as unknown as { slotwire: { disconnect(): void } }).slotwire.disconnect();
    });
    await eventually(() => live.stats().sessions === 0);
    await page.evaluate(() => {
      (window as unknown as { slotwire: { connect(): void } }).slotwire.connect();
    });
    await page.waitForFunction(() => document.querySelector("output")?.textContent === "5");
    await complete(page);
    await click(page, "#embedded .add");
    expect(await counts(page)).to.deep.equal(["embedded 6"]);
    expect(await page.getAttribute("html", "id")).to.equal("same-document");
    expect(await page.title()).to.equal("Ours");
    expect(problems).to.deep.equal([]);
  });
});
