// What a page is sent as: a document, with the layout around the printed view and the client script in its head, or the parts of it that change.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { escapeAttribute, escapeText } from "../jsx/escape.js";
import { raw } from "../jsx/raw.js";
import { type Component, ComponentCall } from "../jsx/rendered.js";
import type { SessionData } from "../live/context.js";
import { titleOf } from "../session/head.js";
import { printPlain } from "../tree/print-plain.js";
import type { Layout } from "./layout.js";

export interface DocumentParts {
  readonly layout: Layout;
  /** What the view's `head` printed. */
  readonly head: string;
  /** Used when `head` holds no title. */
  readonly fallbackTitle: string;
  /** The printed view: `<div l=1 live="…">…</div>`. */
  readonly container: string;
  readonly url: string;
  readonly session: SessionData;
  readonly lang: string;
  /** Names the layout, for pages that want to know whether it is theirs. */
  readonly layoutId: string;
  readonly scriptUrl: string;
  /** Further attributes of its tag. */
  readonly scriptData: string;
  /** The tools for development, which have to run before the client. */
  readonly debugUrl: string | null;
  readonly nonce: string | null;
  readonly asset: (name: string) => string;
}

/** HTML, and the title of the page, which always has one. */
export interface Printed {
  readonly html: string;
  readonly title: string;
}

function printHead(html: string, fallbackTitle: string): Printed {
  const title = titleOf(html);
  if (title !== null) return { html, title };
  return { html: `<title>${escapeText(fallbackTitle)}</title>${html}`, title: fallbackTitle };
}

export function printDocument(parts: DocumentParts): string {
  return `<!DOCTYPE html>${printWhole(parts).html}`;
}

/** The head as the layout prints it, and the view without what the layout has around it. */
export function printPage(parts: DocumentParts): Printed {
  const { html, title, script, head } = printWhole(parts);
  const scriptAt = html.indexOf(script);
  // The script is in the head: what its own text or that of another one says of heads is none.
  const startsAt = html.search(/<head[\s>]/);
  const endsAt = html.indexOf("</head>", scriptAt);
  const hasHead = startsAt >= 0 && startsAt < scriptAt && endsAt >= 0;
  const printed = hasHead ? html.slice(startsAt, endsAt) : `<head>${head}`;
  return { html: `${printed}</head><body>${parts.container}</body>`, title };
}

interface WholePage extends Printed {
  /** The client's script, and what the layout was given for its head. */
  readonly script: string;
  readonly head: string;
}

function printWhole(parts: DocumentParts): WholePage {
  const { html: ownHead, title } = printHead(parts.head, parts.fallbackTitle);
  const nonce = parts.nonce === null ? "" : ` nonce="${escapeAttribute(parts.nonce)}"`;
  const scriptOf = (url: string, attributes = "") =>
    `<script${nonce}${attributes} src="${url}" defer></script>`;
  const script = scriptOf(parts.scriptUrl, ` live-layout="${parts.layoutId}"${parts.scriptData}`);
  const debug = parts.debugUrl === null ? "" : scriptOf(parts.debugUrl);
  const head = ownHead + debug + script;
  const props = {
    head: raw(head),
    children: raw(parts.container),
    title,
    url: parts.url,
    session: parts.session,
    lang: parts.lang,
    nonce: parts.nonce,
    asset: parts.asset,
  };
  const html = printPlain(new ComponentCall(parts.layout as Component, props));
  if (isDevelopment() && !(hasOnce(html, script) && hasOnce(html, parts.container))) {
    throw new LiveError("LAYOUT_WITHOUT_CHILDREN", {});
  }
  return { html, title, script, head };
}

function hasOnce(html: string, part: string): boolean {
  const at = html.indexOf(part);
  return at >= 0 && html.indexOf(part, at + 1) < 0;
}
