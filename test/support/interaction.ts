// The wait for the interaction script, which a page loads when it finds something that needs it.
import type { Page } from "playwright-core";

/** Resolves when the script was loaded and its listeners are there. */
export async function interactionLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/interaction-")),
  );
  // The module runs in the task after its bytes have come, and so before an answer to this.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}
