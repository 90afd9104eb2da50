// The signup demo by mouse and by keyboard, as `npm start` serves it.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";

let demos: DemoServer;

async function open(): Promise<OpenPage> {
  const opened = await openPage(`${demos.url}/signup`);
  await settled(opened.page);
  return opened;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const guests = (page: Page) =>
  page
    .locator(".guest input")
    .evaluateAll((all) => all.map((el) => (el as HTMLInputElement).value));
const problems = async (page: Page) =>
  (await page.locator(".problem").allTextContents()).filter((text) => text !== "");
const focusedLabel = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const label = (activeElement as HTMLInputElement).labels?.[0];
    return (
      activeElement?.getAttribute("aria-label") ?? (label ?? activeElement)?.textContent?.trim()
    );
  });

describe("the signup demo", function () {
  this.timeout(30_000);

  before(async () => {
    demos = await startDemos();
  });

  after(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("shows an error when its field was left, and takes it back as soon as it is right", async () => {
    await using opened = await open();
    const { page } = opened;
    const email = page.getByLabel("Email");
    await email.pressSequentially("ada@example.org");
    await page.getByText("Somebody has signed up with this address.").waitFor();
    expect(await email.getAttribute("aria-invalid")).to.equal("true");
    const described = await email.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described}"]`).textContent()).to.contain("Somebody");
    expect(await problems(page)).to.have.length(1);
    await email.press("Home");
    await email.pressSequentially("x");
    await page.waitForFunction(() => !document.querySelector("[aria-invalid]"));
    expect(await email.inputValue()).to.equal("xada@example.org");
    await page.getByLabel("Password").pressSequentially("Ab1");
    await page.getByText("Use at least 8 characters.").waitFor();
    await page.getByText("A fair password").waitFor();
    await page.getByLabel("Password").pressSequentially("-long enough");
    await page.getByText("A strong password").waitFor();
    await settled(page);
    expect(await page.locator("[type=password]").getAttribute("value")).to.equal(null);
    expect(await problems(page)).to.deep.equal([]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("signs up by mouse, with guests that are added, moved and removed", async () => {
    await using opened = await open();
    const { page } = opened;
    await button(page, "Sign up").click();
    await page.getByText("3 entries need another look.").waitFor();
    await page.getByLabel("Email").fill("mary@example.org");
    await page.getByLabel("Password").fill("very long secret");
    await page.getByLabel("Team").click();
    for (const name of ["Ann", "Bo", "Cy"]) {
      await button(page, "Add a guest").click();
      const field = page.locator(".guest:last-child input");
      await field.and(page.locator(":focus")).waitFor();
      await field.pressSequentially(name);
    }
    await settled(page);
    expect(await guests(page)).to.deep.equal(["Ann", "Bo", "Cy"]);
    await button(page, "Move guest 3 up").click();
    await settled(page);
    expect(await guests(page)).to.deep.equal(["Ann", "Cy", "Bo"]);
    await button(page, "Remove guest 1").click();
    await settled(page);
    expect(await guests(page)).to.deep.equal(["Cy", "Bo"]);
    await page.getByLabel("I have read").check();
    await page.waitForFunction(() => !document.querySelector("[aria-invalid]"));
    await button(page, "Sign up").click();
    await page.getByRole("heading", { name: "Welcome, mary@example.org" }).waitFor();
    expect(await page.getByRole("status").first().textContent()).to.contain(
      "The team plan is yours, and so it is for Cy, Bo.",
    );
    await page.getByRole("link", { name: "Sign up somebody else" }).click();
    await page.getByLabel("Email").waitFor();
    expect(await page.getByLabel("Email").inputValue()).to.equal("");
    expect(await page.getByLabel("Password").inputValue()).to.equal("");
    expect(await guests(page)).to.deep.equal([]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("signs up by keyboard alone", async () => {
    await using opened = await open();
    const { page } = opened;
    const { keyboard } = page;
    await page.getByLabel("Email").focus();
    await keyboard.type("kay@example.org");
    await keyboard.press("Tab");
    await keyboard.type("correct horse");
    await keyboard.press("Tab");
    await keyboard.press("ArrowDown");
    await keyboard.press("Tab");
    expect(await focusedLabel(page)).to.equal("Add a guest");
    await keyboard.press("Enter");
    await page.locator(".guest input:focus").waitFor();
    await keyboard.type("Di");
    for (const name of ["Move guest 1 up", "Move guest 1 down", "Remove guest 1", "Add a guest"]) {
      await keyboard.press("Tab");
      expect(await focusedLabel(page)).to.equal(name);
    }
    await keyboard.press("Enter");
    await page.locator(".guest:nth-child(2) input:focus").waitFor();
    await keyboard.type("Ed");
    await keyboard.press("Tab");
    expect(await focusedLabel(page)).to.equal("Move guest 2 up");
    await keyboard.press("Enter");
    await page.locator("[aria-label='Move guest 1 up']:focus").waitFor();
    await settled(page);
    expect(await guests(page)).to.deep.equal(["Ed", "Di"]);
    for (let count = 0; count < 7; count++) await keyboard.press("Tab");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    expect(await focusedLabel(page)).to.equal("I have read what nobody reads");
    // Enter in a field is the form's own submit, not the button of a row.
    await page.locator(".guest input").first().focus();
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Welcome, kay@example.org" }).waitFor();
    await page.locator(":focus", { hasText: "Sign up somebody else" }).waitFor();
    await page.getByText("The team plan is yours, and so it is for Ed, Di.").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });
});
