// How a live page ends its responses: with a document, a view alone, a token, a redirect, or an error for Express.
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { PrintedHead } from "./document.js";
import { addVary } from "./headers.js";

export function setSharedHeaders(response: ServerResponse): void {
  addVary(response, ["live-nav", "live-rejoin"]);
  response.setHeader("Cache-Control", "private, no-cache");
}

export function endWithHtml(response: ServerResponse, html: string): void {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(html));
  // Node leaves the body of an answer to HEAD away.
  response.end(html);
}

export function endWithView(
  response: ServerResponse,
  container: string,
  { title, isRestored }: PrintedHead & { readonly isRestored: boolean },
): void {
  response.setHeader("Cache-Control", "private, no-store");
  response.setHeader("live-view", isRestored ? "restored" : "fresh");
  response.setHeader("live-title", encodeURIComponent(title));
  endWithHtml(response, container);
}

/** The page has what there is to see. */
export function endWithToken(response: ServerResponse, token: string): void {
  setSharedHeaders(response);
  response.setHeader("Cache-Control", "private, no-store");
  response.setHeader("live-view", "awaited");
  response.setHeader("live-token", token);
  endWithHtml(response, "");
}

export function endWithRedirect(
  response: ServerResponse,
  { url, status }: { readonly url: string; readonly status: number },
): void {
  setSharedHeaders(response);
  response.writeHead(status, { Location: toAscii(url), "Content-Length": 0 });
  response.end();
}

/** A header holds ASCII only. What `mount` has encoded stays as it is, in a `next=%2Fhome` too. */
function toAscii(url: string): string {
  return url.replace(/[^\x21-\x7e]|["<>^`{|}]/gu, (char) =>
    Buffer.from(char).toString("hex").replace(/../g, "%$&").toUpperCase(),
  );
}

/** An error as Express' error handlers know them: `status` says what to answer. */
export function statusError(status: number): Error {
  const error = new Error(STATUS_CODES[status] ?? String(status));
  return Object.assign(error, { status, statusCode: status, expose: status < 500 });
}
