// What the library reads of a request: the shape that Express and bare node:http requests share.
import type { IncomingMessage, ServerResponse } from "node:http";

/** A request as Express hands it to a handler; everything beyond `node:http` is optional. */
export interface LiveRequest extends IncomingMessage {
  /** The path and query before any router took its prefix away. */
  readonly originalUrl?: string;
  readonly params?: object;
  /** Where the router is mounted. */
  readonly baseUrl?: string;
  /** The one that the request has come to. */
  readonly route?: { readonly path?: unknown };
  /** What a body parser of the app has made of the body. */
  readonly body?: unknown;
  /** The visitor's address as Express sees it (`trust proxy` counts). */
  readonly ip?: string | undefined;
  /** Whether the visitor came by https as Express sees it (`trust proxy` counts). */
  readonly secure?: boolean;
}

/** A response as Express hands it to a handler. */
export interface LiveResponse extends ServerResponse {
  /** What middleware of the app keeps for this response. */
  readonly locals?: Readonly<Record<string, unknown>>;
}

export type Next = (error?: unknown) => void;

/** An Express request handler, typed by structure so that no version of its types is needed. */
export type Handler = (request: LiveRequest, response: ServerResponse, next: Next) => void;

/** At the end of the URL of a page that was begun too early: it is to be answered as a whole. */
export const wholeMark = "live-whole";

/** Path and query as the browser asked for them, whatever router the handler is mounted on. */
export function urlOf(request: LiveRequest): string {
  const asked = request.originalUrl ?? request.url ?? "/";
  // Our word is nobody else's business.
  const url = isWhole(request) ? asked.slice(0, -wholeMark.length - 1) : asked;
  // Two slashes would read as another host wherever this is resolved as a reference.
  return `/${url.replace(/^[/\\]+/, "")}`;
}

/** The route that a request has come to, past the guards before it: whoever comes to it again has passed the same. */
export function routeOf({ baseUrl = "", route }: LiveRequest): string {
  return `${baseUrl}${String(route?.path ?? "")}`;
}

export function isWhole({ originalUrl, url = "" }: LiveRequest): boolean {
  const asked = originalUrl ?? url;
  return asked.endsWith(wholeMark) && /[?&]/.test(asked.at(-wholeMark.length - 1) ?? "");
}

/** The part of a URL before its query. */
export function pathnameOf(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

/** As limits count it: whoever has an address of IPv6 has 2^64 of them, those of one network. */
export function addressOf(request: LiveRequest): string {
  // Without this header Express' answer is the socket's address too, after some work.
  const isForwarded = request.headers["x-forwarded-for"] !== undefined;
  const address = (isForwarded ? request.ip : undefined) ?? request.socket.remoteAddress ?? "";
  if (!address.includes(":")) return address;
  return /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? networkOf(address);
}

/** The first four groups of an address of IPv6, where `::` stands for as many zeros as are missing. */
function networkOf(address: string): string {
  const [start = "", end] = address.split("::");
  const groups = start === "" ? [] : start.split(":");
  const rest = end ? end.split(":") : [];
  while (end !== undefined && groups.length + rest.length < 8) groups.push("0");
  return [...groups, ...rest].slice(0, 4).join(":");
}

export function isSecure(request: LiveRequest): boolean {
  return request.secure === true || isEncrypted(request);
}

/** Whether the socket itself is TLS; unlike `secure` it cannot be claimed by a header. */
export function isEncrypted(request: IncomingMessage): boolean {
  return (request.socket as { encrypted?: boolean }).encrypted === true;
}
