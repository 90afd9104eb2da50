// The handler of one live page: mounts a view inside the request, prints it, and parks its session.
import { type ServerResponse, STATUS_CODES } from "node:http";
import { LiveError } from "../errors.js";
import type { Visit } from "../live/context.js";
import type { View } from "../live/view.js";
import type { Registry } from "../session/registry.js";
import type { Session } from "../session/session.js";
import { ensureCookieId } from "./cookie.js";
import { type PrintedHead, printDocument, printHead } from "./document.js";
import { addVary, endWithText } from "./headers.js";
import { assertFunction, type PageOptions, type ResolvedOptions } from "./options.js";
import { queryOf } from "./query.js";
import { addressOf, type Handler, type LiveRequest, pathnameOf, urlOf } from "./request.js";

/** What all pages of a live app share. */
export interface PageContext {
  readonly options: ResolvedOptions;
  readonly registry: Registry;
  readonly scriptUrl: string;
  /** The token that lets this visitor's page join the session. */
  signSession(sessionId: string, cookieId: string): string;
}

const allowedMethods = "GET, HEAD";

export function createPageHandler(view: View, page: PageOptions, context: PageContext): Handler {
  if (view?.definition === undefined) throw new LiveError("PAGE_WITHOUT_VIEW", { got: view });
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
  const visit = await visitOf(request, page, options);
  const mounted = await registry.mount(view, {
    ...visit,
    cookieId,
    address: addressOf(request),
    ...keyOf(request, options),
  });
  addVary(response, ["live-nav", "live-rejoin"]);
  response.setHeader("Cache-Control", "private, no-cache");
  if (mounted.kind === "redirect") return endWithRedirect(response, mounted);
  if (mounted.kind === "status") throw statusError(mounted.status);
  const { session } = mounted;
  try {
    const token = context.signSession(session.id, cookieId);
    const container = session.print(` live="${token}"`);
    const fallbackTitle = view.definition.name ?? pathnameOf(visit.url);
    parkWhenSent(session, request, response, registry);
    if (request.headers["live-rejoin"] === "1") {
      return endWithView(response, container, printHead(session.head(), fallbackTitle));
    }
    const html = printDocument({
      layout: page.layout ?? options.layout,
      head: session.head(),
      fallbackTitle,
      container,
      url: visit.url,
      lang: page.lang ?? options.lang,
      scriptUrl: context.scriptUrl,
    });
    endWithHtml(response, html);
  } catch (error) {
    registry.discard(session);
    throw error;
  }
}

async function visitOf(
  request: LiveRequest,
  page: PageOptions,
  options: ResolvedOptions,
): Promise<Visit> {
  const url = urlOf(request);
  return {
    params: { ...(request.params as Readonly<Record<string, string>> | undefined) },
    query: queryOf(url, options.limits),
    url,
    session: await (page.session ?? options.session)(request),
  };
}

function keyOf(request: LiveRequest, options: ResolvedOptions): { key?: string } {
  const key = options.key(request);
  return key === undefined ? {} : { key };
}

/** Only a page that reached its browser waits for a socket: not a HEAD, not an aborted answer. */
function parkWhenSent(
  session: Session,
  request: LiveRequest,
  response: ServerResponse,
  registry: Registry,
): void {
  if (request.method === "HEAD" || response.destroyed || request.socket.destroyed) {
    return registry.discard(session);
  }
  let isSent = false;
  response.once("finish", () => {
    isSent = true;
    registry.park(session);
  });
  response.once("close", () => {
    if (!isSent) registry.discard(session);
  });
}

function endWithHtml(response: ServerResponse, html: string): void {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(html));
  // Node leaves the body of an answer to HEAD away.
  response.end(html);
}

function endWithView(response: ServerResponse, container: string, { title }: PrintedHead): void {
  response.setHeader("Cache-Control", "private, no-store");
  response.setHeader("live-view", "1");
  response.setHeader("live-title", encodeURIComponent(title));
  endWithHtml(response, container);
}

function endWithRedirect(
  response: ServerResponse,
  { url, status }: { readonly url: string; readonly status: number },
): void {
  response.writeHead(status, { Location: encodeURI(decodeSafely(url)), "Content-Length": 0 });
  response.end();
}

// `mount` may write a URL with or without percent signs; a header must not hold anything but ASCII.
function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** An error as Express' error handlers know them: `status` says what to answer. */
function statusError(status: number): Error {
  const error = new Error(STATUS_CODES[status] ?? String(status));
  return Object.assign(error, { status, statusCode: status, expose: status < 500 });
}
