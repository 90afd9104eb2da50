// The chart demo: a library in a hook, points from the server, a selection back to it, by mouse and by keyboard.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";

let demos: DemoServer;

async function open(): Promise<OpenPage> {
  const opened = await openPage(`${demos.url}/chart`);
  await settled(opened.page);
  await opened.page.locator(".u-over").waitFor();
  return opened;
}

function note(page: Page) {
  return page.locator(".chart-foot .note");
}

/** The canvas as a picture: another one is another drawing. */
function drawing(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector("canvas")?.toDataURL() ?? "");
}

describe("the chart demo", () => {
  before(async function () {
    this.timeout(20_000);
    demos = await startDemos();
  });

  after(() => demos.stop());

  it("draws what the server pushes, each second anew, under a strict policy", async () => {
    await using opened = await open();
    const { page } = opened;
    const before = await drawing(page);
    await page.waitForFunction(
      (old) => document.querySelector("canvas")?.toDataURL() !== old,
      before,
    );
    expect(opened.problems).to.deep.equal([]);
  });

  it("shows what was selected with the mouse in numbers, and all again", async () => {
    await using opened = await open();
    const { page } = opened;
    expect(await note(page).textContent()).to.include("Drag over the chart");
    const box = await page.locator(".u-over").boundingBox();
    if (!box) throw new Error("the chart has no size");
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, box.y + 40, { steps: 3 });
    await page.mouse.up();
    await note(page).getByText("as selected").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await note(page).getByText("Drag over the chart").waitFor();
    expect(await page.locator(".u-select").evaluate((el) => el.clientWidth)).to.equal(0);
    expect(opened.problems).to.deep.equal([]);
  });

  it("shows more or less time, by keyboard", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("Last 120 seconds").waitFor();
    expect(await page.locator(".chart-plot").getAttribute("live-hook")).to.equal(
      '["Chart",{"span":120}]',
    );
    await page.keyboard.press("Home");
    await page.getByText("Last 30 seconds").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("follows the width of the page, and its colours", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForFunction(() => {
      const [plot, box] = [".u-wrap", ".chart-plot"].map((each) => document.querySelector(each));
      return plot?.clientWidth === box?.clientWidth && (box?.clientWidth ?? 999) < 360;
    });
    const light = await page.evaluate(() => document.querySelectorAll("canvas").length);
    expect(light).to.equal(1);
    const before = await page.locator("canvas").elementHandle();
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction((canvas) => canvas?.isConnected === false, before);
    expect(await page.evaluate(() => document.querySelectorAll("canvas").length)).to.equal(1);
    expect(opened.problems).to.deep.equal([]);
  });
});
