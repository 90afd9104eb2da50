// What the GET and the POST of a live page share: what they know of the route, the visit, and the answer with what the page shows.
import type { ServerResponse } from "node:http";
import { disown, LiveError } from "../errors.js";
import type { View } from "../live/view.js";
import type { Registry } from "../session/registry.js";
import type { Session } from "../session/session.js";
import type { SessionVisit } from "../session/session-parts.js";
import { documentAgain, documentWith, type ShownDocument } from "../session/shown-document.js";
import { inTime, mountLimit } from "../session/time-limit.js";
import type { TokenClaims } from "../session/token.js";
import { endWithHtml, endWithPage, setSharedHeaders, setShownOnce } from "./answers.js";
import { type DocumentParts, printDocument, printPage, type RouteParts } from "./document.js";
import { assetsIn, documentAssets } from "./document-name.js";
import { EarlyDocument } from "./early.js";
import { arrivingFlash } from "./flash.js";
import type { FormTokens } from "./form-tokens.js";
import type { LayoutIds } from "./layout-id.js";
import { fromOf, navigationOf } from "./navigating.js";
import type { NestedMounts } from "./nested.js";
import type { PageOptions, ResolvedOptions } from "./options.js";
import { pathMatcher } from "./path-matcher.js";
import { withFormFields } from "./printed-forms.js";
import { queryOf } from "./query.js";
import { addressOf, isWhole, type LiveRequest, pathnameOf, routeOf, urlOf } from "./request.js";
import { printScriptData } from "./script-data.js";
import type { SharedOptions } from "./shared-options.js";
import type { StaticAssets } from "./static-assets.js";

/** What all pages of a live app share. */
export interface PageContext {
  readonly options: ResolvedOptions;
  readonly registry: Registry;
  readonly scriptUrl: string;
  /** In development only. */
  readonly debugUrl: string | null;
  readonly formTokens: FormTokens;
  readonly layoutIds: LayoutIds;
  /** Of `live.pages`. */
  readonly shared: SharedOptions;
  asset(name: string): string;
  /** The app's own files; null where it has not said where they are. */
  readonly assets: StaticAssets | null;
  /** The token that lets this visitor's page join the session. */
  signSession(sessionId: string, cookieId: string): string;
  /** What a page's token says; null when it is not one of this visitor's. */
  claimsOf(token: string, cookieId: string): TokenClaims | null;
}

/** A view, and what has been said of its pages. */
export interface Served {
  readonly view: View;
  readonly page: PageOptions;
  readonly context: PageContext;
}

export interface Route extends Served {
  readonly routeParts: RouteParts;
}

export function createRoute(view: View, page: PageOptions, context: PageContext): Route {
  const { options, layoutIds, scriptUrl, debugUrl, asset, assets } = context;
  const { layout = options.layout, lang = options.lang } = page;
  const scriptData = printScriptData({
    banner: page.banner ?? options.banner,
    limits: options.limits,
  });
  // Now, so that it is the same in all processes of a build.
  const layoutId = layoutIds.of(layout, lang);
  const files = { scriptUrl, scriptData, debugUrl, asset, assets };
  return { view, page, context, routeParts: { layout, lang, layoutId, ...files } };
}

interface Shown {
  readonly session: Session;
  readonly visit: SessionVisit;
  /** Null: nothing is nested in the view. */
  readonly nested: NestedMounts | null;
}

export interface Answering extends Pick<Exchange, "request" | "response"> {
  readonly early?: EarlyDocument | null;
}

/** Sends what needs no view, where the page wants that and nothing stands against it. */
export function beginEarly(
  route: Route,
  { request, response }: Pick<Exchange, "request" | "response">,
  visit: SessionVisit,
): EarlyDocument | null {
  const { page, context } = route;
  const isAlone = request.headers["live-nav"] === undefined && !request.headers["live-rejoin"];
  // A message is taken from where it came, which a header says.
  const isEarly = (page.early ?? context.options.early) && request.method === "GET" && isAlone;
  if (!isEarly || visit.flash || isWhole(request)) return null;
  setSharedHeaders(response);
  return EarlyDocument.begin(response, partsOf(route, { request, response }, visit));
}

/** The whole page, as the session has it now. */
export function endWithDocument(
  route: Route,
  { request, response, early }: Answering,
  shown: Shown,
): void {
  const { registry, formTokens } = route.context;
  try {
    if (!early) setSharedHeaders(response);
    if (shown.visit.flash) setShownOnce(response);
    const parts = partsOf(route, { request, response }, shown.visit);
    const forms = () => formTokens.of(shown.session, shown.visit.cookieId);
    const own = withFormFields(printContainer(route, shown), forms);
    const container = shown.nested?.fillWithForms(shown.session, own) ?? own;
    const { html, assets } = printDocument(parts, { head: shown.session.head, container });
    shown.session.document = documentWith(assets);
    shown.nested?.standIn(shown.session.document);
    if (early) early.end(html);
    else endWithHtml(response, html);
  } catch (error) {
    registry.discard(shown.session);
    shown.nested?.discardAll();
    throw error;
  }
}

