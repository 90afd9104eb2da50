// What a connection needs of the thing that carries its frames: a WebSocket of `ws` as it is, or an event stream.

export const openState = 1;
/** Of RFC 6455. */
export const CloseCode = { refused: 1008, restart: 1012 } as const;

export interface FrameSocket {
  /** 1 while frames can be sent, as in a WebSocket. */
  readonly readyState: number;
  /** Bytes that were sent and are not out yet. */
  readonly bufferedAmount: number;
  send(frame: string): void;
  /** Asks for a sign of life. With `written`: tells when what was sent before is out. */
  ping(data?: string, isMasked?: boolean, written?: () => void): void;
  /** Reads nothing until `resume`. */
  pause(): void;
  resume(): void;
  /** Once what was sent is out. */
  close(code?: number): void;
  terminate(): void;
}

/** Told what its socket does. */
export interface SocketOwner {
  frameReceived(text: string): void;
  pongReceived(): void;
  /** `code` as in RFC 6455; 1006 when the peer went without a word. */
  socketClosed(code: number): void;
}
