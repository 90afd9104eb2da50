// What comes up beside an event stream: posts with frames, one a line, each numbered, taken once and in order.
import type { Body } from "./read-body.js";

export interface PostsDelegate {
  frameCame(frame: string): void;
  /** A post without frames: the page is there. */
  pongCame(): void;
  /** The last post was taken, or one broke the rules: the stream is over. */
  postsEnded(): void;
}

/** Wherever it came in. */
export interface Post {
  /** From 1; a browser may send a post again whose answer was lost. */
  readonly number: number;
  /** The page is left, and waits for no answer. */
  readonly isLast: boolean;
  /** The browser keeps the page that is left for the way back. */
  readonly isAside?: boolean;
  /** Called where the post is in its place. Never rejects. */
  read(): Promise<Body>;
  /** Once, with the status. */
  answer(status: number): void;
}

export class Posts {
  readonly #delegate: PostsDelegate;
  #taken = 0;
  #isReading = false;
  #isLast = false;
  #isPaused = false;
  #isClosed = false;
  #isScheduled = false;
  /** Frames that were read, those to come next at the end. */
  #frames: string[] = [];
  /** Posts whose frames are among those, or were. */
  #unanswered: Post[] = [];

  constructor(delegate: PostsDelegate) {
    this.#delegate = delegate;
  }

  async receive(post: Post): Promise<void> {
    const { number, isLast } = post;
    this.#isLast ||= isLast;
    if (number > 0 && number === this.#taken) this.#unanswered.push(post);
    else if (this.#isNext(number)) await this.#read(post);
    else post.answer(409);
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
    for (const post of this.#unanswered.splice(0)) post.answer(this.#isLast ? 204 : 404);
  }

  /** One post at a time, which bounds what waits; only the last one does not wait for the one before. */
  #isNext(number: number): boolean {
    const isFree = !this.#isReading && (this.#isLast || this.#frames.length === 0);
    return isFree && number === this.#taken + 1;
  }

  async #read(post: Post): Promise<void> {
    this.#isReading = true;
    const body = await post.read();
    this.#isReading = false;
    if (body.kind === "too-long") {
      post.answer(413);
      return this.#delegate.postsEnded();
    }
    if (body.kind !== "text" || this.#isClosed) return post.answer(this.#isClosed ? 404 : 400);
    this.#taken += 1;
    this.#unanswered.push(post);
    const frames = body.text.split("\n").filter((line) => line.trim() !== "");
    if (frames.length === 0) this.#delegate.pongCame();
    else this.#frames = [...frames.reverse(), ...this.#frames];
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
    for (const post of this.#unanswered.splice(0)) post.answer(204);
    if (this.#isLast && !this.#isReading) this.#delegate.postsEnded();
  }
}
