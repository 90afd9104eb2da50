// Which URLs are those of a page: they differ in the query and the hash, and in path params where the page allows that.
import type { Payload, Visit } from "../live/context.js";
import { type FormLimits, parseFormBody } from "../wire/form-body.js";

const base = "http://slotwire.invalid";

/** What a session keeps of its visit; `url` follows the page's. */
export type KeptVisit = Pick<Visit, "params" | "url" | "session">;

/** Where `ctx.patch` wants the page to be. */
export interface Patched {
  readonly visit: Visit;
  /** Of the entry of the history. */
  readonly isReplacing: boolean;
}

/** The params that the page's route finds in a path; null where the route is another one. */
export type PathMatcher = (path: string) => Visit["params"] | null;

/** Where the page of a session stands. */
export interface VisitHost {
  /** Null for a nested view: the URL is that of the page around it. */
  readonly visit: KeptVisit | null;
  /** Null: the path may not change. */
  readonly matchPath: PathMatcher | null;
  readonly services: { readonly limits: FormLimits };
}

/** What the visit is at `href`; null when that is the URL of another page, or its query is beyond the limits. */
export function visitAt({ visit, matchPath, services }: VisitHost, href: string): Visit | null {
  if (visit === null || !URL.canParse(visit.url, base)) return null;
  const now = new URL(visit.url, base);
  if (!URL.canParse(href, now.href)) return null;
  const next = new URL(href, now);
  if (next.origin !== base) return null;
  const params = next.pathname === now.pathname ? visit.params : matchPath?.(next.pathname);
  const query = parseFormBody(next.search.slice(1), services.limits);
  if (!params || query === null) return null;
  return { params, query, url: next.pathname + next.search + next.hash, session: visit.session };
}

/** A visit without what can be read from its URL. */
export function keptVisit({ params, url, session }: Visit): KeptVisit {
  return { params, url, session };
}

interface Arriving {
  readonly identity: { readonly nesting: object | null };
  visit: KeptVisit | null;
  matchPath: PathMatcher | null;
}

/** The URL is the page's, and no nested view's. */
export function arriveAt(
  session: Arriving,
  visit: Visit & { readonly matchPath?: PathMatcher | null },
): void {
  if (session.identity.nesting !== null) return;
  session.visit = keptVisit(visit);
  session.matchPath = visit.matchPath ?? null;
}

/** Without the hash, which no request has. */
export function isSameRequest(url: string, other: string): boolean {
  return withoutHash(url) === withoutHash(other);
}

function withoutHash(url: string): string {
  return url.split("#", 1)[0] ?? "";
}

export function queryOf(url: string, limits: FormLimits): Payload | null {
  return parseFormBody(new URL(url, base).search.slice(1), limits);
}
