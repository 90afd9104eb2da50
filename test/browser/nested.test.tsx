// Views inside views in a browser: over one socket, apart from each other, later and gone.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPage, settled } from "../support/browser.js";
import { createSite } from "../support/nested-site.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

/** What each nested view shows, by its id, in the order of the document. */
function counts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("[live-embed]")].map((el) => {
      const shown = el.querySelector(":scope > div > output, :scope > em");
      return `${el.id} ${shown?.textContent ?? "-"}`;
    }),
  );
}

async function click(page: Page, selector: string): Promise<void> {
  await page.click(selector);
  await settled(page);
}

const press = (page: Page, name: string) => click(page, `main > button >> text="${name}"`);

/** Until nothing that is nested waits to be fetched or joined. */
async function complete(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector("[live-embed]:not([live-state=live])") === null,
  );
  await settled(page);
}

describe("nested views in a browser", () => {
  it("live over the one socket of their page, and each is spared what befalls the others", async () => {
    const { app, live, mood } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage();
    const { page } = opened;
    let sockets = 0;
    page.on("websocket", () => sockets++);
    await page.goto(site.url);
    await settled(page);
    await click(page, "#a .add");
    await click(page, "#b .add");
    await click(page, "#b .add");
    expect(await counts(page)).to.deep.equal(["a 1", "b 12"]);
    await click(page, "#a .throw");
    await click(page, "#b .break");
    expect(await counts(page)).to.deep.equal(["a 1", "b broken"]);
    await press(page, "Again");
    await click(page, "#a .add");
    expect(await page.textContent("h1")).to.equal("1");
    expect(await counts(page)).to.deep.equal(["a 2", "b broken"]);
    expect(mood.errors).to.deep.equal(["thrown", "broken"]);
    expect(sockets).to.equal(1);
    expect(live.stats()).to.include({ sessions: 3, connections: 1 });
  });

  it("leave the URL to the page around them, which is told where they want to be", async () => {
    const { app, live } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page, problems } = opened;
    await settled(page);
    await click(page, "#a .add");
    await click(page, "#a .tab");
    await page.locator("h2", { hasText: "two" }).waitFor();
    expect(page.url()).to.equal(`${site.url}/?tab=two`);
    await page.goBack();
    await page.locator("h2", { hasText: "one" }).waitFor();
    expect(await counts(page)).to.deep.equal(["a 1", "b 10"]);
    expect(live.stats().sessions).to.equal(3);
    expect(problems).to.deep.equal([]);
  });

  it("come when they are rendered later, move with what is around them, and end when they go", async () => {
    const { app, live } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page, problems } = opened;
    await settled(page);
    await click(page, "#a .add");
    await press(page, "More");
    await complete(page);
    expect(await counts(page)).to.deep.equal(["c 0", "a 1", "b 10"]);
    await click(page, "#c .add");
    await press(page, "Turn");
    expect(await counts(page)).to.deep.equal(["b 10", "a 1", "c 1"]);
    await click(page, "#c .add");
    expect(live.stats().sessions).to.equal(4);
    await press(page, "Drop");
    await eventually(() => live.stats().sessions === 3);
    expect(await counts(page)).to.deep.equal(["a 1", "c 2"]);
    // One that stood there before begins anew.
    await press(page, "Fragile");
    await complete(page);
    expect(await counts(page)).to.deep.equal(["a 1", "c 2", "fragile -", "inside 70"]);
    await click(page, "#inside .add");
    expect(live.stats().sessions).to.equal(5);
    await press(page, "Fragile");
    await eventually(() => live.stats().sessions === 3);
    expect(problems).to.deep.equal([]);
  });

  it("are asked for again when they could not be mounted, and not for ever", async () => {
    const { app, live, mood } = createSite();
    await using site = await serve(app, live);
    await using opened = await openPage(site.url);
    const { page } = opened;
    await settled(page);
    mood.failures = 1;
    await press(page, "Fragile");
    await page.waitForSelector("#fragile em");
    await complete(page);
    expect(await counts(page)).to.include("inside 70");
    await press(page, "Fragile");
    mood.failures = 100;
    await press(page, "Fragile");
    await eventually(() => mood.failures === 97);
    await press(page, "Again");
    expect(await page.textContent("#fragile em")).to.equal("not yet");
    expect(mood.errors).to.deep.equal(["not yet", "not yet", "not yet", "not yet"]);
  });

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
