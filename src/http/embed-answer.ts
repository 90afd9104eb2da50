// Answers a page that asks for one of its nested views alone: it came later, or has lost its session.
import type { ServerResponse } from "node:http";
import type { View } from "../live/view.js";
import type { Embed } from "../session/embeds.js";
import { embedAttributes } from "../session/nested-instance.js";
import type { MountResult } from "../session/registry.js";
import type { SessionVisit } from "../session/session-parts.js";
import { endWithHtml, endWithRedirect, setViewHeaders, statusError } from "./answers.js";
import { readCookieId } from "./cookie.js";
import { addVary } from "./headers.js";
import { NestedMounts, nestedVisit, parkAllWhenSent, refusedHtml } from "./nested.js";
import type { LiveRequest } from "./request.js";
import { returningOf } from "./returning.js";
import { documentOf, isOver, type PageContext, type Route, visitOf } from "./route.js";

interface Exchange {
  readonly request: LiveRequest;
  readonly response: ServerResponse;
}

export interface EmbedAnswer {
  readonly html: string;
  readonly redirect: Extract<MountResult, { readonly kind: "redirect" }> | null;
}

/** A header that a page brings back, as it was given to it. */
export function isAskingForEmbed({ headers }: LiveRequest): boolean {
  return headers["live-embed"] !== undefined;
}

/** Throws the status of a page that asks for what was not given to it, or not here. */
export async function answerEmbed(route: Route, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const { context } = route;
  const cookieId = readCookieId(request, !context.options.isProduction);
  if (cookieId === null) throw statusError(403);
  const visit = await visitOf(request, cookieId, route);
  if (isOver(response)) return;
  const answer = await mountWanted(context, exchange, {
    visit,
    // In a new process nobody has rendered what is nested in the page.
    meetViews: async () => {
      const mounted = await context.registry.mount(route.view, visit);
      if (mounted.kind === "mounted") context.registry.discard(mounted.session);
    },
  });
  if (isOver(response)) return;
  if (answer === null) throw statusError(403);
  if (answer.redirect !== null) return endWithRedirect(response, answer.redirect);
  endWithHtml(response, answer.html);
}

/** Mounts what the page asks for, and sets the headers that say so. Null: it may not have that. */
export async function mountWanted(
  context: PageContext,
  exchange: Exchange,
  {
    visit,
    meetViews,
  }: { readonly visit: SessionVisit; readonly meetViews: () => Promise<void> | void },
): Promise<EmbedAnswer | null> {
  const { headers } = exchange.request;
  const { embeds, views } = context.registry.services;
  const token = String(headers["live-embed"]);
  const embed = embeds?.open(token, visit) ?? null;
  if (embed === null) return null;
  let view = views.find(embed.view);
  if (view === null) {
    await meetViews();
    view = views.find(embed.view);
  }
  if (view === null) {
    exchange.response.setHeader("Retry-After", "5");
    throw statusError(503);
  }
  return mountEmbed(context, exchange, { view, embed, token, visit });
}

async function mountEmbed(
  context: PageContext,
  { request, response }: Exchange,
  {
    view,
    embed,
    token,
    visit,
  }: {
    readonly view: View;
    readonly embed: Embed;
    readonly token: string;
    readonly visit: SessionVisit;
  },
): Promise<EmbedAnswer> {
  const { registry } = context;
  const attributes = embedAttributes(embed, token);
  const mounts = new NestedMounts(context, { visit, document: documentOf(request, context) });
  const isAway = (): boolean => {
    if (!isOver(response)) parkAllWhenSent([mounts], { request, response, registry });
    else mounts.discardAll();
    return isOver(response);
  };
  try {
    const returning = returningOf(request.headers["live-rejoin"], (each) =>
      context.claimsOf(each, visit.cookieId),
    );
    const ownVisit = nestedVisit(visit, embed.nesting, embed.props);
    const mounted = await mounts.mount(view, ownVisit, returning);
    if (isAway()) return shown("");
    if (mounted.kind === "redirect") return { html: "", redirect: mounted };
    setEmbedHeaders(response, stateOf(mounted));
    if (mounted.kind === "status") return shown(refusedHtml(embed.id));
    const live = context.signSession(mounted.session.id, visit.cookieId);
    if (mounted.kind === "mounted") {
      const html = mounted.session.print(` live="${live}"${attributes}`);
      return shown(mounts.fill(mounted.session, html));
    }
    response.setHeader("live-token", live);
    return shown("");
  } catch (error) {
    if (isAway()) return shown("");
    setEmbedHeaders(response, "failed");
    return shown(`<div${attributes}>${mounts.problemOf(view, error)}</div>`);
  }
}

function shown(html: string): EmbedAnswer {
  return { html, redirect: null };
}

/** What stands behind the token of a container; without one there is nothing to join. */
function stateOf(mounted: MountResult): string {
  if (mounted.kind === "awaited") return "awaited";
  if (mounted.kind !== "mounted") return "refused";
  return mounted.isRestored ? "restored" : "fresh";
}

function setEmbedHeaders(response: ServerResponse, view: string): void {
  setViewHeaders(response, view);
  addVary(response, ["live-embed"]);
}
