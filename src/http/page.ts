// The handler of one live page: mounts a view inside the request, prints it, and parks its session.
import { type ServerResponse, STATUS_CODES } from "node:http";
import { LiveError } from "../errors.js";
import type { View } from "../live/view.js";
import type { Registry } from "../session/registry.js";
import type { Session } from "../session/session.js";
import type { SessionVisit } from "../session/session-parts.js";
import { ensureCookieId } from "./cookie.js";
import { type PrintedHead, printDocument, printHead } from "./document.js";
import { addVary, endWithText } from "./headers.js";
import {
  assertFunction,
  assertNames,
  type PageOptions,
  pageOptions,
  type ResolvedOptions,
} from "./options.js";
import { queryOf } from "./query.js";
import { addressOf, type Handler, type LiveRequest, pathnameOf, urlOf } from "./request.js";
import { returningOf } from "./returning.js";

/** What all pages of a live app share. */
export interface PageContext {
  readonly options: ResolvedOptions;
  readonly registry: Registry;
  readonly scriptUrl: string;
  /** In development only. */
  readonly debugUrl: string | null;
  /** The token that lets this visitor's page join the session. */
  signSession(sessionId: string, cookieId: string): string;
  /** The session of a page's token; null when the token is not one of this visitor's. */
  sessionIdOf(token: string, cookieId: string): string | null;
}

const allowedMethods = "GET, HEAD";

export function createPageHandler(view: View, page: PageOptions, context: PageContext): Handler {
  if (view?.definition === undefined) throw new LiveError("PAGE_WITHOUT_VIEW", { got: view });
  assertNames(page, pageOptions);
  assertFunction("layout", page.layout);
  assertFunction("session", page.session);
  const route = { view, page, context };
  return (request, response, next) => {
    // The seam for forms without JavaScript: POST is refused until they are answered here.
    if (request.method !== "GET" && request.method !== "HEAD") {
      return endWithText(response, 405, "Method Not Allowed", { Allow: allowedMethods });
    }
    answerPage(route, request, response).catch(next);
  };
}

interface Route {
  readonly view: View;
  readonly page: PageOptions;
  readonly context: PageContext;
}

async function answerPage(
  { view, page, context }: Route,
  request: LiveRequest,
  response: ServerResponse,
): Promise<void> {
  const { options, registry } = context;
  const cookieId = ensureCookieId(request, response, !options.isProduction);
  const visit = await visitOf(request, cookieId, { page, options });
  if (isOver(response)) return;
  const mounted = await registry.mount(view, visit, {
    created: (session) => parkWhenSent(session, { request, response, registry }),
    returning: returningOf(request.headers["live-rejoin"], (token) =>
      context.sessionIdOf(token, cookieId),
    ),
  });
  if (isOver(response)) {
    if ("session" in mounted) registry.discard(mounted.session);
    return;
  }
  if (mounted.kind === "awaited") {
    return endWithToken(response, context.signSession(mounted.session.id, cookieId));
  }
  if (mounted.kind === "status") throw statusError(mounted.status);
  if (mounted.kind === "redirect") return endWithRedirect(response, mounted);
  const { session } = mounted;
  try {
    setSharedHeaders(response);
    const token = context.signSession(session.id, cookieId);
    const container = session.print(` live="${token}"`);
    const fallbackTitle = view.definition.name ?? pathnameOf(visit.url);
    if (request.headers["live-rejoin"] !== undefined) {
      const head = printHead(session.head(), fallbackTitle);
      return endWithView(response, container, { ...head, isRestored: mounted.isRestored });
    }
    const html = printDocument({
      layout: page.layout ?? options.layout,
      head: session.head(),
      fallbackTitle,
      container,
      url: visit.url,
      lang: page.lang ?? options.lang,
      scriptUrl: context.scriptUrl,
      debugUrl: context.debugUrl,
    });
    endWithHtml(response, html);
  } catch (error) {
    registry.discard(session);
    throw error;
  }
}

interface Exchange {
  readonly request: LiveRequest;
  readonly response: ServerResponse;
  readonly registry: Registry;
}

/**
 * Only a page that reached its browser waits for a socket, and a HEAD has no page. `mount` may take its
 * time, or never settle: who does not wait for it must not cost memory.
 */
function parkWhenSent(session: Session, { request, response, registry }: Exchange): void {
  response.once("close", () => {
    if (response.writableFinished && request.method !== "HEAD") registry.park(session);
    else registry.discard(session);
  });
}

/** Nobody waits for the answer any more: the visitor left, or a time limit has answered. */
function isOver(response: ServerResponse): boolean {
  return response.destroyed || response.writableEnded;
}

async function visitOf(
  request: LiveRequest,
  cookieId: string,
  { page, options }: { readonly page: PageOptions; readonly options: ResolvedOptions },
): Promise<SessionVisit> {
  const url = urlOf(request);
  return {
    params: { ...(request.params as Readonly<Record<string, string>> | undefined) },
    query: queryOf(url, options.limits),
    url,
    session: await (page.session ?? options.session)(request),
    cookieId,
    address: addressOf(request),
    key: options.key(request) ?? null,
  };
}

function setSharedHeaders(response: ServerResponse): void {
  addVary(response, ["live-nav", "live-rejoin"]);
  response.setHeader("Cache-Control", "private, no-cache");
}

function endWithHtml(response: ServerResponse, html: string): void {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(html));
  // Node leaves the body of an answer to HEAD away.
  response.end(html);
}

function endWithView(
  response: ServerResponse,
  container: string,
  { title, isRestored }: PrintedHead & { readonly isRestored: boolean },
): void {
  response.setHeader("Cache-Control", "private, no-store");
  response.setHeader("live-view", isRestored ? "restored" : "fresh");
  response.setHeader("live-title", encodeURIComponent(title));
  endWithHtml(response, container);
}

/** The page has what there is to see. */
function endWithToken(response: ServerResponse, token: string): void {
  setSharedHeaders(response);
  response.setHeader("Cache-Control", "private, no-store");
  response.setHeader("live-view", "awaited");
  response.setHeader("live-token", token);
  endWithHtml(response, "");
}

function endWithRedirect(
  response: ServerResponse,
  { url, status }: { readonly url: string; readonly status: number },
): void {
  setSharedHeaders(response);
  response.writeHead(status, { Location: toAscii(url), "Content-Length": 0 });
  response.end();
}

/** A header holds ASCII only. What `mount` has encoded stays as it is, in a `next=%2Fhome` too. */
function toAscii(url: string): string {
  return url.replace(/[^\x21-\x7e]|["<>^`{|}]/gu, (char) =>
    Buffer.from(char).toString("hex").replace(/../g, "%$&").toUpperCase(),
  );
}

/** An error as Express' error handlers know them: `status` says what to answer. */
function statusError(status: number): Error {
  const error = new Error(STATUS_CODES[status] ?? String(status));
  return Object.assign(error, { status, statusCode: status, expose: status < 500 });
}
