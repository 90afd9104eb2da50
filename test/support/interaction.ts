// The wait for the interaction script, which a page loads when it finds something that needs it.
import type { Page } from "playwright-core";

/** Resolves when the script was loaded and its listeners are there. */
export async function interactionLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/interaction-")),
  );
  // Its bytes have come. The same module again: it has run when this import is done.
  await page.evaluate(async () => {
    const entries = performance.getEntriesByType("resource");
    await import(entries.find(({ name }) => name.includes("/interaction-"))?.name as string);
    await new Promise((resolve) => setTimeout(resolve));
  });
}
