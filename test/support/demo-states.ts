// The states of each demo that people find themselves in, and how to get there: for axe and for pictures.
import type { Page } from "playwright-core";
import { settled } from "./browser.js";
import type { DemoState } from "./demo-state.js";
import { shopStates } from "./shop-states.js";

function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true });
}

const atRest = async () => {};

const resting = [
  "/",
  "/counter",
  "/clock",
  "/todos",
  "/prices",
  "/shared",
  "/kanban",
  "/chart",
  "/search",
  "/signup",
  "/dialogs",
  "/like",
  "/shop",
  "/shop/products/moon-jar",
  "/shop/workshop",
  "/shop/nowhere",
].map((path): DemoState => ({ path, name: "at rest", reach: atRest }));

const worked: readonly DemoState[] = [
  {
    path: "/",
    name: "with the focus on a card",
    async reach(page) {
      await page.keyboard.press("Tab");
      await page.locator(".card a").first().focus();
    },
  },
  {
    path: "/counter",
    name: "after a click",
    async reach(page) {
      await button(page, "Increment").click();
      await page.getByText("Current value: 1").waitFor();
    },
  },
  {
    path: "/todos",
    name: "with a todo being edited",
    async reach(page) {
      await page.getByLabel("What is to do?").fill(`A long one, ${"verylongword".repeat(7)}`);
      await button(page, "Add").click();
      await page.getByText("3 items left").waitFor();
      await button(page, "Edit Edit one in place").click();
      await page.getByLabel("New title").waitFor();
    },
  },
  {
    path: "/todos",
    name: "with nothing to show",
    async reach(page) {
      await button(page, "Clear done").click();
      await button(page, "Done").click();
      await page.getByText("Nothing is done yet.").waitFor();
    },
  },
  {
    path: "/prices",
    name: "sorted, filtered and paused",
    async reach(page) {
      await button(page, "Pause").click();
      await button(page, "Change").click();
      await page.locator("th[aria-sort]", { hasText: "Change" }).waitFor();
      await page.getByLabel("Filter by symbol").fill("AB");
      await page.getByText("1000 of 1000").waitFor({ state: "hidden" });
    },
  },
  {
    path: "/kanban",
    name: "with a card being edited",
    async reach(page) {
      await button(page, "Edit “Turn the compost”").click();
      await page.getByLabel("Title of “Turn the compost”").waitFor();
    },
  },
  {
    path: "/kanban",
    name: "with a card moved and one in the air",
    async reach(page) {
      await page.locator(".card-note", { hasText: "Mend" }).dispatchEvent("dragstart");
      await page.locator(".card-note.dragged").waitFor();
    },
  },
  {
    path: "/search",
    name: "with results",
    async reach(page) {
      await page.getByLabel("Place", { exact: true }).fill("oak");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
    },
  },
  {
    path: "/search",
    name: "with no result",
    async reach(page) {
      await page.getByLabel("Place", { exact: true }).fill("qqq");
      await page.getByText("Nothing is called").waitFor();
    },
  },
  {
    path: "/search",
    name: "with a place chosen",
    async reach(page) {
      await page.getByLabel("Place", { exact: true }).fill("oak");
      await page.getByRole("option").first().click();
      await page.locator(".chosen").waitFor();
    },
  },
  {
    path: "/signup",
    name: "with errors",
    async reach(page) {
      await button(page, "Add a guest").click();
      await page.locator(".guest input").waitFor();
      await page.getByLabel("Password").fill("short");
      await button(page, "Sign up").click();
      await page.getByText("entries need another look").waitFor();
    },
  },
  {
    path: "/signup",
    name: "when it is done",
    async reach(page) {
      await page.getByLabel("Email").fill("somebody.with.a.long.name@example.org");
      await page.getByLabel("Password").fill("a long and Secret 1");
      await page.getByLabel("I have read").check();
      await settled(page);
      await button(page, "Sign up").click();
      await page.getByText("Welcome, ").waitFor();
    },
  },
  {
    path: "/dialogs",
    name: "with the dialog open",
    async reach(page) {
      await button(page, "Archive the project …").click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    path: "/dialogs",
    name: "with the menu open",
    async reach(page) {
      await button(page, "Order by").click();
      await page.locator("#menu").waitFor();
    },
  },
  {
    path: "/dialogs",
    name: "with another tab and the accordion open",
    async reach(page) {
      await page.getByRole("tab", { name: "Keep" }).click();
      await button(page, "Open all").click();
      await page.locator("details[open]").nth(2).waitFor();
    },
  },
  {
    path: "/like",
    name: "while the server thinks, and after it said no",
    async reach(page) {
      const like = (title: string) =>
        page.getByRole("article", { name: title }).getByRole("button");
      await button(page, "0 ms").click();
      await settled(page);
      await like("Closed").click();
      await page.getByText("no to your like").waitFor();
      await button(page, "3000 ms").click();
      await settled(page);
      await like("Kettle").click();
      await page.locator("[data-shown=early]").waitFor();
    },
  },
];

export const demoStates: readonly DemoState[] = [...resting, ...worked, ...shopStates];
