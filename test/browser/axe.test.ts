// Every demo in its important states, in light and in dark, against the rules of axe-core and the widths of windows.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { demos as demoList } from "../../views/demos.js";
import { runAxe } from "../support/axe.js";
import { openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";
import { demoStates } from "../support/demo-states.js";
import { FaultProxy } from "../support/fault-proxy.js";
import { stickingOut } from "../support/sticking-out.js";

let demos: DemoServer;

/** Structure is the same in both schemes, so all rules are for the first and those of colours for both. */
async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await runAxe(page);
  expect(light.violations.join("\n")).to.equal("");
  expect(light.passed).to.include("color-contrast").and.have.length.greaterThan(15);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await runAxe(page, "colors");
  expect(dark.violations.join("\n")).to.equal("");
  expect(dark.passed).to.include("color-contrast");
}

async function expectNothingSticksOut(page: Page): Promise<void> {
  for (const width of [768, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await stickingOut(page), `${width} px`).to.deep.equal([]);
  }
}

describe("axe finds nothing against, and windows of all widths are wide enough for", function () {
  this.timeout(30_000);

  before(async () => {
    demos = await startDemos({ LOOKUP_MS: "20" });
  });

  after(() => demos.stop());

  for (const { path, name, reach } of demoStates) {
    it(`${path} ${name}`, async () => {
      await using opened = await openPage(demos.url + path);
      const { page } = opened;
      await settled(page);
      await reach(page);
      await expectAccessible(page);
      await expectNothingSticksOut(page);
    });
  }

  it("a page that has lost its connection", async () => {
    await using proxy = await FaultProxy.start(Number(new URL(demos.url).port));
    await using opened = await openPage(`${proxy.url}/counter`);
    const { page } = opened;
    await settled(page);
    await page.locator("live-banner").waitFor({ state: "attached" });
    proxy.hold("up");
    proxy.cut();
    await page.getByText("Reconnecting …").waitFor();
    await expectAccessible(page);
  });

  it("the list of demos, opened on a phone", async () => {
    await using opened = await openPage(`${demos.url}/counter`);
    const { page } = opened;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Demos" }).click();
    await page.getByRole("link", { name: "Kanban" }).waitFor();
    await expectAccessible(page);
  });

  it("has seen every demo", () => {
    const seen = new Set(demoStates.map(({ path }) => path));
    expect(demoList.map(({ href }) => href).filter((href) => !seen.has(href))).to.deep.equal([]);
  });
});

describe("axe finds", () => {
  it("what is wrong with a page, so that its silence says something", async () => {
    await using opened = await openPage();
    const { page } = opened;
    await page.setContent('<img src="x.png"><p style="color:#aaa;background:#fff">Pale</p>');
    const { violations } = await runAxe(page);
    const rules = violations.map((text) => text.split(" ")[0]);
    expect(rules).to.include.members(["color-contrast", "document-title", "image-alt"]);
  });
});
