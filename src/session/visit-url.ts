// Live changes of a page's URL: only the query and the hash may change, and `params` is told.
import type { Payload, Visit } from "../live/context.js";
import type { ViewDefinition } from "../live/view-definition.js";
import { type FormLimits, parseFormBody } from "../wire/form-body.js";
import type { Call } from "./call.js";
import { invalidInput } from "./invoke.js";

const base = "http://slotwire.invalid";

/** What a session keeps of its visit when its view has `params`, or stands in live layouts. */
export type KeptVisit = Pick<Visit, "params" | "url" | "session">;

/** Whether `params` is told of the URL: that is the page's, and no nested view's. */
export function followsUrl(session: {
  readonly definition: ViewDefinition;
  readonly identity: { readonly nesting: object | null };
}): boolean {
  return session.definition.params !== null && session.identity.nesting === null;
}

export function keepsVisit(session: Parameters<typeof followsUrl>[0]): boolean {
  return session.definition.within.length > 0 || followsUrl(session);
}

/** What `params` answers for the new URL; `invalidInput` when that is the URL of another page. */
export function callParams(
  definition: ViewDefinition,
  change: { visit: KeptVisit; href: string; state: object; call: Call; limits: FormLimits },
): unknown {
  const { visit, state, call } = change;
  const url = samePageUrl(change.href, visit.url);
  const query = url === null ? null : queryOf(url, change.limits);
  if (url === null || query === null || definition.params === null) return invalidInput;
  return definition.params({ ...visit, url, query, state, ctx: call });
}

/** Path, query and hash of `href` when only query or hash differ from `current`, else null. */
export function samePageUrl(href: string, current: string): string | null {
  if (!URL.canParse(current, base)) return null;
  const now = new URL(current, base);
  if (!URL.canParse(href, now.href)) return null;
  const next = new URL(href, now);
  if (next.origin !== base || next.pathname !== now.pathname) return null;
  return next.pathname + next.search + next.hash;
}

export function queryOf(url: string, limits: FormLimits): Payload | null {
  return parseFormBody(new URL(url, base).search.slice(1), limits);
}
