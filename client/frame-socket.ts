// What the transport needs of a socket: the part of a WebSocket that the fallback has too.

export interface FrameSocket {
  onopen: (() => void) | null;
  onmessage: ((message: { readonly data: string }) => void) | null;
  onclose: (() => void) | null;
  send(frame: string): void;
  close(code?: number): void;
}

export type FrameSocketClass = new (url: string) => FrameSocket;

/** In the tab's storage while no WebSocket gets through, so that the next page need not find out. */
export const fallbackKey = "live:fallback";
