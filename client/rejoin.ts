// Fetches the page's URL again, through every guard of its route, when the server has no session for it, or none yet.
import { parseHtml } from "./patch/html.js";

/** What stands behind a new token; the wire's README explains. A nested view may also be `failed` or `refused`. */
export type Origin = "fresh" | "restored" | "awaited" | "failed" | "refused";

/** The view's HTML and the page's title · a page that is to be loaded · nothing for now, ask again. */
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

/** `returning` says whose page this is and how far it came. What cannot be shown any more is taken from the page. */
export async function fetchView(returning: string, container: Element): Promise<RejoinAnswer> {
  // The page of a view that was left is not the one that would be fetched.
  if (!container.isConnected) return { kind: "retry", url: location.href };
  const answer = await askForView(container, { "live-rejoin": returning });
  const isOver = answer.kind === "view" && /^(failed|refused)$/.test(answer.origin);
  if (isOver && answer.container) container.replaceWith(answer.container);
  else if (answer.kind === "view" && answer.title && container.isConnected) {
    document.title = answer.title;
  }
  return answer;
}

/** For a nested view the page's route is asked for that alone. */
export async function askForView(
  el: Element,
  headers: Record<string, string> = {},
): Promise<RejoinAnswer> {
  const url = location.href;
  const embed = el.getAttribute("live-embed");
  const layout = document.querySelector("[live-layout]")?.getAttribute("live-layout") ?? "";
  try {
    const answer = await fetch(url, {
      headers: { "live-layout": layout, ...headers, ...(embed && { "live-embed": embed }) },
      cache: "no-store",
    });
    if (passing.includes(answer.status)) return { kind: "retry", url };
    // A redirect leads to another page, even one with a view: its layout and URL are not ours.
    if (answer.redirected) return { kind: "load", url: answer.url };
    const view = answer.headers.get("live-view");
    if (!answer.ok || !view) return { kind: "load", url };
    // The tags of html, head and body are none in it.
    const parsed = parseHtml(await answer.text(), "");
    const title = parsed.querySelector("title")?.textContent ?? "";
    // A page of the app's own is printed whole around it.
    const container = parsed.querySelector(embed ? `#${CSS.escape(el.id)}` : "[live]");
    const token = answer.headers.get("live-token");
    return { kind: "view", url, container, title, token, origin: view as Origin };
  } catch {
    return { kind: "retry", url };
  }
}
