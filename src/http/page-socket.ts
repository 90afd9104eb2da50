// The WebSocket of a page: tells its one owner what it hears, writes each frame at once, and lets a page that is gone go.
import type { Duplex } from "node:stream";
import { type RawData, WebSocket } from "ws";
import type { SocketOwner } from "../session/frame-socket.js";
import { leftCode } from "../wire/protocol.js";

/** Of RFC 6455: data of a kind that is not accepted. */
const unsupportedData = 1003;

/** Of RFC 6455: the first byte of a frame that is a whole text, and what stands for a length of two bytes. */
const textByte = "\x81";
const longMark = "\x7e";

export class PageSocket extends WebSocket {
  /** Set before anything can come. */
  owner: SocketOwner | null = null;
  /** What its frames are written to. */
  stream: Duplex | null = null;

  /** The table of listeners of an `EventEmitter`, 0.2 KB for each page, which makes another one when it has to. */
  readonly _events = undefined;

  /**
   * `ws` writes the head of a frame and its payload apart, and puts them together with `writev`: a tenth of what a
   * click costs. A text of ASCII, as most are, is one string with its head.
   */
  override send(frame: string): void {
    const { length } = frame;
    const isShort = length < 0x10000 && Buffer.byteLength(frame) === length;
    if (this.stream === null || !isShort) super.send(frame);
    else this.stream.write(textByte + lengthBytes(length) + frame, "latin1");
  }

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

function lengthBytes(length: number): string {
  if (length < 126) return String.fromCharCode(length);
  return longMark + String.fromCharCode(length >> 8, length & 0xff);
}
