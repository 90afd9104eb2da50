// The numbers and words of the protocol that client and server share; README.md in this folder explains them.

/** Sent in every join. A client with another version is told "gone" with reason `version` and reloads once. */
export const protocolVersion = 1;

/** The close code of a page that will not come back: what it held on the server may go at once. */
export const leftCode = 4000;

/** With this one the user has left it, and the browser keeps it for the way back. */
export const asideCode = 4001;

/**
 * Of RFC 6455: a browser closes a socket with it by itself. Firefox does when a navigation begins, before any event of the
 * page could: the page is about to be left, or back at once if the link was a download.
 */
export const goingAwayCode = 1001;

/** First entry of a frame from the client. */
export const ClientTag = {
  join: 0,
  event: 1,
  url: 2,
  away: 3,
  resync: 4,
  leave: 5,
  heartbeat: 6,
} as const;

/** First entry of a frame from the server. */
export const ServerTag = {
  joined: 0,
  patch: 1,
  effect: 2,
  error: 3,
  gone: 4,
  drain: 5,
  heartbeat: 6,
  problem: 7,
} as const;

/** Why an event, or a whole frame, was refused. */
export type ErrorCode =
  /** The action is not rendered any more. */
  | "stale"
  | "unknown-event"
  /** The schema refused the input. */
  | "invalid"
  /** The handler or the render after it threw, or took too long. */
  | "failed"
  /** The mailbox is full, or the handler's own limit is reached. */
  | "overloaded"
  | "malformed"
  | "too-many-sessions";

/** Why there is no such session (any more). */
export type GoneReason =
  /** Expired, never there, or bound to another document: fetch the page's URL again and join anew. */
  | "unknown"
  /** The client speaks another version: reload once. */
  | "version"
  /** The session ended on the server, for example by `live.disconnect`. */
  | "ended";

/** The values of an element, the fields of a form, or the data of a key: untrusted, and only strings. */
export type Payload = Readonly<Record<string, string | readonly string[] | undefined>>;
