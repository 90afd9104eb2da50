// The socket of a client of the chaos suite: opens, comes back, notices a dead link, as client/transport.ts does.
import { WebSocket } from "ws";
import { backoffMs } from "../../../client/delays.js";
import { leftCode } from "../../../src/wire/protocol.js";
import type { Random } from "../tree-gen/random.js";

export interface SocketDelegate {
  socketOpened(): void;
  socketReceived(frame: string): void;
  socketClosed(): void;
  heartbeatFrame(): string;
}

/** The times of the browser's transport, made smaller. */
export interface Pace {
  readonly backoffScale: number;
  readonly heartbeatMs: number;
  readonly answerWithinMs: number;
}

export interface SocketOptions {
  readonly url: string;
  readonly headers: () => Record<string, string>;
  readonly pace: Pace;
  readonly random: Random;
}

export class ReturningSocket {
  opened = 0;
  readonly #options: SocketOptions;
  readonly #delegate: SocketDelegate;
  #ws: WebSocket | null = null;
  #isOpen = false;
  #isStopped = true;
  #attempt = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  /** The one thing that is waited for: the next attempt, or an answer. */
  #timer: NodeJS.Timeout | undefined;
  #drainMs: number | undefined;

  constructor(options: SocketOptions, delegate: SocketDelegate) {
    this.#options = options;
    this.#delegate = delegate;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  start(): void {
    this.#isStopped = false;
    this.#open();
  }

  /** The page is left for good. */
  leave(): void {
    this.#isStopped = true;
    this.#drop(leftCode);
  }

  /** The process of the page is gone: nobody says goodbye. */
  vanish(): void {
    this.#isStopped = true;
    const ws = this.#ws;
    this.#drop();
    ws?.terminate();
  }

  send(frame: string): boolean {
    if (this.#isOpen) this.#ws?.send(frame);
    return this.#isOpen;
  }

  reopen(): void {
    this.#drop();
    this.#open();
  }

  drain(delayMs: number): void {
    this.#drainMs = delayMs;
  }

  #open(): void {
    const { url, headers } = this.#options;
    const options = { headers: headers(), perMessageDeflate: false, closeTimeout: 500 };
    const ws = new WebSocket(url, options);
    this.#ws = ws;
    ws.on("error", () => {});
    ws.on("open", () => ws === this.#ws && this.#opened());
    ws.on("message", (data) => ws === this.#ws && this.#received(String(data)));
    ws.on("close", () => ws === this.#ws && this.#closed());
    this.#expectAnswer();
  }

  #opened(): void {
    this.#isOpen = true;
    this.opened += 1;
    clearTimeout(this.#timer);
    this.#heartbeat = setInterval(() => {
      this.send(this.#delegate.heartbeatFrame());
      this.#expectAnswer();
    }, this.#options.pace.heartbeatMs);
    this.#delegate.socketOpened();
  }

  #received(frame: string): void {
    this.#attempt = 0;
    clearTimeout(this.#timer);
    this.#delegate.socketReceived(frame);
  }

  #closed(): void {
    this.#drop();
    if (this.#isStopped) return;
    const { pace, random } = this.#options;
    const waitMs = this.#drainMs ?? backoffMs(this.#attempt++, random.next) * pace.backoffScale;
    this.#drainMs = undefined;
    this.#timer = setTimeout(() => this.#open(), waitMs);
  }

  #expectAnswer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#closed(), this.#options.pace.answerWithinMs);
  }

  #drop(code?: number): void {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#timer);
    const ws = this.#ws;
    this.#ws = null;
    ws?.close(code);
    if (wasOpen) this.#delegate.socketClosed();
  }
}
