// How a live page ends its responses: with a document, a view alone, a token, a word, a redirect, or an error for Express.
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Printed } from "./document.js";
import { addVary } from "./headers.js";

export function setSharedHeaders(response: ServerResponse): void {
  addVary(response, ["live-nav", "live-rejoin"]);
  // What middleware wants kept nowhere is kept nowhere.
  if (/\bno-store\b/i.test(`${response.getHeader("Cache-Control")}`)) return;
  response.setHeader("Cache-Control", "private, no-cache");
}

/** No history of the browser is to show it again. */
export function setShownOnce(response: ServerResponse): void {
  response.setHeader("Cache-Control", "private, no-store");
}

export function endWithHtml(response: ServerResponse, html: string): void {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(html));
  // Node leaves the body of an answer to HEAD away.
  response.end(html);
}

/** For a page that stands in a document already. */
export interface PageAnswer extends Printed {
  readonly isRestored: boolean;
}

export function endWithPage(response: ServerResponse, answer: PageAnswer): void {
  setViewHeaders(response, answer.isRestored ? "restored" : "fresh");
  response.setHeader("live-layout", answer.name);
  endWithHtml(response, answer.html);
}

/** The page that asks stands in a document of another layout: it is to load this one. */
export function endWithLoad(response: ServerResponse, layoutId: string): void {
  setViewHeaders(response, "load");
  response.setHeader("live-layout", layoutId);
  endWithHtml(response, "");
}

/** The page has what there is to see. */
export function endWithToken(response: ServerResponse, token: string): void {
  setViewHeaders(response, "awaited");
  response.setHeader("live-token", token);
  endWithHtml(response, "");
}

export function setViewHeaders(response: ServerResponse, view: string): void {
  setSharedHeaders(response);
  setShownOnce(response);
  response.setHeader("live-view", view);
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

const answers = new WeakSet<object>();

/** An error as Express' error handlers know them: `status` says what to answer. */
export function statusError(status: number): Error {
  const error = new Error(STATUS_CODES[status] ?? String(status));
  answers.add(error);
  return Object.assign(error, { status, statusCode: status, expose: status < 500 });
}

/** Of what is handed over to Express: no answer that was meant, such as the 404 of `http-errors`. */
export function isFailure(thrown: unknown): boolean {
  if (typeof thrown !== "object" || thrown === null) return true;
  if (answers.has(thrown)) return false;
  try {
    const { status, statusCode } = thrown as { status?: unknown; statusCode?: unknown };
    return !(Number(status ?? statusCode) < 500);
  } catch {
    return true;
  }
}
