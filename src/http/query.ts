// The query of a URL as a view gets it: bounded, without a prototype, whatever parser the app has set.
import { type FormLimits, parseFormBody } from "../wire/form-body.js";
import type { Payload } from "../wire/protocol.js";

const noQuery: Payload = Object.freeze(Object.create(null) as Payload);

/** A query that cannot be read, or is beyond the limits, counts as none: links are often cut. */
export function queryOf(url: string, limits: FormLimits): Payload {
  const start = url.indexOf("?");
  if (start < 0) return noQuery;
  return parseFormBody(url.slice(start + 1), limits) ?? noQuery;
}
