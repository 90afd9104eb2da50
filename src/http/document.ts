// The answer to a full GET: the layout around the printed view, with the client script in its head.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { escapeAttribute, escapeText } from "../jsx/escape.js";
import { raw } from "../jsx/raw.js";
import { type Child, type Component, ComponentCall } from "../jsx/rendered.js";
import { titleOf } from "../session/title.js";
import { printPlain } from "../tree/print-plain.js";
import type { Layout } from "./layout.js";

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
  /** The tools for development, which have to run before the client. */
  readonly debugUrl: string | null;
  readonly nonce: string | null;
  readonly asset: (name: string) => string;
}

/** The head of a page as HTML, which always has a title. */
export interface PrintedHead {
  readonly html: string;
  readonly title: string;
}

export function printHead(head: Child, fallbackTitle: string): PrintedHead {
  const html = printPlain(head);
  const title = titleOf(head);
  if (title !== null) return { html, title };
  return { html: `<title>${escapeText(fallbackTitle)}</title>${html}`, title: fallbackTitle };
}

export function printDocument(parts: DocumentParts): string {
  const { html: head, title } = printHead(parts.head, parts.fallbackTitle);
  const nonce = parts.nonce === null ? "" : ` nonce="${escapeAttribute(parts.nonce)}"`;
  const scriptOf = (url: string) => `<script${nonce} src="${url}" defer></script>`;
  const script = scriptOf(parts.scriptUrl);
  const debug = parts.debugUrl === null ? "" : scriptOf(parts.debugUrl);
  const props = {
    head: raw(head + debug + script),
    children: raw(parts.container),
    title,
    url: parts.url,
    lang: parts.lang,
    nonce: parts.nonce,
    asset: parts.asset,
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
