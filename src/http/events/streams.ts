// The event streams of one live app, for pages whose network lets no WebSocket through: who may open one, and whose a post is.
import type { ServerResponse } from "node:http";
import type { PubSub } from "../../pubsub/pubsub.js";
import { full } from "../../session/admission.js";
import { randomId } from "../../session/random.js";
import { timerMs } from "../../timer-ms.js";
import { asideCode } from "../../wire/protocol.js";
import { readCookieId } from "../cookie.js";
import { endWithText } from "../headers.js";
import { isOriginAllowed, type OriginRules } from "../origin.js";
import { addressOf, type LiveRequest } from "../request.js";
import { Counts } from "./counts.js";
import type { Post } from "./posts.js";
import { readBody } from "./read-body.js";
import { Relay, type RelayDelegate, type RelayedPost, type RelayLimits } from "./relay.js";
import { EventStream } from "./stream.js";

export interface StreamLimits extends RelayLimits {
  readonly maxPayload: number;
  readonly maxStreams: number;
  readonly maxStreamsPerCookie: number;
  readonly maxStreamsPerAddress: number;
  readonly streamBeatMs: number;
}

export interface EventRules {
  /** Streams are opened at this path, and posts go to a path below it: `/live/events`. */
  readonly path: string;
  readonly origins: OriginRules;
  readonly isPlainCookieAllowed: boolean;
  readonly limits: StreamLimits;
  /** Leads to the other processes that posts may come to; null: there are none. */
  readonly peers: PubSub | null;
}

/** Who gets the streams. */
export interface StreamDelegate {
  /** Runs the task now or soon; `full`: it cannot be. */
  admit(task: () => void): unknown;
  streamOpened(stream: EventStream, cookieId: string): void;
}

/** The number of a post; 0 opens a stream. No form and no other site can send a header of this name. */
const numberHeader = "live-events";
/** Of the last post: what a WebSocket says with the code that it is closed with. */
const codeHeader = "live-code";
const idBytes = 16;

export class EventStreams implements RelayDelegate {
  readonly #rules: EventRules;
  readonly #delegate: StreamDelegate;
  readonly #relay: Relay | null;
  readonly #streams = new Map<string, EventStream>();
  readonly #byCookie = new Counts();
  readonly #byAddress = new Counts();
  /** Runs only while there are streams. */
  #beats: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(rules: EventRules, delegate: StreamDelegate) {
    this.#rules = rules;
    this.#delegate = delegate;
    const { peers, limits } = rules;
    this.#relay = peers && new Relay(peers, limits, this);
  }

  /** Takes the requests of its path; false: it is another. */
  handle(request: LiveRequest, response: ServerResponse, pathname: string): boolean {
    const { path } = this.#rules;
    if (!pathname.startsWith(path)) return false;
    if (pathname === path) void this.#openRequested(request, response);
    else if (pathname[path.length] === "/") {
      void this.#postReceived(request, response, pathname.slice(path.length + 1));
    } else return false;
    return true;
  }

  /** Takes no new stream; those that are there are closed with their connections. */
  close(): void {
    this.#isClosed = true;
    this.#relay?.close();
  }

  postRelayed({ id, cookieId, text, ...post }: RelayedPost, answer: Post["answer"]): void {
    const stream = this.#find(id, cookieId);
    const body = { kind: "text", text } as const;
    if (stream === null) answer(404);
    else stream.postReceived({ ...post, read: () => Promise.resolve(body), answer });
  }

  async #openRequested(request: LiveRequest, response: ServerResponse): Promise<void> {
    if (request.method !== "GET") return refuse(response, 405, { Allow: "GET" });
    const cookieId = this.#cookieIdOf(request);
    if (cookieId === null || !this.#mayOpen(request)) return refuse(response, 403);
    await this.#relay?.start();
    const address = addressOf(request);
    const admitted = this.#delegate.admit(() => this.#open(response, cookieId, address));
    if (admitted instanceof Promise) admitted.catch(() => response.destroy());
    if (admitted === full) refuse(response, 503, { "Retry-After": "5" });
  }

  #open(response: ServerResponse, cookieId: string, address: string): void {
    if (response.closed) return;
    if (this.#isClosed) return refuse(response, 503);
    if (this.#isFull(cookieId, address)) return refuse(response, 429);
    const id = (this.#relay === null ? "" : `${this.#relay.process}.`) + randomId(idBytes);
    const { maxPayload } = this.#rules.limits;
    const ended = () => {
      this.#streams.delete(id);
      this.#byCookie.take(cookieId);
      this.#byAddress.take(address);
      if (this.#streams.size === 0) this.#rest();
    };
    const stream = new EventStream(response, { id, cookieId, maxPayload, ended });
    this.#streams.set(id, stream);
    this.#byCookie.add(cookieId);
    this.#byAddress.add(address);
    this.#beats ??= setInterval(
      () => this.#beat(),
      timerMs(this.#rules.limits.streamBeatMs),
    ).unref();
    this.#delegate.streamOpened(stream, cookieId);
  }

  #beat(): void {
    for (const stream of this.#streams.values()) stream.beat();
  }

  #rest(): void {
    if (this.#beats !== null) clearInterval(this.#beats);
    this.#beats = null;
  }

  async #postReceived(request: LiveRequest, response: ServerResponse, id: string): Promise<void> {
    const { method } = request;
    if (method !== "POST" && method !== "DELETE") {
      return refuse(response, 405, { Allow: "POST, DELETE" });
    }
    const number = numberOf(request);
    const cookieId = this.#cookieIdOf(request);
    const isAllowed = number > 0 && isOriginAllowed(request, this.#rules.origins);
    if (cookieId === null || !isAllowed) return refuse(response, 403);
    const isLast = method === "DELETE";
    const isAside = request.headers[codeHeader] === String(asideCode);
    const { maxPayload } = this.#rules.limits;
    const read = () => readBody(request, maxPayload);
    const answer = (status: number): void => answerPost(response, status);
    const stream = this.#find(id, cookieId);
    if (stream !== null) return stream.postReceived({ number, isLast, isAside, read, answer });
    const process = id.split(".", 1)[0] ?? "";
    if (this.#relay === null || !/^[\w-]{12}\./.test(id) || process === this.#relay.process) {
      return refuse(response, 404);
    }
    const body = await read();
    if (body.kind !== "text") return answer(body.kind === "too-long" ? 413 : 400);
    const { text } = body;
    answer(await this.#relay.send(process, { id, cookieId, number, isLast, isAside, text }));
  }

  /** An id that is not this browser's does not exist for it. */
  #find(id: string, cookieId: string): EventStream | null {
    const stream = this.#streams.get(id);
    return stream?.cookieId === cookieId ? stream : null;
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

function answerPost(response: ServerResponse, status: number): void {
  if (response.closed) return;
  if (status === 204) response.writeHead(204, { "Cache-Control": "no-store" }).end();
  // The rest of a body that is too long is not worth reading.
  else refuse(response, status, status === 413 ? { Connection: "close" } : {});
}

function refuse(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  endWithText(response, status, "", { "Cache-Control": "no-store", ...headers });
}
