// The words and values of a session's life that more than its own file needs.
import type { SessionData, Visit } from "../live/context.js";
import type { Flash } from "../live/flash.js";
import type { Effect } from "./effects.js";
import type { Nesting } from "./embeds.js";
import type { Kept } from "./kept.js";
import type { Services } from "./services.js";
import type { PathMatcher } from "./visit-url.js";

/** Where a session is in its life. */
export const SessionStatus = {
  /** Inside its Express request: `mount` runs, the page is printed and sent. */
  mounting: "mounting",
  /** Waits for its socket: messages queue, nothing is rendered, no timer runs. */
  parked: "parked",
  live: "live",
  /** Its socket is gone: messages are handled, nothing is rendered, until its page is back. */
  detached: "detached",
  ended: "ended",
} as const;
export type SessionStatus = (typeof SessionStatus)[keyof typeof SessionStatus];

/** Whether what comes is handled at once. */
export function isAwake(status: SessionStatus): boolean {
  return status === SessionStatus.live || status === SessionStatus.detached;
}

/** Who the session is for; most of the visit is forgotten after `mount`. */
export interface SessionIdentity {
  readonly id: string;
  readonly cookieId: string;
  readonly address: string;
  /** Whose it is, for `live.disconnect`. */
  readonly key: string | null;
  readonly data: SessionData;
  /** When the guards of the page have last let it pass, by the wall clock. */
  readonly admittedAtMs: number;
  /** Where its page was asked for, past which guards. */
  readonly route: string;
  /** Null for the view of a page. */
  readonly nesting: Nesting | null;
}

/** A visit with whom it is from. */
export interface SessionVisit extends Visit {
  /** Where the visitor comes from, by live navigation. */
  readonly from?: string | null;
  readonly cookieId: string;
  readonly address: string;
  /** Whose session this will be, for `disconnect`. */
  readonly key?: string | null;
  /** Now, unless it was before, in another process. */
  readonly admittedAtMs?: number;
  /** What an earlier page gave along. */
  readonly flash?: Flash | null;
  /** For a page whose path may change while it lives. */
  readonly matchPath?: PathMatcher | null;
  /** Where the page was asked for, past which guards. */
  readonly route?: string;
  /** Of a nested view. */
  readonly nesting?: Nesting | null;
  readonly props?: object;
}

/** What a join says about the session it wants. */
export interface JoinClaim {
  readonly sessionId: string;
  readonly instance: string;
  readonly cookieId: string;
  /** Of its last owner, as the page knows it. */
  readonly epoch?: number;
}

/** What `mount` made. */
export interface Mounted {
  readonly state: object;
  readonly salt: number;
  readonly effects: readonly Effect[] | null;
  /** Of a session that was kept, and is run again. */
  readonly kept?: Restored;
}

/** What another owner kept, and where the page stands. */
export interface Restored {
  readonly kept: Kept;
  readonly epoch: number;
  /** The last frame of an earlier owner that the page has. */
  readonly at: { readonly epoch: number; readonly seq: number };
}

/** Told when a session is over, so that nobody keeps it. */
export interface SessionDelegate<Session> {
  readonly services: Services;
  sessionEnded(session: Session): void;
  /** The socket of a session is gone; its page may come back, and if at all then soon when it `isBrief`. */
  sessionDetached(session: Session, isBrief: boolean): void;
}