/** What of it changes for a page that stands in a document of the same layout, and has a script for its forms. */
export function endWithView(
  route: Route,
  { request, response }: Pick<Exchange, "request" | "response">,
  shown: Shown & { readonly isRestored: boolean },
): void {
  try {
    const parts = partsOf(route, { request, response }, shown.visit);
    const { isRestored, nested, session } = shown;
    const own = printContainer(route, shown);
    const container = nested?.fill(session, own) ?? own;
    endWithPage(response, { ...printPage(parts, { head: session.head, container }), isRestored });
  } catch (error) {
    route.context.registry.discard(shown.session);
    shown.nested?.discardAll();
    throw error;
  }
}

function printContainer(
  { context }: Route,
  { session, visit }: Pick<Shown, "session" | "visit">,
): string {
  return session.print(` live="${context.signSession(session.id, visit.cookieId)}"`);
}

function partsOf(
  { view, page, context, routeParts }: Route,
  { request, response }: Pick<Exchange, "request" | "response">,
  { url, session }: SessionVisit,
): DocumentParts {
  const nonce: unknown = (page.nonce ?? context.options.nonce)?.(request, response);
  if (disown(nonce)) {
    const expected = "a function that returns a text, and no promise";
    throw new LiveError("LIVE_OPTION_INVALID", { option: "nonce", expected, got: nonce });
  }
  return {
    routeParts,
    fallbackTitle: view.definition.name ?? pathnameOf(url),
    url,
    session,
    nonce: typeof nonce === "string" && nonce !== "" ? nonce : null,
  };
}

/**
 * The files of the document in which a page asks for this one; null when it has to be loaded, since it
 * stands in another layout, or in one whose files have changed since.
 */
export function sharedAssets(request: LiveRequest, route: Route): readonly string[] | null {
  const { isCurrentAsset } = route.context.registry.services;
  return documentAssets(request.headers["live-layout"], route.routeParts.layoutId, isCurrentAsset);
}

/** The document of a page or a nested view that comes back, as far as it says. */
export function documentOf(request: LiveRequest, { registry }: PageContext): ShownDocument | null {
  const { isCurrentAsset } = registry.services;
  return documentAgain(assetsIn(request.headers["live-layout"]), isCurrentAsset);
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
export function parkWhenSent(session: Session, { request, response, registry }: Exchange): void {
  response.once("close", () => {
    if (!response.writableFinished || request.method === "HEAD") return registry.discard(session);
    registry.park(session, { isPrefetch: navigationOf(request) === "prefetch" });
  });
}

/** Nobody waits for the answer any more: the visitor left, or a time limit has answered. */
export function isOver(response: ServerResponse): boolean {
  return response.destroyed || response.writableEnded;
}

export async function visitOf(
  request: LiveRequest,
  cookieId: string,
  { view, page, context: { options, registry } }: Served,
): Promise<SessionVisit> {
  // A logout may come while the rest is waited for.
  const admittedAtMs = Date.now();
  const url = urlOf(request);
  const data = (page.session ?? options.session)(request);
  const limit = () => mountLimit(view, registry.services);
  return {
    params: paramsOf(request),
    query: queryOf(url, options.limits),
    url,
    from: fromOf(request),
    session: data instanceof Promise ? await inTime(data, limit()) : await data,
    cookieId,
    address: addressOf(request),
    key: keyOf(request, options),
    admittedAtMs,
    route: routeOf(request),
    flash: arrivingFlash(request, cookieId, registry.services),
    matchPath: (page.patchParams ?? options.patchParams) ? pathMatcher(request) : null,
  };
}

/** Most routes have none, and sessions keep theirs. */
const noParams = Object.freeze({});

function paramsOf({ params = noParams }: LiveRequest): SessionVisit["params"] {
  return Object.keys(params).length === 0 ? noParams : { ...params };
}

/** Anything but a text would never be found again: `live.disconnect(key)` would end nothing, in silence. */
export function keyOf(request: LiveRequest, options: ResolvedOptions): string | null {
  const got: unknown = options.key(request);
  if (got === undefined || got === null) return null;
  if (typeof got === "string") return got;
  disown(got);
  const expected = "a function that returns a text, or undefined for nobody, and no promise";
  throw new LiveError("LIVE_OPTION_INVALID", { option: "key", expected, got });
}
