// A redirect to a part of a page, for a page that follows it with fetch: that hides from it where a redirect leads to.
import type { ServerResponse } from "node:http";
import { navigationOf } from "./navigating.js";
import type { LiveRequest } from "./request.js";

/**
 * Where a navigation is redirected to a URL with a fragment, by the app or by a view, the answer is no redirect:
 * its header says the URL, and the page asks there.
 */
export function keepFragment(request: LiveRequest, response: ServerResponse): void {
  // A prefetch follows no redirect.
  if (request.method !== "GET" || navigationOf(request) !== "navigate") return;
  const { writeHead } = response;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.writeHead = writeHead;
    const isKept = status > 300 && status < 400 && tellsFragment(response, rest.at(-1));
    const given = isKept ? [200] : [status, ...rest];
    return writeHead.apply(response, given as Parameters<typeof writeHead>);
  }) as typeof writeHead;
}

/** Whether `Location` had one, and another header has it now; what `writeHead` was given counts as set. */
function tellsFragment(response: ServerResponse, given: unknown): boolean {
  const headers = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
  const named = Object.entries(headers).find(([name]) => name.toLowerCase() === "location");
  const url = named?.[1] ?? response.getHeader("Location");
  if (typeof url !== "string" || !url.includes("#")) return false;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.removeHeader("Location");
  response.setHeader("live-location", url);
  response.setHeader("Cache-Control", "no-store");
  return true;
}
