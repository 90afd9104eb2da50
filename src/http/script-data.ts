// The tag of the client's script, and what it tells it: the words of its banner, and a limit of its own.
import { LiveError } from "../errors.js";
import { escapeAttribute } from "../jsx/escape.js";
import { defaultLimits, type Limits } from "../session/limits.js";

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

interface ScriptData {
  readonly banner?: BannerWords | false | undefined;
  readonly limits: Pick<Limits, "maxPayload">;
}

export function scriptTag(url: string, nonce: string | null, attributes = ""): string {
  const own = nonce === null ? "" : ` nonce="${escapeAttribute(nonce)}"`;
  return `<script${own}${attributes} src="${url}" defer></script>`;
}

/** What the client is to know: ` data-banner-offline="…"`, or nothing where all is as it is by itself. */
export function printScriptData({ banner, limits }: ScriptData): string {
  const { maxPayload } = limits;
  const isOwn = maxPayload !== defaultLimits.maxPayload;
  return printBanner(banner) + (isOwn ? ` data-max-payload="${maxPayload}"` : "");
}

function printBanner(banner: ScriptData["banner"]): string {
  if (banner === undefined) return "";
  if (banner === false) return ' data-banner="off"';
  return Object.entries(banner as Readonly<Record<string, string | undefined>>)
    .map(([kind, text]) =>
      text === undefined ? "" : ` data-banner-${kind}="${escapeAttribute(text)}"`,
    )
    .join("");
}
