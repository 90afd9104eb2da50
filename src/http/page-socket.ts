// The WebSocket of a page: one whose page is gone is let go at once.
import { WebSocket } from "ws";
import { leftCode } from "../wire/protocol.js";

/** `ws` answers the close frame of a peer, and then waits for the end of its side. */
export class PageSocket extends WebSocket {
  /** Only pages close with this code, and nobody is there any more to read an answer. */
  override close(code?: number, reason?: string | Buffer): void {
    if (code === leftCode) this.terminate();
    else super.close(code, reason);
  }
}
