// The handler of one live page: mounts a view inside the request, prints it, and parks its session.
import type { ServerResponse } from "node:http";
import { LiveError } from "../errors.js";
import type { View } from "../live/view.js";
import { full } from "../session/admission.js";
import { hasNested } from "../session/nested-instance.js";
import type { SessionVisit } from "../session/session-parts.js";
import { documentWith, type ShownDocument } from "../session/shown-document.js";
import { endWithLoad, endWithRedirect, endWithToken, isFailure, statusError } from "./answers.js";
import { assertRoute } from "./assert-route.js";
import { ensureCookieId } from "./cookie.js";
import { answerEmbed, isAskingForEmbed } from "./embed-answer.js";
import { forgetFlash, sendFlash } from "./flash.js";
import { handOver } from "./hand-over.js";
import { endWithText } from "./headers.js";
import { navigationOf } from "./navigating.js";
import { mountNested } from "./nested-page.js";
import { assertPageOptions, type PageOptions } from "./options.js";
import type { Handler, LiveRequest } from "./request.js";
import { returningOf } from "./returning.js";
import {
  type Answering,
  beginEarly,
  documentOf,
  endWithDocument,
  endWithView,
  isOver,
  type PageContext,
  parkWhenSent,
  type Route,
  sharedAssets,
  visitOf,
} from "./route.js";
import { Routes } from "./routes.js";
import { answerPost } from "./submit.js";

const allowedMethods = "GET, HEAD, POST";

export function createPageHandler(view: View, page: PageOptions, context: PageContext): Handler {
  if (view?.definition === undefined) throw new LiveError("PAGE_WITHOUT_VIEW", { got: view });
  assertPageOptions(page);
  const routes = new Routes(view, page, context);
  return (request, response, next) => {
    const route = routes.of(request);
    const failed = (thrown: unknown): void => {
      if (isFailure(thrown)) context.registry.services.problems.count += 1;
      handOver(thrown, response, next);
    };
    switch (request.method) {
      case "GET":
      case "HEAD":
        answerPage(route, request, response).catch(failed);
        return;
      case "POST":
        answerPost(route, request, response).catch(failed);
        return;
      default:
        endWithText(response, 405, "Method Not Allowed", { Allow: allowedMethods });
    }
  };
}

async function answerPage(
  route: Route,
  request: LiveRequest,
  response: ServerResponse,
): Promise<void> {
  const { options, registry } = route.context;
  const { "live-rejoin": rejoin } = request.headers;
  const isNavigation = navigationOf(request) !== null;
  // Those who lost their sessions come all at once; whoever is new has no one to wait for.
  if (rejoin !== undefined && (await registry.services.admission.admit(nothing)) === full) {
    response.setHeader("Retry-After", "5");
    throw statusError(503);
  }
  if (isAskingForEmbed(request)) return answerEmbed(route, { request, response });
  const assets = isNavigation ? sharedAssets(request, route) : null;
  if (isNavigation && assets === null) return endWithLoad(response, route.routeParts.layoutId);
  const cookieId = ensureCookieId(request, response, !options.isProduction);
  assertRoute(route.view, request);
  const visit = await visitOf(request, cookieId, route);
  if (isOver(response)) return;
  const document = assets === null ? documentOf(request, route.context) : documentWith(assets);
  const early = beginEarly(route, { request, response }, visit);
  const exchange = { request, response, early };
  try {
    await answerVisit(route, exchange, { visit, document });
  } catch (error) {
    if (early === null) throw error;
    // The status of the answer is out. The browser asks again, and if that fails too, it is the app's
    // error handlers' turn; of an error that does not come twice they would never hear.
    const view = route.view.definition.name;
    registry.services.problems.tell(error, { view, where: "mount", sessionId: null });
    early.endElsewhere();
  }
}

interface Asked {
  readonly visit: SessionVisit;
  /** In which the page will stand, where it stands in one already. */
  readonly document: ShownDocument | null;
}

async function answerVisit(
  route: Route,
  exchange: Answering,
  { visit, document }: Asked,
): Promise<void> {
  const { view, context } = route;
  const { registry } = context;
  const { request, response, early } = exchange;
  const { cookieId } = visit;
  const { "live-rejoin": rejoin } = request.headers;
  const mounted = await registry.mount(view, visit, {
    created: (session) => {
      session.document = document;
      parkWhenSent(session, { request, response, registry });
    },
    returning: returningOf(rejoin, (token) => context.claimsOf(token, cookieId)),
  });
  if (isOver(response)) {
    if ("session" in mounted) registry.discard(mounted.session);
    return;
  }
  if (early && mounted.kind !== "mounted") return early.endElsewhere();
  if (mounted.kind === "awaited") {
    return endWithToken(response, context.signSession(mounted.session.id, cookieId));
  }
  if (mounted.kind === "status") throw statusError(mounted.status);
  if (mounted.kind === "redirect") {
    sendFlash({ request, response }, mounted.flash, { ...visit, ...registry.services });
    return endWithRedirect(response, mounted);
  }
  const { session, isRestored } = mounted;
  // A page that comes back has the views that are nested in it.
  const hasMore = rejoin === undefined && hasNested(session.page);
  const nested = hasMore ? await mountNested(route, exchange, { session, visit }) : null;
  if (hasMore && nested === null) return;
  if (!early) forgetFlash(exchange);
  const shown = { session, visit, nested };
  if (rejoin === undefined && navigationOf(request) === null) {
    return endWithDocument(route, exchange, shown);
  }
  endWithView(route, exchange, { ...shown, isRestored });
}

function nothing(): void {}
