// The event streams of one live app, for pages whose network lets no WebSocket through: who may open one, and whose a post is.
import type { ServerResponse } from "node:http";
import { randomId } from "../../session/random.js";
import { readCookieId } from "../cookie.js";
import { endWithText } from "../headers.js";
import { isOriginAllowed, type OriginRules } from "../origin.js";
import { addressOf, type LiveRequest } from "../request.js";
import { Counts } from "./counts.js";
import { EventStream } from "./stream.js";

export interface StreamLimits {
  readonly maxPayload: number;
  readonly maxStreams: number;
  readonly maxStreamsPerCookie: number;
  readonly maxStreamsPerAddress: number;
}

export interface EventRules {
  /** Streams are opened at this path, and posts go to a path below it: `/live/events`. */
  readonly path: string;
  readonly origins: OriginRules;
  readonly isPlainCookieAllowed: boolean;
  readonly limits: StreamLimits;
}

/** Who gets the streams. */
export interface StreamDelegate {
  streamOpened(stream: EventStream, cookieId: string): void;
}

/** The number of a post; 0 opens a stream. No form and no other site can send a header of this name. */
const numberHeader = "live-events";
const idBytes = 16;

export class EventStreams {
  readonly #rules: EventRules;
  readonly #delegate: StreamDelegate;
  readonly #streams = new Map<string, EventStream>();
  readonly #byCookie = new Counts();
  readonly #byAddress = new Counts();
  #isClosed = false;

  constructor(rules: EventRules, delegate: StreamDelegate) {
    this.#rules = rules;
    this.#delegate = delegate;
  }

  /** Takes the requests of its path; false: it is another. */
  handle(request: LiveRequest, response: ServerResponse, pathname: string): boolean {
    const { path } = this.#rules;
    if (!pathname.startsWith(path)) return false;
    if (pathname === path) this.#openRequested(request, response);
    else if (pathname[path.length] === "/") {
      this.#postReceived(request, response, pathname.slice(path.length + 1));
    } else return false;
    return true;
  }

  /** Takes no new stream; those that are there are closed with their connections. */
  close(): void {
    this.#isClosed = true;
  }

  #openRequested(request: LiveRequest, response: ServerResponse): void {
    if (request.method !== "GET") return refuse(response, 405, { Allow: "GET" });
    const cookieId = this.#cookieIdOf(request);
    if (cookieId === null || !this.#mayOpen(request)) return refuse(response, 403);
    if (this.#isClosed) return refuse(response, 503);
    const address = addressOf(request);
    if (this.#isFull(cookieId, address)) return refuse(response, 429);
    const id = randomId(idBytes);
    const { maxPayload } = this.#rules.limits;
    const ended = () => {
      this.#streams.delete(id);
      this.#byCookie.take(cookieId);
      this.#byAddress.take(address);
    };
    const stream = new EventStream(response, { id, cookieId, maxPayload, ended });
    this.#streams.set(id, stream);
    this.#byCookie.add(cookieId);
    this.#byAddress.add(address);
    this.#delegate.streamOpened(stream, cookieId);
  }

  #postReceived(request: LiveRequest, response: ServerResponse, id: string): void {
    const { method } = request;
    if (method !== "POST" && method !== "DELETE") {
      return refuse(response, 405, { Allow: "POST, DELETE" });
    }
    const number = numberOf(request);
    const cookieId = this.#cookieIdOf(request);
    const isAllowed = number > 0 && isOriginAllowed(request, this.#rules.origins);
    if (cookieId === null || !isAllowed) return refuse(response, 403);
    const stream = this.#streams.get(id);
    // The same answer: an id that is not this browser's does not exist for it.
    if (stream?.cookieId !== cookieId) return refuse(response, 404);
    if (method === "POST") stream.postReceived(request, response, number);
    else stream.leaveReceived(request, response, number);
  }

  #cookieIdOf(request: LiveRequest): string | null {
    return readCookieId(request, this.#rules.isPlainCookieAllowed);
  }

  /** Browsers send no Origin with a GET to their own site, but tell whose it is, or send the header to nobody else. */
  #mayOpen(request: LiveRequest): boolean {
    const { origin, "sec-fetch-site": site = "same-origin" } = request.headers;
    if (numberOf(request) !== 0) return false;
    return origin === undefined
      ? site === "same-origin"
      : isOriginAllowed(request, this.#rules.origins);
  }

  #isFull(cookieId: string, address: string): boolean {
    const { maxStreams, maxStreamsPerCookie, maxStreamsPerAddress } = this.#rules.limits;
    return (
      this.#streams.size >= maxStreams ||
      this.#byCookie.of(cookieId) >= maxStreamsPerCookie ||
      this.#byAddress.of(address) >= maxStreamsPerAddress
    );
  }
}

/** -1 where there is none. */
function numberOf(request: LiveRequest): number {
  const header = String(request.headers[numberHeader]);
  return /^\d{1,9}$/.test(header) ? Number(header) : -1;
}

function refuse(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  endWithText(response, status, "", { "Cache-Control": "no-store", ...headers });
}
