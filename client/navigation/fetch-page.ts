// Fetches another page of the site as what changes in this document: its head and its view.
import { parseHtml } from "../patch/html.js";

export interface Answer {
  /** Where redirects have led; a hash is the last one's. */
  readonly url: URL;
  readonly head: readonly Element[];
  /** Null: to be loaded by the browser; it is no live page, or one that stands in another layout. */
  readonly container: Element | null;
}

export interface Wish {
  readonly url: URL;
  /** Path and query of the page that is shown. */
  readonly from: string;
  /** Nobody has clicked yet. */
  readonly isPrefetch?: boolean;
  /** A message that the next page is to show, as the server has given it. */
  readonly flash?: string;
  readonly signal: AbortSignal;
  /** A redirect to a part of a page has led here. */
  readonly isRedirected?: boolean;
}

/** Rejects where nobody answers, and at a redirect of what nobody has clicked yet: whoever clicks is told why it leads elsewhere. */
export async function fetchPage(wish: Wish): Promise<Answer> {
  const { url, from, isPrefetch, flash, signal } = wish;
  // What stands around the view, as the server calls it.
  const layout = document.querySelector("[live-layout]")?.getAttribute("live-layout");
  if (!layout) return { url, head: [], container: null };
  const headers: Record<string, string> = {
    accept: "text/html",
    "live-nav": isPrefetch ? "prefetch" : "navigate",
    "live-layout": layout,
    "live-from": from,
  };
  const kept = [...document.querySelectorAll("[live][live-sticky][id]")];
  // An id may have any character.
  const ids = kept.map(({ id }) => encodeURIComponent(id)).join(" ");
  if (ids) headers["live-sticky"] = ids;
  if (flash) headers["live-flash"] = flash;
  // Elsewhere these headers are nobody's business: a redirect that leads there is the browser's to follow.
  const answer = await fetch(url, {
    headers,
    mode: "same-origin",
    redirect: isPrefetch ? "manual" : "follow",
    signal,
  });
  if (answer.type === "opaqueredirect") throw new Error("redirected");
  const target = answer.headers.get("live-location");
  if (target) {
    const next = new URL(target, answer.url);
    // The browser knows how many are too many.
    if (wish.isRedirected) return { url: next, head: [], container: null };
    const last = await fetchPage({ ...wish, url: next, isRedirected: true });
    last.url.hash ||= next.hash;
    return last;
  }
  const isPage = answer.headers.get("live-view") === "fresh";
  // It may be a large download.
  if (!isPage) answer.body?.cancel();
  // The tags of head and body are none in a template. A document would be told off by the policy for each style with another nonce.
  const page = parseHtml(isPage ? await answer.text() : "", "");
  const container = page.querySelector("[live]");
  const head = [...page.children].filter((el) => el !== container);
  return { url: new URL(answer.url), head, container };
}
