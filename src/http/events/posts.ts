// What comes up beside an event stream: posts with frames, one a line, each numbered, taken once and in order.
import type { IncomingMessage, ServerResponse } from "node:http";
import { endWithText } from "../headers.js";
import { readBody } from "./read-body.js";

export interface PostsDelegate {
  frameCame(frame: string): void;
  /** A post without frames: the page is there. */
  pongCame(): void;
  /** The last post was taken, or one broke the rules: the stream is over. */
  postsEnded(): void;
}

interface PostPlace {
  /** From 1; a browser may send a post again whose answer was lost. */
  readonly number: number;
  /** The page is left, and waits for no answer. */
  readonly isLast: boolean;
}

export class Posts {
  readonly #maxBytes: number;
  readonly #delegate: PostsDelegate;
  #taken = 0;
  #reading: IncomingMessage | null = null;
  #isLast = false;
  #isPaused = false;
  #isClosed = false;
  #isScheduled = false;
  /** Frames that were read, those to come next at the end. */
  #frames: string[] = [];
  /** Posts whose frames are among those, or were. */
  #unanswered: ServerResponse[] = [];

  constructor(maxBytes: number, delegate: PostsDelegate) {
    this.#maxBytes = maxBytes;
    this.#delegate = delegate;
  }

  async receive(
    request: IncomingMessage,
    response: ServerResponse,
    { number, isLast }: PostPlace,
  ): Promise<void> {
    this.#isLast ||= isLast;
    if (number > 0 && number === this.#taken) this.#unanswered.push(response);
    else if (this.#isNext(number)) await this.#read(request, response);
    else endWithText(response, 409, "", noStore);
    this.#handOver();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#handOver();
  }

  close(): void {
    this.#isClosed = true;
    this.#frames = [];
    this.#reading?.destroy();
    for (const response of this.#unanswered.splice(0)) {
      endWithText(response, this.#isLast ? 204 : 404, "", noStore);
    }
  }

  /** One post at a time, which bounds what waits; only the last one does not wait for the one before. */
  #isNext(number: number): boolean {
    const isFree = this.#reading === null && (this.#isLast || this.#frames.length === 0);
    return isFree && number === this.#taken + 1;
  }

  async #read(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#reading = request;
    const body = await readBody(request, this.#maxBytes);
    this.#reading = null;
    if (body.kind === "too-long") {
      endWithText(response, 413, "", { ...noStore, Connection: "close" });
      return this.#delegate.postsEnded();
    }
    if (body.kind !== "text" || this.#isClosed) return void response.destroy();
    this.#taken += 1;
    this.#unanswered.push(response);
    const frames = body.text.split("\n").filter((line) => line.trim() !== "");
    if (frames.length === 0) this.#delegate.pongCame();
    else this.#frames.unshift(...frames.reverse());
  }

  /** One frame a turn of the event loop, so that a flood of one page does not hold up the others. */
  #handOver(): void {
    if (this.#isPaused || this.#isScheduled || this.#isClosed) return;
    const frame = this.#frames.pop();
    if (frame !== undefined) this.#delegate.frameCame(frame);
    if (this.#frames.length > 0) {
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#handOver();
      });
    } else if (!this.#isPaused) this.#answer();
  }

  #answer(): void {
    for (const response of this.#unanswered.splice(0)) response.writeHead(204, noStore).end();
    if (this.#isLast && this.#reading === null) this.#delegate.postsEnded();
  }
}

const noStore = { "Cache-Control": "no-store" };
