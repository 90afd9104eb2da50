// Structured data for search engines, as the script element that holds it.
import { createElement } from "../jsx/jsx.js";
import { raw } from "../jsx/raw.js";
import type { Child } from "../jsx/rendered.js";

/**
 * Prints structured data (JSON-LD) for a view's `head`. Nothing in the data can end the element.
 *
 * @example
 * ```tsx
 * import { defineView, jsonLd } from "slotwire";
 *
 * export const Recipe = defineView({
 *   mount: () => ({ name: "Bread" }),
 *   head: ({ name }) => jsonLd({ "@context": "https://schema.org", "@type": "Recipe", name }),
 *   render: ({ name }) => <h1>{name}</h1>,
 * });
 * ```
 */
export function jsonLd(data: object): Child {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return createElement("script", { type: "application/ld+json" }, raw(json));
}
