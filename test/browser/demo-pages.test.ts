// The demos in a browser, each by mouse and by keyboard, as `npm start` serves them.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { demos as demoList } from "../../views/demos.js";
import { launchBrowser, type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";
import { FaultProxy } from "../support/fault-proxy.js";
import { textBecomes } from "../support/live-app.js";

let demos: DemoServer;
const headings: Readonly<Record<string, string>> = { "/shop": "Pots for every day" };

async function open(path: string): Promise<OpenPage> {
  const opened = await openPage(demos.url + path);
  await settled(opened.page);
  return opened;
}

function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true });
}

function todoTitles(page: Page): Promise<string[]> {
  return page.locator(".todo-title").allTextContents();
}

describe("the demos", () => {
  before(async function () {
    this.timeout(20_000);
    demos = await startDemos();
  });

  after(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("lead from the first page to each demo, and back", async () => {
    await using opened = await open("/");
    const { page } = opened;
    await page.getByRole("button", { name: "Clicked 0×" }).click();
    await page.getByRole("button", { name: "Clicked 1×" }).waitFor();
    expect(await page.locator(".card a").count()).to.equal(demoList.length);
    for (const { href, name } of demoList) {
      await page.locator(".card a", { hasText: name }).click();
      // "Shared" leads to "Shared counter", and a shop has a heading of its own.
      await page.getByRole("heading", { name: headings[href] ?? name, level: 1 }).waitFor();
      await page.getByRole("link", { name: "Slotwire" }).click();
      await page.getByRole("heading", { name: "First steps" }).waitFor();
    }
    expect(opened.problems).to.deep.equal([]);
  });

  it("let the keyboard skip the navigation", async () => {
    await using opened = await open("/counter");
    const { page } = opened;
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal(
      "Skip to the demo",
    );
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("main");
  });

  it("count up, down and back to zero, by mouse and by keyboard", async () => {
    await using opened = await open("/counter");
    const { page } = opened;
    expect(await page.locator(".readout").textContent()).to.equal("Current value: 0");
    expect(await button(page, "Reset").isDisabled()).to.equal(true);
    await button(page, "Increment").click();
    await button(page, "Increment").click();
    await textBecomes(page, ".readout", "Current value: 2");
    expect(await page.title()).to.equal("Counter: 2");
    await button(page, "Decrement").focus();
    await page.keyboard.press("Enter");
    await textBecomes(page, ".readout", "Current value: 1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await textBecomes(page, ".readout", "Current value: 2");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await textBecomes(page, ".readout", "Current value: 0");
    expect(opened.problems).to.deep.equal([]);
  });

  it("say that they are not connected, until they are again", async () => {
    await using proxy = await FaultProxy.start(Number(new URL(demos.url).port));
    await using opened = await openPage(`${proxy.url}/counter`);
    const { page } = opened;
    await settled(page);
    await page.locator("live-banner").waitFor({ state: "attached" });
    const notice = page.getByText("Reconnecting …");
    expect(await notice.isVisible()).to.equal(false);
    proxy.hold("up");
    proxy.cut();
    await notice.waitFor();
    proxy.release("up");
    await notice.waitFor({ state: "hidden" });
    await button(page, "Increment").click();
    await textBecomes(page, ".readout", "Current value: 1");
  });

  it("read as pages where scripts are off, and say so", async () => {
    const browser = await launchBrowser();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${demos.url}/todos`);
    expect(await todoTitles(page)).to.deep.equal([
      "Open this page in the browser",
      "Add a todo of your own",
      "Edit one in place",
    ]);
    expect(await page.locator(".scripts-off").isVisible()).to.equal(true);
    await context.close();
  });

  it("show the server's time, pushed by the server", async () => {
    await using opened = await open("/clock");
    const { page } = opened;
    const hand = page.locator(".hand.seconds");
    const [time, angle] = [
      await page.locator("time").textContent(),
      await hand.getAttribute("transform"),
    ];
    expect(time).to.match(/^\d\d:\d\d:\d\d$/);
    await page.waitForFunction((old) => document.querySelector("time")?.textContent !== old, time);
    expect(await hand.getAttribute("transform")).to.not.equal(angle);
    expect(opened.problems).to.deep.equal([]);
  });

  it("keep todos: add, edit, toggle, filter, clear, by mouse", async () => {
    await using opened = await open("/todos");
    const { page } = opened;
    const field = page.getByLabel("What is to do?");
    await field.fill("Buy <b>milk</b> & bread");
    await button(page, "Add").click();
    await page.getByText("3 items left").waitFor();
    expect((await todoTitles(page)).at(-1)).to.equal("Buy <b>milk</b> & bread");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>(".todo-add input")?.value === "",
    );
    await button(page, "Edit Buy <b>milk</b> & bread").click();
    await page.getByLabel("New title").fill("Buy bread");
    await button(page, "Save").click();
    await page.getByRole("checkbox", { name: "Buy bread" }).click();
    await page.getByText("2 items left").waitFor();
    await button(page, "Done").click();
    await settled(page);
    expect(await todoTitles(page)).to.deep.equal(["Open this page in the browser", "Buy bread"]);
    await button(page, "Clear done").click();
    await page.getByText("Nothing is done yet.").waitFor();
    await button(page, "All").click();
    await button(page, "Remove Edit one in place").click();
    await page.getByText("1 item left").waitFor();
    expect(await todoTitles(page)).to.deep.equal(["Add a todo of your own"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("keep todos by keyboard alone", async () => {
    await using opened = await open("/todos");
    const { page } = opened;
    await page.getByLabel("What is to do?").focus();
    await page.keyboard.type("first");
    await page.keyboard.press("Enter");
    await page.keyboard.type("second");
    await page.keyboard.press("Enter");
    await page.getByText("4 items left").waitFor();
    expect((await todoTitles(page)).slice(-2)).to.deep.equal(["first", "second"]);
    await button(page, "Edit second").focus();
    await page.keyboard.press("Enter");
    const editor = page.getByLabel("New title");
    await editor.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.type(" never saved");
    await page.keyboard.press("Escape");
    // Focus comes back to where the editing began, and goes to the field a second time too.
    await page.locator(":focus", { hasText: "Edit" }).waitFor();
    expect((await todoTitles(page)).at(-1)).to.equal("second");
    await page.keyboard.press("Enter");
    await editor.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("End");
    await page.keyboard.type(" thoughts");
    await page.keyboard.press("Enter");
    await page.locator(":focus", { hasText: "Edit" }).waitFor();
    expect((await todoTitles(page)).at(-1)).to.equal("second thoughts");
    expect(opened.problems).to.deep.equal([]);
  });

  it("tick a thousand prices, pause, sort and filter", async () => {
    await using opened = await open("/prices");
    const { page } = opened;
    const rows = page.locator("tbody tr");
    expect(await rows.count()).to.equal(1000);
    await page.locator("tbody td.up, tbody td.down").first().waitFor({ state: "attached" });
    await button(page, "Pause").click();
    await button(page, "Resume").waitFor();
    await settled(page);
    const before = await page.locator("tbody").textContent();
    const symbols = await page.locator("tbody th").allTextContents();
    expect(symbols).to.deep.equal([...symbols].sort());
    await button(page, "Price").click();
    await page.locator('th[aria-sort="ascending"]', { hasText: "Price" }).waitFor();
    const prices = (await page.locator("tbody td:nth-child(2)").allTextContents()).map((text) =>
      Number(/[\d.]+/.exec(text)?.[0]),
    );
    expect(prices).to.deep.equal([...prices].sort((a, b) => a - b));
    await button(page, "Symbol").click();
    await page.locator('th[aria-sort="ascending"]', { hasText: "Symbol" }).waitFor();
    expect(await page.locator("tbody").textContent()).to.equal(before);
    await page.getByLabel("Filter by symbol").focus();
    await page.keyboard.type(String(symbols[500]));
    await page.getByText("1 of 1000").waitFor();
    expect(await page.locator("tbody th").allTextContents()).to.deep.equal([symbols[500]]);
    await page.getByLabel("Filter by symbol").fill("nothing");
    await page.getByText("No symbol contains “NOTHING”.").waitFor();
    expect(await rows.count()).to.equal(0);
    expect(opened.problems).to.deep.equal([]);
  });

  it("share one counter between two visitors", async () => {
    await using one = await open("/shared");
    await using two = await open("/shared");
    await one.page.getByText("2 tabs are here").waitFor();
    const value = Number(await one.page.locator("output").textContent());
    await button(two.page, "Plus one").click();
    await button(two.page, "Plus one").click();
    await textBecomes(one.page, "output", String(value + 2));
    await textBecomes(two.page, "output", String(value + 2));
    await button(one.page, "Minus one").press("Enter");
    await textBecomes(two.page, "output", String(value + 1));
    await two.page.close({ runBeforeUnload: true });
    await one.page.getByText("1 tab is here").waitFor();
    expect([...one.problems, ...two.problems]).to.deep.equal([]);
  });
});
