// Views inside views in a browser: over one socket, apart from each other, later and gone.
import { expect } from "chai";
import { openPage, settled } from "../support/browser.js";
import { click, complete, counts, press } from "../support/nested-page.js";
import { createSite } from "../support/nested-site.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

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
    const asked = page.waitForRequest((request) => "live-embed" in request.headers());
    await press(page, "More");
    await complete(page);
    expect((await asked).headers()["live-layout"]).to.match(/^[\w-]{8}$/);
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
    await using opened = await openPage();
    const { page } = opened;
    await page.clock.install();
    await page.goto(site.url);
    await settled(page);
    mood.failures = 1;
    await press(page, "Fragile");
    await page.waitForSelector("#fragile em");
    await page.clock.fastForward(5000);
    await page.waitForSelector("#inside");
    await complete(page);
    expect(await counts(page)).to.include("inside 70");
    await press(page, "Fragile");
    mood.failures = 100;
    await press(page, "Fragile");
    for (const left of [99, 98, 97]) {
      await page.locator("#fragile em", { hasText: `not yet ${left}` }).waitFor();
      await page.clock.fastForward(5000);
    }
    await press(page, "Again");
    expect(await page.textContent("#fragile em")).to.equal("not yet 97");
    expect(mood.errors).to.deep.equal(["not yet", "not yet", "not yet", "not yet"]);
  });
});
