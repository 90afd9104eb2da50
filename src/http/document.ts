// The answer to a full GET: the layout around the printed view, with the client script in its head.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { escapeText } from "../jsx/escape.js";
import { raw } from "../jsx/raw.js";
import { type Child, type Component, ComponentCall } from "../jsx/rendered.js";
import type { Layout } from "./layout.js";
import { printPlain } from "./print-plain.js";

export interface DocumentParts {
  readonly layout: Layout;
  /** What the view's `head` rendered. */
  readonly head: Child;
  /** Used when `head` holds no title. */
  readonly fallbackTitle: string;
  /** The printed view: `<div l=1 live="…">…</div>`. */
  readonly container: string;
  readonly url: string;
  readonly lang: string;
  readonly scriptUrl: string;
}

/** The head of a page as HTML, which always has a title. */
export interface PrintedHead {
  readonly html: string;
  readonly title: string;
}

const titleElement = /<title[^>]*>([^<]*)<\/title>/;

export function printHead(head: Child, fallbackTitle: string): PrintedHead {
  const html = printPlain(head);
  const found = titleElement.exec(html)?.[1];
  if (found !== undefined) return { html, title: decodeText(found) };
  return { html: `<title>${escapeText(fallbackTitle)}</title>${html}`, title: fallbackTitle };
}

export function printDocument(parts: DocumentParts): string {
  const { html: head, title } = printHead(parts.head, parts.fallbackTitle);
  const script = `<script src="${parts.scriptUrl}" defer></script>`;
  const props = {
    head: raw(head + script),
    children: raw(parts.container),
    title,
    url: parts.url,
    lang: parts.lang,
  };
  const html = printPlain(new ComponentCall(parts.layout as Component, props));
  if (isDevelopment() && !(hasOnce(html, script) && hasOnce(html, parts.container))) {
    throw new LiveError("LAYOUT_WITHOUT_CHILDREN", {});
  }
  return `<!DOCTYPE html>${html}`;
}

function hasOnce(html: string, part: string): boolean {
  const at = html.indexOf(part);
  return at >= 0 && html.indexOf(part, at + 1) < 0;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#13": "\r",
};

// Undoes what escapeText does. Other entities can come from an author's static text only.
function decodeText(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#13);/g, (all, name: string) => entities[name] ?? all);
}
