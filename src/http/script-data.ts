// The tag of the client's script, and what it tells it: the words of its banner, or that there is none.
import { LiveError } from "../errors.js";
import { escapeAttribute } from "../jsx/escape.js";

/** What the page says while it has no connection; what is left out is said in English. */
export interface BannerWords {
  /** The browser knows of no network. */
  readonly offline?: string;
  /** There is a network, and the page tries to come back. */
  readonly reconnecting?: string;
  /** The page will not come back by itself. */
  readonly gone?: string;
}

const kinds: readonly string[] = ["offline", "reconnecting", "gone"];

export function assertBanner(banner: unknown): void {
  if (banner === undefined || banner === false) return;
  const isRecord = typeof banner === "object" && banner !== null;
  const isKnown = ([kind, text]: [string, unknown]): boolean =>
    kinds.includes(kind) && (text === undefined || typeof text === "string");
  if (isRecord && Object.entries(banner).every(isKnown)) return;
  const expected = 'false, or texts such as { offline: "…", reconnecting: "…", gone: "…" }';
  throw new LiveError("LIVE_OPTION_INVALID", { option: "banner", expected, got: banner });
}

export function scriptTag(url: string, nonce: string | null, attributes = ""): string {
  const own = nonce === null ? "" : ` nonce="${escapeAttribute(nonce)}"`;
  return `<script${own}${attributes} src="${url}" defer></script>`;
}

/** ` data-banner-offline="…"`, or nothing where all is as it is by itself. */
export function printScriptData(banner: BannerWords | false | undefined): string {
  if (banner === undefined) return "";
  if (banner === false) return ' data-banner="off"';
  return Object.entries(banner as Readonly<Record<string, string | undefined>>)
    .map(([kind, text]) =>
      text === undefined ? "" : ` data-banner-${kind}="${escapeAttribute(text)}"`,
    )
    .join("");
}
