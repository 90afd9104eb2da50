// Answers a form that was posted without JavaScript: its token first, then a mount, its handler, a redirect or the page.
import type { ServerResponse } from "node:http";
import type { Flash } from "../live/flash.js";
import { hasNested } from "../session/nested-instance.js";
import { type SubmitAnswer, submitForm } from "../session/submit.js";
import type { Payload } from "../wire/protocol.js";
import { endWithRedirect, statusError } from "./answers.js";
import { readCookieId } from "./cookie.js";
import { sendFlash } from "./flash.js";
import { readForm } from "./form-body.js";
import { type PostedForm, postedForm } from "./form-field.js";
import { mountNested } from "./nested-page.js";
import { isOriginAllowed } from "./origin.js";
import { type LiveRequest, urlOf } from "./request.js";
import { endWithDocument, isOver, parkWhenSent, type Route, visitOf } from "./route.js";

interface Checked extends PostedForm {
  readonly cookieId: string;
  /** Of the actions of the page that was posted from. */
  readonly salt: number;
}

/** The view of the form is not there any more. */
const stale: SubmitAnswer = { kind: "page", status: 409 };

interface Redirect {
  readonly url: string;
  readonly status: number;
  readonly flash?: Flash;
}

export async function answerPost(
  route: Route,
  request: LiveRequest,
  response: ServerResponse,
): Promise<void> {
  const { view, context } = route;
  const { registry } = context;
  const left = new AbortController();
  response.once("close", () => left.abort());
  const posted = await checkedForm(route, request, response);
  if (isOver(response)) return;
  const visit = await visitOf(request, posted.cookieId, route);
  if (isOver(response)) return;
  const mounted = await registry.mount(view, visit, {
    // The close of a response that is a redirect finds a session that is over.
    created: (session) => parkWhenSent(session, { request, response, registry }),
  });
  // The session is over then, with the response.
  if (isOver(response)) return;
  if (mounted.kind === "status") throw statusError(mounted.status);
  const redirect = ({ flash, ...to }: Redirect): void => {
    sendFlash({ request, response }, flash, { ...posted, ...registry.services });
    endWithRedirect(response, to);
  };
  if (mounted.kind === "redirect") return redirect(mounted);
  const { session } = mounted;
  const exchange = { request, response };
  const isNested = posted.path.length > 0;
  let nested = isNested ? await mountNested(route, exchange, { session, visit }) : null;
  if (isNested && nested === null) return;
  const discard = (): void => {
    registry.discard(session);
    nested?.discardAll();
  };
  const target = nested === null ? session : nested.find(session, posted.path);
  try {
    const answer = target === null ? stale : await submitForm(target, posted, left.signal);
    if (isOver(response)) return discard();
    if (answer.kind === "redirect") {
      discard();
      return redirect({ ...answer, url: answer.url ?? urlOf(request), status: 303 });
    }
    // It may have ended meanwhile, by `disconnect` or `close`.
    if (session.isOver || target?.isOver) throw statusError(503);
    response.statusCode = answer.status;
    if (target !== null) await nested?.mountAllIn(target);
  } catch (error) {
    discard();
    if (left.signal.aborted) return;
    throw error;
  }
  if (nested === null && hasNested(session.page)) {
    nested = await mountNested(route, exchange, { session, visit });
    if (nested === null) return;
  }
  endWithDocument(route, exchange, { session, visit, nested });
}

/** Throws the status that refuses the request. */
async function checkedForm(
  { context: { options, formTokens } }: Route,
  request: LiveRequest,
  response: ServerResponse,
): Promise<Checked> {
  const cookieId = readCookieId(request, !options.isProduction);
  if (cookieId === null || !isOriginFine(request, options.origins)) throw statusError(403);
  const body = await readForm(request, options.limits);
  if (typeof body === "number") {
    // What is left of the body must not be taken for the next request.
    if (body === 413) response.setHeader("Connection", "close");
    throw statusError(body);
  }
  const form = postedForm(body as Payload, options.limits);
  const token = form === null ? null : formTokens.verify(form.token, cookieId);
  if (form === null || token === null) throw statusError(403);
  return { ...form, cookieId, salt: token.salt };
}

/**
 * A browser under `Referrer-Policy: no-referrer` sends `null` for its own site, too: then the token
 * decides, which no other site can have. An origin that is told has to be ours.
 */
function isOriginFine(request: LiveRequest, rules: Parameters<typeof isOriginAllowed>[1]): boolean {
  const { origin } = request.headers;
  return origin === undefined || origin === "null" || isOriginAllowed(request, rules);
}
