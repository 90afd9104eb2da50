// What a request says that comes from another page of the site, whose document stays where it is.
import { isLocalUrl } from "../jsx/local-url.js";
import type { LiveRequest } from "./request.js";

const maxFromChars = 8192;

/** Null: it asks for a whole document. A page that has lost its session does not go anywhere. */
export function navigationOf({ headers }: LiveRequest): "navigate" | "prefetch" | null {
  const { "live-nav": kind, "live-rejoin": rejoin } = headers;
  return rejoin === undefined && (kind === "navigate" || kind === "prefetch") ? kind : null;
}

/** Path and query of the page that the visitor comes from; null where that is not told, or is no path. */
export function fromOf({ headers }: LiveRequest): string | null {
  const { "live-from": from } = headers;
  if (typeof from !== "string" || from.length > maxFromChars) return null;
  // Browsers send ASCII; what is none could be anything.
  return /^[\x21-\x7e]+$/.test(from) && isLocalUrl(from) ? from : null;
}
