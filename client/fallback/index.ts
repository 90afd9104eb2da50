// A socket for networks that may let no WebSocket through: it is one where that works, else an event stream with posts.
import { encodeHeartbeat } from "../../src/wire/client-frames.js";
import { type FrameSocket, type FrameSocketClass, fallbackKey } from "../frame-socket.js";
import { EventStream } from "./event-stream.js";

export interface FallbackModule {
  readonly Fallback: FrameSocketClass;
}

/** How long a WebSocket that neither opens nor fails has before the stream is tried beside it. */
const headStartMs = 2500;

/** A page that stays open looks now and then whether a WebSocket works by now. */
const probeEveryMs = 5 * 60_000;

/**
 * Tries both ways, the WebSocket first. A WebSocket that works ends the use of a stream, later too: then
 * this socket closes, and the transport's next one carries frames by WebSocket.
 */
export class Fallback implements FrameSocket {
  onopen: FrameSocket["onopen"] = null;
  onmessage: FrameSocket["onmessage"] = null;
  onclose: FrameSocket["onclose"] = null;
  readonly #url: string;
  #webSocket: WebSocket | null = null;
  #stream: EventStream | null = null;
  #carrier: WebSocket | EventStream | null = null;
  #hasTriedStream = false;
  #timer: number | undefined;

  constructor(url: string) {
    this.#url = url;
    this.#timer = setTimeout(() => this.#tryStream(), isRemembered() ? 0 : headStartMs);
    this.#tryWebSocket();
  }

  send(frame: string): void {
    this.#carrier?.send(frame);
  }

  close(code?: number): void {
    clearTimeout(this.#timer);
    const sockets: (FrameSocket | WebSocket | null)[] = [this.#webSocket, this.#stream];
    this.#carrier = this.#webSocket = this.#stream = null;
    for (const socket of sockets) {
      if (!socket) continue;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(code);
    }
  }

  #tryWebSocket(): void {
    const socket = new WebSocket(this.#url);
    this.#webSocket = socket;
    // Some proxies let a socket open and its frames get lost: only an answer counts.
    socket.onopen = () => socket.send(encodeHeartbeat([]));
    socket.onmessage = ({ data }: MessageEvent) => {
      if (this.#carrier !== socket) this.#webSocketWorks(socket);
      this.onmessage?.({ data });
    };
    socket.onclose = () => {
      this.#webSocket = null;
      // The stream carries the frames, or may be about to.
      if (this.#carrier !== socket && this.#stream) return;
      if (this.#hasTriedStream) this.#fail();
      else this.#tryStream();
    };
  }

  #webSocketWorks(socket: WebSocket): void {
    remember(false);
    if (this.#carrier) return this.#fail();
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = null;
    this.#carrier = socket;
    this.onopen?.();
  }

  #tryStream(): void {
    clearTimeout(this.#timer);
    this.#hasTriedStream = true;
    const stream = new EventStream(this.#url.replace(/^ws(.*)socket$/, "http$1events"));
    this.#stream = stream;
    stream.onopen = () => {
      remember(true);
      this.#carrier = stream;
      this.#timer = setInterval(() => this.#webSocket ?? this.#tryWebSocket(), probeEveryMs);
      this.onopen?.();
    };
    stream.onmessage = (message) => this.onmessage?.(message);
    stream.onclose = () => {
      this.#stream = null;
      if (this.#carrier || !this.#webSocket) this.#fail();
    };
  }

  #fail(): void {
    const { onclose } = this;
    this.close();
    onclose?.();
  }
}

function isRemembered(): boolean {
  try {
    return Boolean(sessionStorage[fallbackKey]);
  } catch {
    return false;
  }
}

function remember(isNeeded: boolean): void {
  try {
    if (isNeeded) sessionStorage[fallbackKey] = 1;
    else sessionStorage.removeItem(fallbackKey);
  } catch {
    // Blocked by the user: the next page finds out by itself.
  }
}
