// What a page is sent as: a document, with the layout around the printed view and the client script in its head, or the parts of it that change.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { escapeText } from "../jsx/escape.js";
import { raw } from "../jsx/raw.js";
import { type Component, ComponentCall } from "../jsx/rendered.js";
import type { SessionData } from "../live/context.js";
import { titleOf } from "../session/head.js";
import { printPlain } from "../tree/print-plain.js";
import { mergeHead, placeOfHead } from "./document-head.js";
import { documentName } from "./document-name.js";
import type { Layout } from "./layout.js";
import { scriptTag } from "./script-data.js";
import type { StaticAssets } from "./static-assets.js";

/** What all documents of a route share. */
export interface RouteParts {
  readonly layout: Layout;
  readonly lang: string;
  /** Names the layout, for pages that want to know whether it is theirs. */
  readonly layoutId: string;
  readonly scriptUrl: string;
  /** Further attributes of its tag. */
  readonly scriptData: string;
  /** The tools for development, which have to run before the client. */
  readonly debugUrl: string | null;
  readonly asset: (name: string) => string;
  /** The app's own files; null where there are none. */
  readonly assets: StaticAssets | null;
}

/** A document around nothing yet. */
export interface DocumentParts {
  readonly routeParts: RouteParts;
  /** Used when the view's head holds no title. */
  readonly fallbackTitle: string;
  readonly url: string;
  readonly session: SessionData;
  readonly nonce: string | null;
}

export interface PrintedView {
  /** What the view's `head` printed. */
  readonly head: string;
  /** The printed view: `<div l=1 live="…">…</div>`. */
  readonly container: string;
}

export interface Printed {
  readonly html: string;
  /** What the document is called, by which a page says later where it stands. */
  readonly name: string;
  /** The URLs of the files that the layout named. */
  readonly assets: readonly string[];
}

export function printDocument(parts: DocumentParts, view: PrintedView): Printed {
  const { shell, name, assets } = printShell(parts, view.head);
  const at = shell.indexOf(viewMark);
  const html = `<!DOCTYPE html>${shell.slice(0, at)}${view.container}${shell.slice(at + viewMark.length)}`;
  return { html, name, assets };
}

/** The head as the layout prints it, and the view without what the layout has around it. */
export function printPage(parts: DocumentParts, view: PrintedView): Printed {
  const { shell, script, head, name, assets } = printShell(parts, view.head);
  const place = placeOfHead(shell, script);
  const all = place === null ? `<head>${head}` : shell.slice(place.startsAt, place.endsAt);
  return { html: `${all}</head><body>${view.container}</body>`, name, assets };
}

/** Stands in the shell where the view will: what is looked for in there need not be looked for in the view. */
const viewMark = "<slotwire-view></slotwire-view>";

interface Shell extends Omit<Printed, "html"> {
  /** What the layout prints around the view. */
  readonly shell: string;
  /** The client's script, and what the layout was given for its head. */
  readonly script: string;
  readonly head: string;
}

function printShell(parts: DocumentParts, own: string): Shell {
  const { routeParts, fallbackTitle, nonce } = parts;
  const { debugUrl, assets, layoutId } = routeParts;
  const ownTitle = own === "" ? null : titleOf(own);
  const fallback = ownTitle === null ? `<title>${escapeText(fallbackTitle)}</title>` : "";
  const scriptIn = (name: string) =>
    scriptTag(routeParts.scriptUrl, nonce, ` live-layout="${name}"${routeParts.scriptData}`);
  const unnamed = scriptIn(layoutId);
  const debug = debugUrl === null ? "" : scriptTag(debugUrl, nonce);
  const head = fallback + own + debug + unnamed;
  const print = () => printLayout(parts, head, ownTitle ?? fallbackTitle);
  const { result: shell, named } = assets?.naming(print) ?? { result: print(), named: none };
  if (isDevelopment() && !(hasOnce(shell, unnamed) && hasOnce(shell, viewMark))) {
    throw new LiveError("LAYOUT_WITHOUT_CHILDREN", {});
  }
  const place = placeOfHead(shell, unnamed);
  const merged = place === null ? shell : mergeHead(shell, place, { own, fallback, printed: head });
  const name = documentName(layoutId, named);
  if (named.length === 0) {
    return { shell: merged, head, script: unnamed, name, assets: named };
  }
  // What the layout names is known when it is printed, the script with it.
  const script = scriptIn(name);
  const toNamed = (text: string) => text.replace(unnamed, () => script);
  return { shell: toNamed(merged), head: toNamed(head), script, name, assets: named };
}

const none: readonly string[] = [];

function printLayout(parts: DocumentParts, head: string, title: string): string {
  const { routeParts, url, session, nonce } = parts;
  const { layout, lang, asset } = routeParts;
  const children = raw(viewMark);
  const props = { head: raw(head), children, title, url, session, lang, nonce, asset };
  return printPlain(new ComponentCall(layout as Component, props));
}

function hasOnce(html: string, part: string): boolean {
  const at = html.indexOf(part);
  return at >= 0 && html.indexOf(part, at + 1) < 0;
}
