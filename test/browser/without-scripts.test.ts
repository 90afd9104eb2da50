// The demos with forms in a browser that runs no scripts: they work, and look as they do with scripts.
import { expect } from "chai";
import type { BrowserContext, Page } from "playwright-core";
import { groups } from "../../views/demos.js";
import { launchBrowser } from "../support/browser.js";
import { type DemoServer, startDemos } from "../support/demo-server.js";
import { hiddenField, post } from "../support/form-visitor.js";
import { Visitor } from "../support/visitor.js";

let demos: DemoServer;

/** A page whose scripts never run. */
async function open(path: string): Promise<{ page: Page } & AsyncDisposable> {
  const browser = await launchBrowser();
  const context: BrowserContext = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(demos.url + path);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true });
}

function todoTitles(page: Page): Promise<string[]> {
  return page.locator(".todo-title").allTextContents();
}

const seeds = ["Open this page in the browser", "Add a todo of your own", "Edit one in place"];

describe("without scripts", () => {
  before(async function () {
    this.timeout(20_000);
    demos = await startDemos();
  });

  after(async () => {
    expect(await demos.stop()).to.equal(0);
  });

  it("each form of each demo has an answer", async () => {
    const answers: Record<string, readonly number[]> = {};
    for (const { href } of groups.flatMap((group) => group.demos)) {
      // The shop has tests of its own, and few pots.
      if (href === "/shop") continue;
      const visitor = new Visitor(demos.url);
      const { html } = await visitor.get(href);
      const forms = html.split("<form").length - 1;
      const statuses: number[] = [];
      for (let nth = 0; hiddenField(html, nth) !== ""; nth += 1) {
        const { response } = await post(visitor, href, { _live: hiddenField(html, nth) });
        statuses.push(response.status);
      }
      const asked = html.split(`action="${href}"`).length - 1;
      expect(statuses.length + asked, href).to.equal(forms);
      if (forms > 0) answers[href] = statuses;
    }
    expect(answers).to.deep.equal({
      "/todos": [303, 303, 303, 303, 303, 303, 303, 303],
      "/kanban": [303],
      "/prices": [],
      "/signup": [422],
      "/search": [],
    });
  });

  it("todos are added by the button and by the Enter key, and a reload adds none again", async () => {
    await using opened = await open("/todos");
    const { page } = opened;
    await page.getByLabel("What is to do?").fill("Buy <milk> & bread");
    await button(page, "Add").click();
    expect(await todoTitles(page)).to.deep.equal([...seeds, "Buy <milk> & bread"]);
    expect(await page.getByLabel("What is to do?").inputValue()).to.equal("");
    await page.getByLabel("What is to do?").fill("Sleep");
    await page.keyboard.press("Enter");
    await page.locator(".todo-title", { hasText: "Sleep" }).waitFor();
    await page.reload();
    expect(await todoTitles(page)).to.deep.equal([...seeds, "Buy <milk> & bread", "Sleep"]);
    expect(page.url()).to.equal(`${demos.url}/todos`);
  });

  it("todos are ticked off, cleared and removed", async () => {
    await using opened = await open("/todos");
    const { page } = opened;
    const [ticked, second, third] = seeds as [string, string, string];
    await page.getByRole("checkbox", { name: ticked, checked: true }).click();
    await page.getByRole("checkbox", { name: ticked, checked: false }).waitFor();
    await page.getByRole("checkbox", { name: second }).click();
    await page.getByRole("checkbox", { name: second, checked: true }).waitFor();
    await button(page, "Clear done").click();
    await page.locator(".todo:nth-child(2)", { hasText: third }).waitFor();
    expect(await todoTitles(page)).to.deep.equal([ticked, third]);
    await button(page, `Remove ${ticked}`).click();
    await page.locator(".todo:first-child", { hasText: third }).waitFor();
    expect(await todoTitles(page)).to.deep.equal([third]);
  });

  it("a card is added to the board, for everyone", async () => {
    await using opened = await open("/kanban");
    const { page } = opened;
    await page.getByLabel("A new card").fill("Sow <beans>");
    await button(page, "Add").click();
    await page.getByText("Sow <beans>").waitFor();
    await using other = await open("/kanban");
    for (const each of [page, other.page]) {
      const titles = await each
        .locator(".column")
        .first()
        .locator(".card-note p")
        .allTextContents();
      expect(titles.at(-1)).to.equal("Sow <beans>");
    }
  });

  it("searches answer with the page of their URL", async () => {
    await using opened = await open("/search");
    const { page } = opened;
    await page.getByLabel("Place", { exact: true }).fill("oakf");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?query=oakf");
    expect(await page.locator(".place-name").allTextContents()).to.have.members([
      "Oakfield",
      "Oakford",
    ]);
    expect(await page.getByRole("status").textContent()).to.equal("2 places");
    await page.getByLabel("Place", { exact: true }).fill("Oakfield");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?query=Oakfield");
    expect(await page.locator(".chosen dd").first().textContent()).to.equal("Oakfield");
    await page.goto(`${demos.url}/prices`);
    const symbol = await page.locator("tbody th").nth(7).innerText();
    await page.getByLabel("Filter by symbol").fill(symbol.toLowerCase());
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/prices\?search=/);
    expect(await page.locator("tbody th").first().innerText()).to.equal(symbol);
  });

  it("keeps the todos of one visitor from another", async () => {
    await using one = await open("/todos");
    await one.page.getByLabel("What is to do?").fill("Mine");
    await button(one.page, "Add").click();
    await using other = await open("/todos");
    expect(await todoTitles(other.page)).to.deep.equal(seeds);
  });

  it("a form shows what is wrong beside its fields, and keeps what was typed but the password", async () => {
    await using opened = await open("/signup");
    const { page } = opened;
    await page.getByLabel("Email").fill("ada@example.org");
    await page.getByLabel("Password").fill("short");
    await page.getByLabel("Club").check();
    await button(page, "Sign up").click();
    const problems = page.locator(".problem:not(:empty)");
    expect(await problems.allTextContents()).to.deep.equal([
      "Somebody has signed up with this address.",
      "Use at least 8 characters.",
      "This one is needed.",
    ]);
    expect(await page.getByLabel("Email").inputValue()).to.equal("ada@example.org");
    expect(await page.getByLabel("Email").getAttribute("aria-invalid")).to.equal("true");
    expect(await page.getByLabel("Password").inputValue()).to.equal("");
    expect(await page.getByLabel("Club").isChecked()).to.equal(true);
    expect(await page.getByText("3 entries need another look.").isVisible()).to.equal(true);
  });

  it("a form's rows are added, moved and removed, and it is sent in the end", async () => {
    await using opened = await open("/signup");
    const { page } = opened;
    const guests = () =>
      page.getByRole("textbox", { name: /^Name of guest/ }).evaluateAll(
        // Without scripts of its own a page still answers the test's.
        (inputs) => inputs.map((input) => (input as HTMLInputElement).value),
      );
    await page.getByLabel("Email").fill("mary@example.org");
    await button(page, "Add a guest").click();
    await page.getByLabel("Name of guest 1").fill("Ann");
    await button(page, "Add a guest").click();
    await page.getByLabel("Name of guest 2").fill("Bo");
    await button(page, "Move guest 2 up").click();
    expect(await guests()).to.deep.equal(["Bo", "Ann"]);
    await button(page, "Remove guest 2").click();
    expect(await guests()).to.deep.equal(["Bo"]);
    expect(await page.locator(".problem:not(:empty)").count()).to.equal(0);
    expect(await page.getByLabel("Email").inputValue()).to.equal("mary@example.org");
    await page.getByLabel("Password").fill("correct horse");
    await page.getByLabel("Team").check();
    await page.getByLabel("I have read").check();
    await button(page, "Sign up").click();
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    expect(await page.getByText("The team plan is yours.").isVisible()).to.equal(true);
    await page.getByRole("link", { name: "Sign up somebody else" }).click();
    expect(await page.getByLabel("Email").inputValue()).to.equal("");
    expect(page.url()).to.equal(`${demos.url}/signup`);
  });
});
