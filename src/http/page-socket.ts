// The WebSocket of a page, which tells its one owner what it hears, and lets a page that is gone go at once.
import { type RawData, WebSocket } from "ws";
import type { SocketOwner } from "../session/frame-socket.js";
import { leftCode } from "../wire/protocol.js";

/** Of RFC 6455: data of a kind that is not accepted. */
const unsupportedData = 1003;

export class PageSocket extends WebSocket {
  /** Set before anything can come. */
  owner: SocketOwner | null = null;

  /** The table of listeners of an `EventEmitter`, 0.2 KB for each page, which makes another one when it has to. */
  readonly _events = undefined;

  /**
   * `ws` answers the close frame of a peer, and then waits for the end of its side. Only pages close with this code, and
   * nobody is there any more to read an answer.
   */
  override close(code?: number, reason?: string | Buffer): void {
    if (code === leftCode) this.terminate();
    else super.close(code, reason);
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    const { owner } = this;
    if (event === "message") this.#received(values[0] as RawData, values[1] === true);
    else if (event === "pong") owner?.pongReceived();
    else if (event === "close") owner?.socketClosed(values[0] as number);
    // A frame that breaks RFC 6455 or a limit of `ws` closes the socket by itself.
    else if (event !== "error") return super.emit(event, ...values);
    return true;
  }

  #received(data: RawData, isBinary: boolean): void {
    if (isBinary) this.close(unsupportedData);
    else this.owner?.frameReceived(String(data));
  }
}
