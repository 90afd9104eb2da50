// The visit of a session that comes back without a request of its page.
import type { Kept } from "./kept.js";
import type { Limits } from "./limits.js";
import type { SessionVisit } from "./session-parts.js";
import { queryOf } from "./visit-url.js";

/** As far as its guards have seen it. */
export function visitOf(kept: Kept, limits: Limits): SessionVisit {
  const { cookieId, key, data, admittedAtMs, visit, route = "", nesting = null } = kept;
  const { params = {}, url = "/" } = visit ?? {};
  const query = queryOf(url, limits) ?? {};
  // A store need not know addresses: the cookie stands for it where sessions that wait are counted.
  const who = { cookieId, key, admittedAtMs, route, nesting, address: cookieId };
  return { params, url, query, session: data, ...who };
}
