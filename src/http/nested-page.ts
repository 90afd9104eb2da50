// What is nested in a live page: mounted before the page is printed, and part of its first HTML.
import { sumOf } from "../session/flashes.js";
import type { Session } from "../session/session.js";
import type { SessionVisit } from "../session/session-parts.js";
import { endWithRedirect } from "./answers.js";
import { sendFlash } from "./flash.js";
import { NestedMounts, parkAllWhenSent } from "./nested.js";
import type { LiveRequest } from "./request.js";
import { type Answering, isOver, type Route } from "./route.js";

/** Null: the answer is out, or nobody waits for it any more. */
export async function mountNested(
  { context }: Route,
  { request, response, early }: Answering,
  { session, visit }: { readonly session: Session; readonly visit: SessionVisit },
): Promise<NestedMounts | null> {
  const { registry } = context;
  const { document } = session;
  const mounts = new NestedMounts(context, { visit, document, keptIds: stickyIds(request) });
  await mounts.mountAllIn(session);
  const { redirect } = mounts;
  if (!isOver(response) && redirect === null) {
    parkAllWhenSent([mounts], { request, response, registry });
    return mounts;
  }
  registry.discard(session);
  mounts.discardAll();
  if (isOver(response) || redirect === null) return null;
  if (early) {
    early.endElsewhere();
    return null;
  }
  const flash = sumOf([session.flashes?.current, redirect.flash], registry.services.limits);
  sendFlash({ request, response }, flash, { ...visit, ...registry.services });
  endWithRedirect(response, redirect);
  return null;
}

/** Of the views that the page keeps, as it says. Something that is no list of ids means none. */
function stickyIds({ headers }: LiveRequest): readonly string[] {
  try {
    return String(headers["live-sticky"] ?? "")
      .split(" ")
      .map(decodeURIComponent);
  } catch {
    return [];
  }
}
