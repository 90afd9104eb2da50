// What is nested in a live page: mounted before the page is printed, and part of its first HTML.
import type { ServerResponse } from "node:http";
import { sumOf } from "../session/flashes.js";
import type { Session } from "../session/session.js";
import type { SessionVisit } from "../session/session-parts.js";
import { endWithRedirect } from "./answers.js";
import { sendFlash } from "./flash.js";
import { NestedMounts, parkAllWhenSent } from "./nested.js";
import type { LiveRequest } from "./request.js";
import { isOver, type Route, sessionDataOf } from "./route.js";

/** Returns what puts it into the HTML of the page. Null: the answer is out, or nobody waits for it any more. */
export async function mountNested(
  { view, page, context }: Route,
  { request, response }: { readonly request: LiveRequest; readonly response: ServerResponse },
  { session, visit }: { readonly session: Session; readonly visit: SessionVisit },
): Promise<((html: string) => string) | null> {
  const { registry, options } = context;
  let data: ReturnType<typeof sessionDataOf> | undefined;
  const mounts = new NestedMounts(context, {
    ...visit,
    keptIds: new Set(String(request.headers["live-sticky"] ?? "").split(" ")),
    session: async () => {
      // What a page says besides would be missing where its views are mounted later, and not by its route.
      if (page.session === undefined) return visit.session;
      data ??= sessionDataOf(options.session, request, { view, registry });
      return data;
    },
  });
  const fill = await mounts.mountAllIn(session);
  const { redirect } = mounts;
  if (isOver(response) || redirect !== null) {
    registry.discard(session);
    mounts.discardAll();
    if (isOver(response) || redirect === null) return null;
    const flash = sumOf([session.flashes?.current, redirect.flash], registry.services.limits);
    sendFlash({ request, response }, flash, { ...visit, ...registry.services });
    endWithRedirect(response, redirect);
    return null;
  }
  parkAllWhenSent(mounts.sessions, { request, response, registry });
  return fill;
}

/** Of a page without nested views. */
export function same(html: string): string {
  return html;
}
