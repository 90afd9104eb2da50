// A live server whose every answer is written by the test: literal pages over HTTP, literal frames over ws.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { bundleClient } from "../../scripts/client-bundle.mjs";

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What was asked for: the URL's path and query, and whether it is a rejoin. */
export interface Asked {
  readonly url: string;
  readonly isRejoin: boolean;
}

let bundled: ReturnType<typeof bundleClient> | undefined;

/** The client as it is published, bundled once for all tests of a run. */
function clientScripts(): ReturnType<typeof bundleClient> {
  bundled ??= bundleClient();
  return bundled;
}

/** A document with the client in it, as Slotwire's own are. */
export function documentOf(body: string, attributes = ""): Answer {
  const script = `<script src="/live/client-x.js" defer${attributes}></script>`;
  return { body: `<!DOCTYPE html><title>First</title>${script}<body>${body}` };
}

/** The answer to a rejoin. */
export function viewOf(html: string, title = "First"): Answer {
  const body = `<head><title>${title}</title></head><body>${html}</body>`;
  return { body, headers: { "live-view": "fresh" } };
}

export class FrameServer implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly #answer: (asked: Asked) => Answer;
  readonly #server = createServer((request, response) => void this.#respond(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #unread: string[] = [];
  readonly #readers: ((frame: string) => void)[] = [];
  readonly #openings: (() => void)[] = [];
  #opened = 0;
  #current: WebSocket | null = null;
  #held: (() => void)[] | null = null;
  #port = 0;

  constructor(answer: (asked: Asked) => Answer) {
    this.#answer = answer;
    this.#server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const accept = () =>
        this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#accepted(ws));
      // While it is held nobody else listens, and an error without a listener ends the process.
      socket.on("error", () => socket.destroy());
      if (this.#held === null) accept();
      else this.#held.push(accept);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many sockets were opened so far. */
  get opened(): number {
    return this.#opened;
  }

  /** Listens, the second time on the port it had before. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    // What is still held would keep the server from closing.
    this.letIn();
    for (const ws of this.#sockets.clients) ws.terminate();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Lets upgrades wait until `letIn`. */
  hold(): void {
    this.#held ??= [];
  }

  letIn(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const accept of held) accept();
  }

  /** The next frame of any socket that was not read yet. */
  next(): Promise<string> {
    const frame = this.#unread.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** Frames that came and were not read. */
  get unread(): readonly string[] {
    return this.#unread;
  }

  /** Sends over the newest socket. */
  send(...frames: string[]): void {
    for (const frame of frames) this.#current?.send(frame);
  }

  /** Cuts the newest socket without a closing handshake. */
  cut(): void {
    this.#current?.terminate();
  }

  /** Resolves when the newest socket is closed by the page. */
  socketClosed(): Promise<void> {
    const ws = this.#current;
    if (ws === null || ws.readyState === ws.CLOSED) return Promise.resolve();
    return new Promise((resolve) => ws.once("close", () => resolve()));
  }

  /** Resolves when this many sockets were opened. */
  async socketsOpened(count: number): Promise<void> {
    while (this.#opened < count) {
      await new Promise<void>((resolve) => this.#openings.push(resolve));
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #accepted(ws: WebSocket): void {
    this.#current = ws;
    this.#opened++;
    ws.on("message", (data) => {
      const frame = String(data);
      const reader = this.#readers.shift();
      if (reader === undefined) this.#unread.push(frame);
      else reader(frame);
    });
    for (const resolve of this.#openings.splice(0)) resolve();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "";
    if (url.startsWith("/live/")) {
      response.setHeader("Content-Type", "text/javascript");
      const { page, others } = await clientScripts();
      response.end(others[url.slice("/live/".length)] ?? page);
      return;
    }
    if (url === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const asked = { url, isRejoin: request.headers["live-rejoin"] !== undefined };
    this.asked.push(asked);
    const { status = 200, headers = {}, body = "" } = this.#answer(asked);
    response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...headers });
    response.end(body);
  }
}

/** `await using server = await serveFrames((asked) => …)`. */
export async function serveFrames(answer: (asked: Asked) => Answer): Promise<FrameServer> {
  // Here and not at the first request: a client that does not build fails the test at once.
  await clientScripts();
  return new FrameServer(answer).start();
}
