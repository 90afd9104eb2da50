// The search demo by keyboard and by mouse: letters outrun their lookups, and only the last one is shown.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";
import { textBecomes } from "../support/live-app.js";

let demos: DemoServer;

async function open(): Promise<OpenPage> {
  const opened = await openPage(`${demos.url}/search`);
  await settled(opened.page);
  return opened;
}

const names = (page: Page) => page.locator(".place-name").allTextContents();
const input = (page: Page) => page.getByRole("combobox", { name: "Place" });
/** The text of the option that the input points at. */
const activeOption = (page: Page) =>
  page.evaluate(() => {
    const id = document.querySelector("#query")?.getAttribute("aria-activedescendant");
    return id
      ? (document.getElementById(id)?.querySelector(".place-name")?.textContent ?? "")
      : null;
  });

describe("the search demo", () => {
  before(async function () {
    this.timeout(20_000);
    // Long enough for a busy machine to type a letter meanwhile.
    demos = await startDemos({ LOOKUP_MS: "500" });
  });

  after(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("finds, moves, takes and closes by the keyboard alone", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.keyboard.press("Tab");
    await input(page).focus();
    await page.keyboard.type("oakf");
    await textBecomes(page, "[role=search] [role=status]", "2 places");
    expect(await names(page)).to.have.members(["Oakfield", "Oakford"]);
    expect(await input(page).getAttribute("aria-expanded")).to.equal("true");
    const [first, second] = await names(page);
    expect(await activeOption(page)).to.equal(first);
    await page.keyboard.press("ArrowDown");
    await settled(page);
    expect(await activeOption(page)).to.equal(second);
    await page.keyboard.press("ArrowDown");
    await settled(page);
    expect(await activeOption(page)).to.equal(first);
    await page.keyboard.press("ArrowUp");
    await settled(page);
    await page.keyboard.press("Escape");
    await settled(page);
    expect(await input(page).getAttribute("aria-expanded")).to.equal("false");
    expect(await activeOption(page)).to.equal(null);
    await page.keyboard.press("ArrowDown");
    await settled(page);
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator(".chosen dd").first().textContent()).to.equal(second);
    expect(await input(page).inputValue()).to.equal(second);
    expect(await input(page).evaluate((el) => el === document.activeElement)).to.equal(true);
    expect(opened.problems).to.deep.equal([]);
  });

  it("takes a place by the mouse, and closes on a click elsewhere", async () => {
    await using opened = await open();
    const { page } = opened;
    await input(page).fill("wick");
    await page.getByRole("option").nth(2).waitFor();
    await page.getByRole("heading", { name: "Search" }).click();
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    await input(page).fill("wickx");
    await textBecomes(page, "[role=search] [role=status]", "Nothing is called “wickx”.");
    await input(page).fill("ravenw");
    const option = page.getByRole("option", { name: "Ravenwick" });
    expect(await option.locator("mark").textContent()).to.equal("Ravenw");
    await option.click();
    await settled(page);
    expect(await page.locator(".chosen dd").first().textContent()).to.equal("Ravenwick");
    expect(opened.problems).to.deep.equal([]);
  });

  it("ends a lookup that another letter has overtaken, and says meanwhile that it looks", async () => {
    await using opened = await open();
    const { page } = opened;
    await input(page).focus();
    for (const [i, letter] of [..."will"].entries()) {
      await page.keyboard.press(letter);
      await page.waitForSelector(".search[live-loading~=input][aria-busy=true]");
      await page.locator(".search-count", { hasText: new RegExp(`^${i + 1} lookup`) }).waitFor();
    }
    await settled(page);
    expect(await input(page).inputValue()).to.equal("will");
    const count = await page.locator(".search-count").textContent();
    const [, begun, finished] = /^(\d+) lookups? begun, (\d+) finished/.exec(count ?? "") ?? [];
    expect(Number(finished)).to.be.lessThan(Number(begun));
    expect((await names(page)).every((name) => name.startsWith("Will"))).to.equal(true);
    expect(await page.locator("[live-loading]").count()).to.equal(0);
  });
});
