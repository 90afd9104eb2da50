// What a visitor does with the desk, and what of it is there afterwards.
import type { Page } from "playwright-core";
import { settled } from "../../support/browser.js";
import { textBecomes } from "../../support/live-app.js";

/** Of the page: what only a page that was not loaded again has. */
export const whatIsThere = (page: Page) =>
  page.evaluate(() => ({
    typed: document.querySelector("input")?.value,
    hasFocus: document.activeElement === document.querySelector("input"),
    isOpen: document.querySelector("dialog")?.open,
    scroll: document.querySelector("#long")?.scrollTop,
    count: document.querySelector("#add")?.textContent,
    mark: (window as unknown as { mark?: string }).mark,
  }));

export async function work(page: Page, before = 0): Promise<void> {
  await settled(page);
  for (const count of [1, 2, 3]) {
    await page.click("#add");
    await textBecomes(page, "#add", String(before + count));
  }
  await page.evaluate(() => {
    Object.assign(window, { mark: "the same document" });
    document.querySelector("#long")?.scrollTo(0, 300);
  });
  await page.locator("input").pressSequentially("half a sent");
}

export const kept = {
  typed: "half a sent",
  hasFocus: true,
  isOpen: true,
  scroll: 300,
  mark: "the same document",
};

export const offline = (page: Page) =>
  page.locator("[live-state=offline]").waitFor({ state: "attached" });
