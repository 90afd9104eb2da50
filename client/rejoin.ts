// Fetches the page's URL again, through every guard of its route, when the server has no session for it.

/** What came of it: the view's HTML and title, a page to go to, or nothing for now. */
export type RejoinAnswer =
  | { readonly kind: "view"; readonly html: string; readonly title: string | null }
  | { readonly kind: "load"; readonly url: string }
  | { readonly kind: "retry" };

/** Answers of a server, or of the proxy before it, that is busy or starting: they pass. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

function parseTitle(header: string | null): string | null {
  if (header === null) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return null;
  }
}

export async function fetchView(url: string): Promise<RejoinAnswer> {
  try {
    const answer = await fetch(url, {
      headers: { "live-rejoin": "1" },
      credentials: "same-origin",
      cache: "no-store",
    });
    if (passing.has(answer.status)) return { kind: "retry" };
    // A redirect leads to another page, even one with a view: its layout and URL are not ours.
    if (answer.redirected) return { kind: "load", url: answer.url };
    if (!answer.ok || answer.headers.get("live-view") !== "1") return { kind: "load", url };
    const title = parseTitle(answer.headers.get("live-title"));
    return { kind: "view", html: await answer.text(), title };
  } catch {
    return { kind: "retry" };
  }
}
