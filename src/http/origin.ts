// Who may open a socket: an exact match of the Origin header, since browsers send cookies to anyone's WebSocket.
import type { IncomingMessage } from "node:http";
import { LiveError } from "../errors.js";
import { isEncrypted } from "./request.js";

export interface OriginRules {
  /** Full origins (`https://example.com`); null allows the host that the request came to. */
  readonly allowed: ReadonlySet<string> | null;
  /** Programs other than browsers send no Origin; in development they may connect. */
  readonly isMissingAllowed: boolean;
}

/** Reads `createLive({ origin })`; a text that is not an exact origin is the author's mistake. */
export function resolveOrigins(
  origin: string | readonly string[] | undefined,
): OriginRules["allowed"] {
  if (origin === undefined) return null;
  const list = typeof origin === "string" ? [origin] : origin;
  for (const each of list) {
    if (parseOrigin(each) === null) throw new LiveError("ORIGIN_INVALID", { got: each });
  }
  return new Set(list);
}

export function isOriginAllowed(request: IncomingMessage, rules: OriginRules): boolean {
  const given = request.headers.origin;
  if (given === undefined) return rules.isMissingAllowed;
  // What is in the list was checked to be an exact origin when the app started.
  if (rules.allowed !== null) return rules.allowed.has(given);
  const scheme = given.startsWith("https://") ? "https://" : "http://";
  if (scheme !== "https://" && mustBeHttps(request)) return false;
  const { host = "" } = request.headers;
  // The usual case without parsing either: a plain host and the same text after the scheme.
  if (plainHost.test(host) && given === scheme + host) return true;
  const origin = parseOrigin(given);
  return origin !== null && origin.host === hostOf(request, origin.protocol);
}

/** As URLs spell it: lower case, and no port that a scheme has by default. */
const plainHost = /^[a-z\d.-]*[a-z\d](?::(?!80$|443$)[1-9]\d*)?$/;

// A browser sends the serialised origin; any other spelling (upper case, a path, user info, the
// default port) is not from a browser and is refused instead of being normalised.
function parseOrigin(text: unknown): URL | null {
  if (typeof text !== "string" || !/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  // A star is a legal host to the URL parser, but whoever writes one means a wildcard.
  return url.origin === text && !text.includes("*") ? url : null;
}

function hostOf(request: IncomingMessage, protocol: string): string | null {
  const header = request.headers.host ?? "";
  if (!/^[\w.:[\]-]+$/.test(header)) return null;
  const url = `${protocol}//${header}`;
  return URL.canParse(url) ? new URL(url).host : null;
}

// A proxy's header is believed only in this direction: it can make the check stricter, never looser.
function mustBeHttps(request: IncomingMessage): boolean {
  return isEncrypted(request) || request.headers["x-forwarded-proto"] === "https";
}
