// The demos of commands in a browser, by mouse and by keyboard.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";
import { textBecomes } from "../support/live-app.js";

let demos: DemoServer;

async function open(path: string): Promise<OpenPage> {
  const opened = await openPage(demos.url + path);
  await settled(opened.page);
  return opened;
}

function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true });
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
/** A patch has come since the page was last touched. */
async function nextPatch(page: Page): Promise<void> {
  const before = await page.textContent("#patches");
  await page.waitForFunction(
    (text) => document.querySelector("#patches")?.textContent !== text,
    before,
  );
}

describe("the demos of commands", function () {
  this.timeout(20_000);

  before(async function () {
    this.timeout(20_000);
    demos = await startDemos();
  });

  after(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("open a dialog over patches, close it in four ways, and give the focus back", async () => {
    await using opened = await open("/dialogs");
    const { page } = opened;
    const dialog = page.getByRole("dialog", { name: "Archive this project?" });
    const opener = button(page, "Archive the project …");
    const closings: readonly (() => Promise<void>)[] = [
      () => button(page, "Cancel").click(),
      () => page.keyboard.press("Escape"),
      () => page.mouse.click(5, 5),
      () => button(page, "Archive").click(),
    ];
    for (const close of closings) {
      await opener.focus();
      await page.keyboard.press("Enter");
      await dialog.waitFor();
      await nextPatch(page);
      expect(await dialog.isVisible()).to.equal(true);
      await close();
      await dialog.waitFor({ state: "hidden" });
      expect(await focused(page)).to.equal("Archive the project …");
    }
    await page.getByText("Archived so far: 1").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("open a menu, choose from it by keyboard, and close it with Escape or a click elsewhere", async () => {
    await using opened = await open("/dialogs");
    const { page } = opened;
    const opener = button(page, "Order by");
    const menu = page.locator("#menu");
    await opener.click();
    await menu.waitFor();
    expect(await opener.getAttribute("aria-expanded")).to.equal("true");
    expect(await focused(page)).to.equal("Newest first");
    await nextPatch(page);
    expect(await menu.isVisible()).to.equal(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await textBecomes(page, "#order", "Oldest first");
    await menu.waitFor({ state: "hidden" });
    expect(await focused(page)).to.equal("Order by");
    await page.keyboard.press("Enter");
    await menu.waitFor();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    expect(await focused(page)).to.equal("Order by");
    expect(await opener.getAttribute("aria-expanded")).to.equal("false");
    await opener.click();
    await menu.waitFor();
    await page.getByRole("heading", { name: "Dialogs" }).click();
    await menu.waitFor({ state: "hidden" });
    expect(opened.problems).to.deep.equal([]);
  });

  it("change tabs by mouse and by the arrow keys", async () => {
    await using opened = await open("/dialogs");
    const { page } = opened;
    const tab = (name: string) => page.getByRole("tab", { name });
    await tab("Keep").click();
    await page.getByRole("tabpanel", { name: "Keep" }).waitFor();
    expect(await page.getByRole("tabpanel").count()).to.equal(1);
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tabpanel", { name: "Ask" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tabpanel", { name: "Show" }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await nextPatch(page);
    expect(await focused(page)).to.equal("Ask");
    expect(await page.getByRole("tab", { selected: true }).allTextContents()).to.deep.equal([
      "Ask",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("open and close an accordion, all at once or one by one", async () => {
    await using opened = await open("/dialogs");
    const { page } = opened;
    const openCount = () => page.locator("details[open]").count();
    await button(page, "Open all").click();
    await page.locator("details[open]").nth(2).waitFor();
    await page.getByText("Is this client code?").click();
    await nextPatch(page);
    expect(await openCount()).to.equal(2);
    await button(page, "Close all").click();
    await page.waitForFunction(() => !document.querySelector("details[open]"));
    await page.getByText("Is this client code?").focus();
    await page.keyboard.press("Enter");
    await nextPatch(page);
    expect(await openCount()).to.equal(1);
    expect(opened.problems).to.deep.equal([]);
  });

  it("like at once, and take it back when the server says no", async () => {
    await using opened = await open("/like");
    const { page } = opened;
    const like = (title: string) => page.getByRole("article", { name: title }).getByRole("button");
    const said = (title: string) => page.getByRole("article", { name: title }).locator(".truth");
    await button(page, "3000 ms").click();
    await page.locator(".segment[aria-pressed=true]", { hasText: "3000" }).waitFor();
    await like("Kettle").click();
    await like("Closed").focus();
    await page.keyboard.press("Enter");
    await textBecomes(page, "article[aria-label=Closed] .likes", "8");
    await textBecomes(page, "article[aria-label=Kettle] .likes", "13");
    expect(await like("Kettle").getAttribute("aria-pressed")).to.equal("true");
    expect(await said("Kettle").textContent()).to.equal("The server says 12");
    await textBecomes(page, "article[aria-label=Closed] .likes", "7");
    expect(await said("Closed").textContent()).to.equal("The server says 7, and no to your like");
    expect(await like("Closed").getAttribute("aria-pressed")).to.equal("false");
    expect(await said("Kettle").textContent()).to.equal("The server says 13");
    expect(await like("Kettle").getAttribute("aria-pressed")).to.equal("true");
    expect(opened.problems).to.deep.equal([]);
  });
});
