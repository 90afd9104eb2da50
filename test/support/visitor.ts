// A browser reduced to its parts: a cookie jar, the token of the page it fetched, and a bare socket.
import { WebSocket } from "ws";

export interface FetchedPage {
  readonly response: Response;
  readonly html: string;
  /** Of the first container, or "" when there is none. */
  readonly token: string;
}

/** One visitor of a site; what a browser does by itself is done by hand, so that a test can do it wrong. */
export class Visitor {
  readonly #site: string;
  cookie = "";

  constructor(site: string) {
    this.#site = site;
  }

  async get(path: string, init: RequestInit = {}): Promise<FetchedPage> {
    const headers = new Headers(init.headers);
    if (this.cookie !== "") headers.set("cookie", this.cookie);
    const response = await fetch(this.#site + path, { redirect: "manual", ...init, headers });
    for (const set of response.headers.getSetCookie()) this.#setCookie(set);
    const html = await response.text();
    return { response, html, token: / live="([^"]+)"/.exec(html)?.[1] ?? "" };
  }

  /** What the jar has under a name; "" for nothing. */
  cookieNamed(name: string): string {
    const pair = this.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
    return pair?.slice(name.length + 1) ?? "";
  }

  /** `name=value; Max-Age=60; …` */
  #setCookie(set: string): void {
    const [pair = ""] = set.split(";");
    const isOther = (each: string) => each !== "" && each.split("=")[0] !== pair.split("=")[0];
    const pairs = this.cookie.split("; ").filter(isOther);
    if (!/; Max-Age=0\b/.test(set)) pairs.push(pair);
    this.cookie = pairs.join("; ");
  }

  /** Opens a socket as a page of the site would; rejects with the status of a refusal. */
  async connect(path = "/live/socket", headers: Record<string, string> = {}): Promise<Socket> {
    const url = this.#site.replace(/^http/, "ws") + path;
    const ws = new WebSocket(url, {
      headers: { origin: this.#site, cookie: this.cookie, ...headers },
    });
    await new Promise<void>((resolve, reject) => {
      ws.once("open", resolve);
      ws.once("error", reject);
      ws.once("unexpected-response", (_request, response) => {
        response.resume();
        reject(new Error(String(response.statusCode)));
      });
    });
    return new Socket(ws);
  }

  /** Fetches a page and joins its session; the socket's first frame has been read. */
  async join(path: string, instance = "instance-1"): Promise<{ socket: Socket; joined: string }> {
    const { token } = await this.get(path);
    const socket = await this.connect();
    socket.send([0, 1, token, instance, 1]);
    return { socket, joined: await socket.next() };
  }
}

/** Frames of the server in the order they came, each read once. */
export class Socket implements Disposable {
  readonly #ws: WebSocket;
  readonly #frames: string[] = [];
  readonly #waiting: ((frame: string) => void)[] = [];
  /** The close code of the server. */
  readonly closed: Promise<number>;

  constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on("message", (data) => {
      const frame = String(data);
      const reader = this.#waiting.shift();
      if (reader === undefined) this.#frames.push(frame);
      else reader(frame);
    });
    this.closed = new Promise((resolve) => ws.once("close", resolve));
  }

  send(frame: unknown): void {
    this.#ws.send(JSON.stringify(frame));
  }

  ping(): void {
    this.#ws.ping();
  }

  /** Reads nothing any more, so that not even a close is answered. */
  pause(): void {
    this.#ws.pause();
  }

  /** The next frame, as the bytes that came. */
  next(): Promise<string> {
    const frame = this.#frames.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#ws.close();
  }

  [Symbol.dispose](): void {
    this.#ws.terminate();
  }
}
