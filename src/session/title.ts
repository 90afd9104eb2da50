// Reads the document's title out of what `head` rendered.
import type { Child } from "../jsx/rendered.js";
import { printPlain } from "../tree/print-plain.js";

const titleElement = /<title[^>]*>([^<]*)<\/title>/;
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#13;": "\r",
};

/** The text of the first `<title>`, null without one. */
export function titleOf(head: Child): string | null {
  const found = titleElement.exec(printPlain(head));
  if (found?.[1] === undefined) return null;
  return found[1].replace(/&(?:amp|lt|gt|quot|#13);/g, (entity) => entities[entity] ?? entity);
}
