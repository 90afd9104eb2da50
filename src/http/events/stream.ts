// One event stream: frames go down in a response that does not end, and come up in posts, as over one socket.
import type { ServerResponse } from "node:http";
import type { FrameSocket, SocketOwner } from "../../session/frame-socket.js";
import { asideCode, leftCode } from "../../wire/protocol.js";
import { type Post, Posts, type PostsDelegate } from "./posts.js";

/** As in a WebSocket. */
const ReadyState = { open: 1, closing: 2, closed: 3 } as const;
type ReadyState = (typeof ReadyState)[keyof typeof ReadyState];

/** Of RFC 6455: the peer went without a word. */
const lostCode = 1006;

/** A client that does not read would hold up the end of the process. */
const closeTimeoutMs = 2000;

/**
 * A page that is left ends its stream and says that it left, each on a connection of its own: what comes
 * first says nothing yet.
 */
const leaveWithinMs = 1000;

export interface StreamRules {
  readonly id: string;
  readonly cookieId: string;
  /** Of one post. */
  readonly maxPayload: number;
  /** Told once, when nothing of it is left. */
  readonly ended: () => void;
}

export class EventStream implements FrameSocket, PostsDelegate {
  readonly cookieId: string;
  #readyState: ReadyState = ReadyState.open;
  #owner: SocketOwner | null = null;
  #code = lostCode;
  #timer: NodeJS.Timeout | null = null;
  readonly #response: ServerResponse;
  readonly #posts: Posts;
  readonly #ended: () => void;

  constructor(response: ServerResponse, { id, cookieId, maxPayload, ended }: StreamRules) {
    this.cookieId = cookieId;
    this.#response = response;
    this.#ended = ended;
    this.#posts = new Posts(this);
    response.on("error", ignore);
    response.once("close", () => this.#responseClosed());
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      // "no-transform" keeps compression out of it, which would hold frames back.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      "X-Content-Type-Options": "nosniff",
    });
    this.#write(`event: open\ndata: ${JSON.stringify([id, maxPayload])}\n\n`);
  }

  get readyState(): number {
    return this.#readyState;
  }

  get bufferedAmount(): number {
    return this.#response.writableLength;
  }

  listenFor(owner: SocketOwner): void {
    this.#owner = owner;
  }

  /** A frame is JSON, which has no line breaks of its own. */
  send(frame: string): void {
    this.#write(`data: ${frame}\n\n`);
  }

  /** A comment, for the proxies on the way. */
  beat(): void {
    if (!this.#response.writableNeedDrain) this.#write(":\n\n");
  }

  ping(_data?: string, _isMasked?: boolean, written?: () => void): void {
    if (written === undefined) this.#write("event: ping\ndata:\n\n");
    else if (this.#response.writableNeedDrain) this.#response.once("drain", written);
    else setImmediate(written);
  }

  pause(): void {
    this.#posts.pause();
  }

  resume(): void {
    this.#posts.resume();
  }

  close(): void {
    if (this.#readyState !== ReadyState.open) return;
    this.#readyState = ReadyState.closing;
    // Nobody is there any more, only the news of it waits.
    if (this.#response.closed) return this.#end();
    this.#response.end();
    this.#timer = setTimeout(() => this.#response.destroy(), closeTimeoutMs);
  }

  terminate(): void {
    if (this.#readyState === ReadyState.open) this.#readyState = ReadyState.closing;
    if (this.#response.closed) this.#end();
    else this.#response.destroy();
  }

  /** A post of the page, which is answered when all its frames were taken; after the last one the page is left. */
  postReceived(post: Post): void {
    if (post.isLast) this.#code = post.isAside ? asideCode : leftCode;
    void this.#posts.receive(post);
  }

  frameCame(frame: string): void {
    this.#owner?.frameReceived(frame);
  }

  pongCame(): void {
    this.#owner?.pongReceived();
  }

  postsEnded(): void {
    this.terminate();
  }

  #write(text: string): void {
    const response = this.#response as ServerResponse & { flush?: () => void };
    if (response.closed || response.writableEnded) return;
    response.write(text);
    // What compresses all the same (it is no method of Node) holds back what it is not told to let go.
    response.flush?.();
  }

  #responseClosed(): void {
    if (this.#readyState !== ReadyState.open) return this.#end();
    this.#timer = setTimeout(() => this.#end(), leaveWithinMs);
  }

  #end(): void {
    if (this.#readyState === ReadyState.closed) return;
    this.#readyState = ReadyState.closed;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#posts.close();
    this.#ended();
    this.#owner?.socketClosed(this.#code);
  }
}

/** What was not written is sent again over the next socket. */
function ignore(): void {}
