// Messages that are shown once, on their way from one page to the next: by a header, by a cookie, or in the app's own session.
import type { ServerResponse } from "node:http";
import type { Flash } from "../live/flash.js";
import { entriesOf, type FlashEntries, flashOf, isEmpty } from "../session/flashes.js";
import type { Services } from "../session/services.js";
import { deleteFromApp, putIntoApp, restoreAtEnd, sessionOf, textsOf } from "./app-flash.js";
import { readCookieId } from "./cookie.js";
import { isSecure, type LiveRequest } from "./request.js";

/** Of the header of a navigation, and of the cookie of a redirect. */
const name = "live-flash";
/** The page's script writes its own before it loads a page: the other one is none of its business. */
const nextName = "live-flash-next";
const cookies = [name, nextName].map(
  (each) => [each, new RegExp(`(?:^|;)\\s*${each}=([\\w.-]*)`)] as const,
);

/** A page's script asks, to go on or to come back. */
const scriptHeaders = ["live-nav", "live-rejoin", "live-embed"];

type Signing = Pick<Services, "flashTokens" | "limits">;

interface Exchange {
  readonly request: LiveRequest;
  readonly response: ServerResponse;
}

/** What came along to the page that is asked for; null where nobody is shown anything. */
export function arrivingFlash(
  request: LiveRequest,
  cookieId: string,
  { limits, flashTokens }: Signing,
): Flash | null {
  if (request.method !== "GET" || isUnseen(request) || isReturning(request)) return null;
  const carried = (token: unknown): FlashEntries =>
    flashTokens === null ? [] : entriesOf(flashTokens.read(token, cookieId));
  const app = sessionOf(request);
  // The header first: it goes through a chain of redirects, each of which may have more to say.
  const entries = [
    ...carried(request.headers[name]),
    ...(app === null ? [] : textsOf(app)),
    ...cookiesOf(request).flatMap(([, token]) => carried(token)),
  ];
  return entries.length === 0 ? null : flashOf(entries, limits);
}

/** Before the routes of the app. */
export function flashPasses(
  exchange: Exchange,
  rules: Signing & { readonly isPlainCookieAllowed: boolean },
): void {
  const { request, response } = exchange;
  const { headers } = request;
  const isOfScript = scriptHeaders.some((each) => headers[each] !== undefined);
  if (!isOfScript && !isUnseen(request)) return handFlashToApp(exchange, rules);
  const app = sessionOf(request);
  const isOnItsWay = headers["live-rejoin"] === undefined && headers["live-embed"] === undefined;
  // What is no live page of this document will be asked for again, by the browser; a page that comes back shows what it had.
  const isForNobody = (): boolean =>
    !isRedirect(response) && !(isOnItsWay && response.getHeader("live-view") === "fresh");
  if (app !== null) restoreAtEnd(app, response, () => isUnseen(request) || isForNobody());
}

/**
 * A redirect of a live page brings it by a cookie, of which the pages that the app prints itself know nothing: they find it in
 * the app's session. Only for what a browser shows: what it loads beside must not write to the session.
 */
function handFlashToApp(
  { request, response }: Exchange,
  { limits, flashTokens, isPlainCookieAllowed }: Signing & { isPlainCookieAllowed: boolean },
): void {
  const { method, headers } = request;
  if (method !== "GET" || isReturning(request)) return;
  const carried = cookiesOf(request);
  if (carried.length === 0 || headers.accept?.includes("text/html") !== true) return;
  const app = sessionOf(request);
  const cookieId = readCookieId(request, isPlainCookieAllowed);
  if (app === null || cookieId === null || flashTokens === null) return;
  const entries = carried.flatMap(([, token]) => entriesOf(flashTokens.read(token, cookieId)));
  if (entries.length > 0) putIntoApp(app, flashOf(entries, limits));
  forgetCookies({ request, response });
  // A live page behind must not find it twice.
  for (const [, pattern] of cookies) headers.cookie = headers.cookie?.replace(pattern, "");
}

/** The page is shown with it: the next one must not. */
export function forgetFlash({ request, response }: Exchange): void {
  if (request.method !== "GET" || isUnseen(request) || isReturning(request)) return;
  const app = sessionOf(request);
  if (app !== null) deleteFromApp(app);
  forgetCookies({ request, response });
}

function forgetCookies({ request, response }: Exchange): void {
  for (const [each] of cookiesOf(request)) setCookie({ request, response }, each, null);
}

/** The answer is a redirect: the page that it leads to shows it. */
export function sendFlash(
  { request, response }: Exchange,
  flash: Flash | undefined,
  { cookieId, flashTokens, limits }: { readonly cookieId: string } & Signing,
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
    setCookie({ request, response }, name, {
      value: flashTokens.sign(flash, cookieId),
      seconds: Math.ceil(limits.flashMs / 1000),
    });
    const isOther = ([each]: readonly [string, string]): boolean => each !== name;
    for (const [each] of cookiesOf(request).filter(isOther)) {
      setCookie({ request, response }, each, null);
    }
  }
}

function isRedirect(response: ServerResponse): boolean {
  const { statusCode } = response;
  if (response.hasHeader("live-location")) return true;
  return statusCode >= 300 && statusCode < 400 && response.hasHeader("location");
}

/** It may never be looked at. A browser that fetches ahead by itself says so, and may say `prefetch;prerender`. */
function isUnseen({ headers }: LiveRequest): boolean {
  return headers["live-nav"] === "prefetch" || /^prefetch\b/.test(`${headers["sec-purpose"]}`);
}

function isReturning({ headers }: LiveRequest): boolean {
  return headers["live-rejoin"] !== undefined;
}

/** Those that came, with what they say. */
function cookiesOf({ headers }: LiveRequest): readonly (readonly [name: string, token: string])[] {
  const { cookie } = headers;
  if (cookie?.includes(name) !== true) return [];
  return cookies.flatMap(([each, pattern]) => {
    const token = pattern.exec(cookie)?.[1];
    return token === undefined ? [] : [[each, token] as const];
  });
}

/** A script cannot read it; what a script has written is replaced by it. Null takes the cookie away. */
function setCookie(
  { request, response }: Exchange,
  each: string,
  content: { readonly value: string; readonly seconds: number } | null,
): void {
  const { value, seconds } = content ?? { value: "", seconds: 0 };
  const secure = isSecure(request) ? "; Secure" : "";
  const rules = `Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`;
  response.appendHeader("Set-Cookie", `${each}=${value}; ${rules}`);
}
