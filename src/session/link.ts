// What a session needs of the socket it is joined over.
import type { GoneReason } from "../wire/protocol.js";

export interface Link {
  /** True while too many bytes wait in the socket; the sessions are told when that is over. */
  readonly isCongested: boolean;
  /** Its page has the tools for development, which show problems. */
  readonly hasTools: boolean;
  send(frame: string): void;
  /** The session with this number on the socket is over; the client is told the reason. */
  sessionEnded(s: number, reason: GoneReason): void;
  /** The session is not on this socket any more; the page knows, or has a newer socket. */
  sessionMoved(s: number): void;
}
