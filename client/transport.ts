// The WebSocket of a page: opens it, brings it back after a loss, and notices when it is dead.
import { backoffMs } from "./delays.js";
import type { FallbackModule } from "./fallback/index.js";
import { type FrameSocket, type FrameSocketClass, fallbackKey } from "./frame-socket.js";

export interface TransportDelegate {
  transportOpened(): void;
  transportReceived(frame: string): void;
  /** An open socket is gone; the transport is already trying again unless it was stopped. */
  transportClosed(): void;
  /** The frame that asks the server for a sign of life. */
  heartbeatFrame(): string;
}

/** Nobody wants a socket · between two attempts · an attempt · a socket that carries frames. */
type TransportState = "stopped" | "waiting" | "opening" | "open";

const heartbeatMs = 30_000;
const answerWithinMs = 10_000;

export class Transport {
  readonly #url: string;
  readonly #loadFallback: () => Promise<FallbackModule>;
  readonly #delegate: TransportDelegate;
  #state: TransportState = "stopped";
  /** Once the other way is loaded, a socket that knows both. */
  #Socket: FrameSocketClass | undefined;
  #socket: FrameSocket | undefined;
  #attempt = 0;
  #heartbeatTimer: number | undefined;
  /** The one thing that is waited for: the next attempt, or an answer. */
  #timer: number | undefined;
  /** What `drain` asked for: the next wait is this long instead of a backoff. */
  #drainMs: number | undefined;

  constructor(
    url: string,
    loadFallback: () => Promise<FallbackModule>,
    delegate: TransportDelegate,
  ) {
    this.#url = url;
    this.#loadFallback = loadFallback;
    this.#delegate = delegate;
    void this.#fallBack();
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  start(): void {
    if (this.#state === "stopped") this.#open();
  }

  /** `code` says why, if the server is to know. */
  stop(code?: number): void {
    this.#drop("stopped", code);
  }

  /** The network may be back, or the user: nothing is waited for any longer. */
  wake(): void {
    if (this.#state === "waiting") this.#open();
    else if (this.isOpen) this.#beat();
  }

  /** Whether the frame was handed to an open socket; it may still be lost with it. */
  send(frame: string): boolean {
    if (this.isOpen) this.#socket?.send(frame);
    return this.isOpen;
  }

  /** A new socket at once: the old one's upgrade carried a cookie that has been replaced since. */
  reopen(): void {
    this.#drop("waiting");
    this.#open();
  }

  /** The server is about to close: come back after this delay, not before. */
  drain(delayMs: number): void {
    this.#drainMs = delayMs;
  }

  #open(): void {
    this.#state = "opening";
    const socket = new (this.#Socket ?? (WebSocket as unknown as FrameSocketClass))(this.#url);
    this.#socket = socket;
    socket.onopen = this.#socketOnOpen;
    socket.onmessage = this.#socketOnMessage;
    socket.onclose = this.#socketOnClose;
    this.#expectAnswer();
  }

  readonly #socketOnOpen = (): void => {
    this.#state = "open";
    // The server answers the first join, unless frames get lost on the way.
    this.#expectAnswer();
    this.#heartbeatTimer = setInterval(this.#beat, heartbeatMs);
    this.#delegate.transportOpened();
  };

  readonly #socketOnMessage = ({ data }: { readonly data: string }): void => {
    // Only a frame proves that the server works: one that accepts and closes at once must not
    // reset the backoff.
    this.#attempt = 0;
    clearTimeout(this.#timer);
    this.#delegate.transportReceived(data);
  };

  readonly #socketOnClose = (): void => {
    this.#drop("waiting");
    this.#timer = setTimeout(() => this.#open(), this.#drainMs ?? backoffMs(this.#attempt++));
    this.#drainMs = undefined;
    void this.#fallBack();
  };

  /** Twice in a row, or on the page before, no socket came to carry a frame: perhaps the network lets none through. */
  async #fallBack(): Promise<void> {
    try {
      if (this.#attempt > 1 || sessionStorage[fallbackKey]) {
        this.#Socket = (await this.#loadFallback()).Fallback;
        if (this.#state === "opening") this.reopen();
      }
    } catch {
      // Storage is blocked, or the script cannot be had, and then the server neither: the next attempt asks again.
    }
  }

  readonly #beat = (): void => {
    this.send(this.#delegate.heartbeatFrame());
    this.#expectAnswer();
  };

  // A dead link, or a path that neither opens nor refuses, delivers no close event for minutes: the
  // socket is let go without waiting for one.
  #expectAnswer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#socketOnClose, answerWithinMs);
  }

  #drop(state: TransportState, code?: number): void {
    const socket = this.#socket;
    const { isOpen } = this;
    this.#socket = undefined;
    this.#state = state;
    clearInterval(this.#heartbeatTimer);
    clearTimeout(this.#timer);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(code);
    }
    if (isOpen) this.#delegate.transportClosed();
  }
}
