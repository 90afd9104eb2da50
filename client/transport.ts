// The WebSocket of a page: opens it, brings it back after a loss, and notices when it is dead.
import { backoffMs } from "./delays.js";

export const TransportState = {
  /** Nobody wants a socket: not started, stopped, or asleep in the back-forward cache. */
  stopped: "stopped",
  /** Between two attempts. */
  waiting: "waiting",
  opening: "opening",
  open: "open",
} as const;
export type TransportState = (typeof TransportState)[keyof typeof TransportState];

export interface TransportDelegate {
  transportOpened(): void;
  transportReceived(frame: string): void;
  /** An open socket is gone; the transport is already trying again unless it was stopped. */
  transportClosed(): void;
  /** The frame that asks the server for a sign of life. */
  heartbeatFrame(): string;
}

const heartbeatMs = 30_000;
const answerWithinMs = 10_000;

export class Transport {
  readonly #url: string;
  readonly #delegate: TransportDelegate;
  #state: TransportState = TransportState.stopped;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retryTimer: number | undefined;
  #heartbeatTimer: number | undefined;
  #deadlineTimer: number | undefined;
  /** What `drain` asked for: the next wait is this long instead of a backoff. */
  #drainMs: number | null = null;

  constructor(url: string, delegate: TransportDelegate) {
    this.#url = url;
    this.#delegate = delegate;
  }

  get isOpen(): boolean {
    return this.#state === TransportState.open;
  }

  start(): void {
    if (this.#state !== TransportState.stopped) return;
    addEventListener("online", this.#windowOnline);
    document.addEventListener("visibilitychange", this.#documentVisibilityChanged);
    this.#open();
  }

  stop(): void {
    if (this.#state === TransportState.stopped) return;
    removeEventListener("online", this.#windowOnline);
    document.removeEventListener("visibilitychange", this.#documentVisibilityChanged);
    clearTimeout(this.#retryTimer);
    this.#drop(TransportState.stopped);
  }

  /** Whether the frame was handed to an open socket; it may still be lost with it. */
  send(frame: string): boolean {
    if (this.#state !== TransportState.open) return false;
    this.#socket?.send(frame);
    return true;
  }

  /** A new socket at once: the old one's upgrade carried a cookie that has been replaced since. */
  reopen(): void {
    if (this.#state === TransportState.stopped) return;
    this.#drop(TransportState.waiting);
    this.#open();
  }

  /** The server is about to close: come back after this delay, not before. */
  drain(delayMs: number): void {
    this.#drainMs = delayMs;
  }

  #open(): void {
    clearTimeout(this.#retryTimer);
    this.#state = TransportState.opening;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = this.#socketOnOpen;
    socket.onmessage = this.#socketOnMessage;
    socket.onclose = this.#socketOnClose;
    // A socket that neither opens nor fails (a captive portal, a half-open path) counts as failed.
    this.#deadlineTimer = setTimeout(this.#deadlinePassed, answerWithinMs);
  }

  readonly #socketOnOpen = (): void => {
    this.#state = TransportState.open;
    clearTimeout(this.#deadlineTimer);
    this.#heartbeatTimer = setInterval(this.#beat, heartbeatMs);
    this.#delegate.transportOpened();
  };

  readonly #socketOnMessage = ({ data }: MessageEvent): void => {
    // Only a frame proves that the server works: one that accepts and closes at once must not
    // reset the backoff.
    this.#attempt = 0;
    clearTimeout(this.#deadlineTimer);
    this.#delegate.transportReceived(data as string);
  };

  readonly #socketOnClose = (): void => {
    this.#drop(TransportState.waiting);
    this.#retryTimer = setTimeout(() => this.#open(), this.#drainMs ?? backoffMs(this.#attempt));
    this.#attempt++;
    this.#drainMs = null;
  };

  readonly #beat = (): void => {
    this.send(this.#delegate.heartbeatFrame());
    clearTimeout(this.#deadlineTimer);
    this.#deadlineTimer = setTimeout(this.#deadlinePassed, answerWithinMs);
  };

  // A dead link delivers no close event for minutes: it is let go without waiting for one.
  readonly #deadlinePassed = (): void => {
    this.#socketOnClose();
  };

  readonly #windowOnline = (): void => {
    if (this.#state === TransportState.waiting) this.#open();
    else if (this.#state === TransportState.open) this.#beat();
  };

  readonly #documentVisibilityChanged = (): void => {
    if (!document.hidden) this.#windowOnline();
  };

  #drop(state: TransportState): void {
    const socket = this.#socket;
    const wasOpen = this.#state === TransportState.open;
    this.#socket = null;
    this.#state = state;
    clearInterval(this.#heartbeatTimer);
    clearTimeout(this.#deadlineTimer);
    if (socket !== null) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (wasOpen) this.#delegate.transportClosed();
  }
}
