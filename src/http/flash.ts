// Messages that are shown once, on their way from one page to the next: by a header, by a cookie, or in the app's own session.
import type { ServerResponse } from "node:http";
import type { Flash } from "../live/flash.js";
import { flashMaxAgeMs } from "../session/flash-token.js";
import { entriesOf, flashOf, isEmpty } from "../session/flashes.js";
import type { Services } from "../session/services.js";
import { deleteFromApp, putIntoApp, sessionOf, textsOf } from "./app-flash.js";
import { isSecure, type LiveRequest } from "./request.js";

/** Of the cookie, which the page's script writes too, and of the header of a navigation. */
const name = "live-flash";
const cookie = new RegExp(`(?:^|;)\\s*${name}=([\\w.-]*)`);

interface Exchange {
  readonly request: LiveRequest;
  readonly response: ServerResponse;
}

/** What came along to the page that is asked for; null where nobody is shown anything. */
export function arrivingFlash(
  request: LiveRequest,
  cookieId: string,
  { limits, flashTokens }: Services,
): Flash | null {
  if (request.method !== "GET" || isUnseen(request) || isReturning(request)) return null;
  const app = sessionOf(request);
  const entries = app === null ? [] : [...textsOf(app)];
  for (const token of [cookieOf(request), request.headers[name]]) {
    const carried = flashTokens?.read(token, cookieId);
    if (carried) entries.push(...entriesOf(carried));
  }
  return entries.length === 0 ? null : flashOf(entries, limits);
}

/** The page is shown with it: the next one must not. */
export function forgetFlash({ request, response }: Exchange): void {
  if (request.method !== "GET" || isUnseen(request) || isReturning(request)) return;
  const app = sessionOf(request);
  if (app !== null) deleteFromApp(app);
  if (cookieOf(request) !== undefined) setCookie({ request, response }, "", 0);
}

/** The answer is a redirect: the page that it leads to shows it. */
export function sendFlash(
  { request, response }: Exchange,
  flash: Flash | undefined,
  { cookieId, flashTokens }: { readonly cookieId: string } & Pick<Services, "flashTokens">,
): void {
  if (flash === undefined || isEmpty(flash) || request.method === "HEAD" || isUnseen(request)) {
    return;
  }
  const app = sessionOf(request);
  if (app !== null) {
    // What came along to here is among it.
    forgetFlash({ request, response });
    putIntoApp(app, flash);
  } else if (flashTokens !== null) {
    const token = flashTokens.sign(flash, cookieId);
    setCookie({ request, response }, token, flashMaxAgeMs / 1000);
  }
}

/** It may never be looked at. */
function isUnseen({ headers }: LiveRequest): boolean {
  return headers["live-nav"] === "prefetch";
}

function isReturning({ headers }: LiveRequest): boolean {
  return headers["live-rejoin"] !== undefined;
}

function cookieOf({ headers }: LiveRequest): string | undefined {
  return headers.cookie === undefined ? undefined : cookie.exec(headers.cookie)?.[1];
}

/** Readable by scripts, as the page's own has to replace it; what it says is no secret, and is signed. */
function setCookie({ request, response }: Exchange, value: string, seconds: number): void {
  const secure = isSecure(request) ? "; Secure" : "";
  const rules = `Max-Age=${seconds}; Path=/; SameSite=Lax${secure}`;
  response.appendHeader("Set-Cookie", `${name}=${value}; ${rules}`);
}
