// Fetches the page's URL again, through every guard of its route, when the server has no session for it.

/** What stands behind a new token; the wire's README explains. */
export type Origin = "fresh" | "restored" | "awaited";

/** The view's HTML and title · a page that is to be loaded · nothing for now, ask again. */
export type RejoinAnswer =
  | {
      readonly kind: "view";
      readonly url: string;
      /** The view's container; null where the page shows what there is to see. */
      readonly container: Element | null;
      readonly title: string;
      readonly token: string | null;
      /** The session is the one that the page had, or will be when the page has brought it. */
      readonly origin: Origin;
    }
  | { readonly kind: "load" | "retry"; readonly url: string };

/** Answers of a server, or of the proxy before it, that is busy or starting: they pass. */
const passing = [429, 502, 503, 504];

/** `returning` says whose page this is and how far it came. */
export async function fetchView(returning: string): Promise<RejoinAnswer> {
  const url = location.href;
  try {
    const answer = await fetch(url, { headers: { "live-rejoin": returning }, cache: "no-store" });
    const { headers } = answer;
    if (passing.includes(answer.status)) return { kind: "retry", url };
    // A redirect leads to another page, even one with a view: its layout and URL are not ours.
    if (answer.redirected) return { kind: "load", url: answer.url };
    const view = headers.get("live-view");
    if (!answer.ok || !view) return { kind: "load", url };
    // Nothing in it loads or runs.
    const { body, title } = new DOMParser().parseFromString(await answer.text(), "text/html");
    const container = body.firstElementChild;
    const token = headers.get("live-token");
    return { kind: "view", url, container, title, token, origin: view as Origin };
  } catch {
    return { kind: "retry", url };
  }
}
