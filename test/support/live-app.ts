// What browser tests of whole apps share: an app with one live page, and the wait for a text.
import express, { type RequestHandler } from "express";
import type { Page } from "playwright-core";
import { createLive, type View } from "slotwire";

/** Browsers ask for an icon by themselves; a 404 would count as a problem of the page. */
export const noIcon: RequestHandler = (request, response, next) => {
  if (request.path === "/favicon.ico") response.sendStatus(204);
  else next();
};

export function appWith(view: View) {
  const live = createLive();
  return { live, app: express().use(live, noIcon).get("/", live.page(view)) };
}

export async function textBecomes(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    ([where, expected]) => document.querySelector(where as string)?.textContent === expected,
    [selector, text],
  );
}
