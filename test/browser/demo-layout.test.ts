// What the pages of the demos share: the way to them, by mouse and by keyboard, on a screen and on a phone.
import { expect } from "chai";
import { demos as demoList } from "../../views/demos.js";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";

let demos: DemoServer;
const headings: Readonly<Record<string, string>> = { "/shop": "Pots for every day" };

async function open(path: string): Promise<OpenPage> {
  const opened = await openPage(demos.url + path);
  await settled(opened.page);
  return opened;
}

describe("the pages of the demos", function () {
  this.timeout(30_000);

  before(async () => {
    demos = await startDemos({ LOOKUP_MS: "20" });
  });

  after(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("are reached from the first page by the keyboard alone, and say where their source is", async () => {
    await using opened = await open("/");
    const { page } = opened;
    for (const { href, name, source } of demoList) {
      await page.getByRole("button", { name: /^Clicked/ }).focus();
      for (;;) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => document.activeElement?.getAttribute("href"));
        if (focused === href) break;
        expect(focused, `before ${name}`).to.be.a("string");
      }
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: headings[href] ?? name, level: 1 }).waitFor();
      expect(await page.locator("footer code").textContent()).to.equal(source);
      await page.goBack();
      await settled(page);
    }
    expect(opened.problems).to.deep.equal([]);
  });

  it("have their list in a popover where there is no room for it, by mouse and by keyboard", async () => {
    await using opened = await open("/counter");
    const { page } = opened;
    const list = page.getByRole("navigation", { name: "Demos" });
    const opener = page.getByRole("button", { name: "Demos" });
    expect(await list.isVisible()).to.equal(true);
    expect(await opener.isVisible()).to.equal(false);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await list.isVisible()).to.equal(false);
    await opener.click();
    await list.waitFor();
    await page.mouse.click(200, 800);
    await list.waitFor({ state: "hidden" });
    await opener.focus();
    await page.keyboard.press("Enter");
    await list.waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await list.waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Clock", level: 1 }).waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("sort, filter and pause a thousand prices by the keyboard alone", async () => {
    await using opened = await open("/prices");
    const { page } = opened;
    const { keyboard } = page;
    await page.getByLabel("Filter by symbol").focus();
    await keyboard.type("AB");
    await page.getByText("1000 of 1000").waitFor({ state: "hidden" });
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await page.locator(":focus", { hasText: "Resume" }).waitFor();
    // The table scrolls by the arrow keys, so it is a stop of its own before its headings.
    await keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).to.equal(
      "region",
    );
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await page.locator('th[aria-sort="descending"]', { hasText: "Symbol" }).waitFor();
    const symbols = await page.locator("tbody th").allTextContents();
    expect(symbols.length).to.be.greaterThan(1);
    expect(symbols).to.deep.equal([...symbols].sort().reverse());
    expect(opened.problems).to.deep.equal([]);
  });
});
