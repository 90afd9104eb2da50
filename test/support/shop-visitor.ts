// What visitors of the shop do in browser tests.
import type { BrowserContext, Locator, Page } from "playwright-core";
import { launchBrowser, settled } from "./browser.js";

/** A page whose scripts never run. */
export async function openWithoutScripts(
  url: string,
): Promise<{ page: Page; context: BrowserContext } & AsyncDisposable> {
  const browser = await launchBrowser();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  return { page, context, [Symbol.asyncDispose]: () => context.close() };
}

export async function logIn(page: Page, name = "mira", password = "teacup"): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

export function button(page: Page, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}

export function link(page: Page, name: string): Locator {
  return page.getByRole("link", { name, exact: true });
}

/** Waits for the page with this heading. */
export async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, level: 1, exact: true }).waitFor();
}

/** What tells one page from another. */
export interface Where {
  readonly url: string;
  readonly title: string;
  readonly heading: string | undefined;
  readonly flash: readonly (string | null)[];
}

export function whereIs(page: Page): Promise<Where> {
  return page.evaluate(() => ({
    url: location.pathname + location.search,
    title: document.title,
    heading: document.querySelector("h1")?.textContent,
    flash: Array.from(document.querySelectorAll(".flash"), (each) => each.textContent),
  }));
}

/** Waits until the view has taken the URL, and its events are answered. */
export async function patchedTo(page: Page, url: string): Promise<void> {
  await page.waitForURL((now) => now.pathname + now.search === url);
  await settled(page);
}
