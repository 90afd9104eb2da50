// What a browser sees of a page of nested views, and does there.
import type { Page } from "playwright-core";
import { settled } from "./browser.js";

/** What each nested view shows, by its id, in the order of the document. */
export function counts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("[live-embed]")].map((el) => {
      const shown = el.querySelector(":scope > div > output, :scope > em");
      return `${el.id} ${shown?.textContent ?? "-"}`;
    }),
  );
}

export async function click(page: Page, selector: string): Promise<void> {
  await page.click(selector);
  await settled(page);
}

export const press = (page: Page, name: string) => click(page, `main > button >> text="${name}"`);

/** Until nothing that is nested waits to be fetched or joined. */
export async function complete(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector("[live-embed]:not([live-state=live])") === null,
  );
  await settled(page);
}
