// What is too wide for its window.
import type { Page } from "playwright-core";

/** Elements that stick out of the window, unless something around them scrolls or hides what is too wide. */
export function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    const elements = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT, (node) => {
      const { overflowX, clipPath, display } = getComputedStyle(node as Element);
      const isWhole = overflowX === "visible" && clipPath === "none" && display !== "none";
      return isWhole ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    });
    while (elements.nextNode()) {
      const el = elements.currentNode as Element;
      const { left, right } = el.getBoundingClientRect();
      if (right > width + 1 || left < -1) found.push(`${el.tagName} ${el.className}`);
    }
    return found;
  });
}
