// The visitor's cookie: 128 random bits that tokens are bound to. It identifies a browser, never a user.
import type { IncomingMessage, ServerResponse } from "node:http";
import { randomId } from "../session/random.js";
import { isSecure, type LiveRequest } from "./request.js";

/** The `__Host-` prefix makes browsers refuse the cookie from subdomains, plain http and other paths. */
export const secureCookieName = "__Host-live";
/** Browsers drop `__Host-` cookies on plain http, so development there needs another name. */
export const plainCookieName = "live";

const idBytes = 16;
// One look instead of a list of all cookies: every upgrade and every GET of a known browser asks.
const secureId = idIn(secureCookieName);
const plainId = idIn(plainCookieName);

function idIn(name: string): RegExp {
  return new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([\\w-]{22})\\s*(?:;|$)`);
}

/** The cookie id of a request, or null when it brought none that this library could have made. */
export function readCookieId(request: IncomingMessage, isPlainAllowed: boolean): string | null {
  const header = request.headers.cookie;
  if (header === undefined) return null;
  const found = secureId.exec(header) ?? (isPlainAllowed ? plainId.exec(header) : null);
  return found === null ? null : ownText(found[1] as string);
}

/** A text cut out of another one keeps all of that in memory: here, every cookie of the site. */
function ownText(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

/** Reads the visitor's id, or makes one and sets it beside the cookies the app has set. */
export function ensureCookieId(
  request: LiveRequest,
  response: ServerResponse,
  isPlainAllowed: boolean,
): string {
  const known = readCookieId(request, isPlainAllowed);
  if (known !== null) return known;
  const id = randomId(idBytes);
  const cookie =
    !isPlainAllowed || isSecure(request)
      ? `${secureCookieName}=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`
      : `${plainCookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`;
  response.appendHeader("Set-Cookie", cookie);
  return id;
}
