// What visitors of the shop do in browser tests.
import type { BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "./browser.js";

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

export async function logIn(page: Page): Promise<void> {
  await page.getByLabel("Name").fill("mira");
  await page.getByLabel("Password").fill("teacup");
  await page.getByRole("button", { name: "Log in" }).click();
}
