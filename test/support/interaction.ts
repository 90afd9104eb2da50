// The wait for the scripts of interaction, which a page loads when it finds something that needs them.
import type { Page } from "playwright-core";

/** Resolves when those that the page has asked for were loaded and their listeners are there. */
export async function interactionLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance
      .getEntriesByType("resource")
      .some(({ name }) => /\/(forms|interaction)-/.test(name)),
  );
  // Their bytes have come. The same modules again: they have run when this import is done.
  await page.evaluate(async () => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const scripts = names.filter((name) => /\/(forms|interaction)-/.test(name));
    await Promise.all(scripts.map((name) => import(name)));
    await new Promise((resolve) => setTimeout(resolve));
  });
}
