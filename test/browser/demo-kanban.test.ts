// The kanban demo in a browser: by mouse, by keyboard, and by two people at once.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";
import { textBecomes } from "../support/live-app.js";

let demos: DemoServer;

async function open(): Promise<OpenPage> {
  const opened = await openPage(`${demos.url}/kanban`);
  await settled(opened.page);
  return opened;
}

const column = (page: Page, name: string) =>
  page.getByRole("region", { name: new RegExp(`^${name}`) });
const titles = (page: Page, name: string) => column(page, name).locator(".card-note p");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function titlesBecome(page: Page, name: string, wanted: readonly string[]): Promise<void> {
  await page.waitForFunction(
    ([heading, texts]) => {
      const section = [...document.querySelectorAll(".column")].find((each) =>
        each.querySelector("h2")?.textContent?.startsWith(heading),
      );
      const found = [...(section?.querySelectorAll(".card-note p") ?? [])];
      return JSON.stringify(found.map((each) => each.textContent)) === texts;
    },
    [name, JSON.stringify(wanted)] as const,
  );
}

const focusedLabel = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

describe("the kanban demo", function () {
  this.timeout(20_000);

  beforeEach(async () => {
    demos = await startDemos();
  });

  afterEach(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("moves a card by its buttons, and the keyboard stays with it", async () => {
    await using opened = await open();
    const { page } = opened;
    await button(page, "Move “Turn the compost” to Done").focus();
    await page.keyboard.press("Enter");
    await titlesBecome(page, "Done", ["Sharpen the secateurs", "Turn the compost"]);
    await textBecomes(page, "[role=status]", "“Turn the compost” is now in Done.");
    expect(await focusedLabel(page)).to.equal("Move “Turn the compost” to Doing");
    await page.keyboard.press("Tab");
    expect(await focusedLabel(page)).to.equal("Move “Turn the compost” up");
    await page.keyboard.press("Enter");
    await titlesBecome(page, "Done", ["Turn the compost", "Sharpen the secateurs"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("moves a card by dragging it to a column, or before another card", async () => {
    await using opened = await open();
    const { page } = opened;
    const card = (text: string) => page.locator(".card-note", { hasText: text });
    await card("Mend the cold frame").dragTo(column(page, "Done"), {
      sourcePosition: { x: 20, y: 15 },
      targetPosition: { x: 40, y: 300 },
    });
    await titlesBecome(page, "Done", ["Sharpen the secateurs", "Mend the cold frame"]);
    await card("Order seed potatoes").dragTo(card("Prune the apple trees"), {
      sourcePosition: { x: 20, y: 15 },
    });
    await titlesBecome(page, "Doing", [
      "Turn the compost",
      "Order seed potatoes",
      "Prune the apple trees",
    ]);
    await page.waitForFunction(() => document.querySelector(".dragged, .dragging") === null);
    expect(await titles(page, "To do").allTextContents()).to.deep.equal([
      "Ask the neighbours about the hedge",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("keeps a draft while somebody else moves its card, and tells everyone what was saved", async () => {
    await using mine = await open();
    await using theirs = await open();
    await button(mine.page, "Edit “Turn the compost”").click();
    const field = mine.page.getByLabel("Title of “Turn the compost”");
    await field.fill("Turn the compost twice");
    await mine.page.waitForFunction(
      () =>
        document.querySelector(".editing input")?.getAttribute("value") ===
        "Turn the compost twice",
    );
    await button(theirs.page, "Move “Turn the compost” to To do").click();
    await column(mine.page, "To do").locator(".editing input").waitFor();
    expect(await field.inputValue()).to.equal("Turn the compost twice");
    expect(await focusedLabel(mine.page)).to.equal("Title of “Turn the compost”");
    await mine.page.keyboard.press("Enter");
    await titlesBecome(theirs.page, "To do", [
      "Order seed potatoes",
      "Mend the cold frame",
      "Ask the neighbours about the hedge",
      "Turn the compost twice",
    ]);
    await mine.page.waitForFunction(
      () => document.activeElement?.getAttribute("aria-label") === "Edit “Turn the compost twice”",
    );
    expect([...mine.problems, ...theirs.problems]).to.deep.equal([]);
  });

  it("adds, cancels and deletes by keyboard", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.getByLabel("A new card").fill("Sow the peas");
    await page.keyboard.press("Enter");
    await button(page, "Edit “Sow the peas”").focus();
    expect(await page.getByLabel("A new card").inputValue()).to.equal("");
    await page.keyboard.press("Enter");
    await page.getByLabel("Title of “Sow the peas”").fill("Sow nothing");
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      () => document.activeElement?.getAttribute("aria-label") === "Edit “Sow the peas”",
    );
    await page.keyboard.press("Enter");
    await button(page, "Delete").click();
    await titlesBecome(page, "To do", [
      "Order seed potatoes",
      "Mend the cold frame",
      "Ask the neighbours about the hedge",
    ]);
    expect(opened.problems).to.deep.equal([]);
  });
});
