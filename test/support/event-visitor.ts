// A visitor whose frames go by event stream: what the fallback of the client does, by hand, so that a test can do it wrong.
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

export interface StreamOptions {
  readonly cookie: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Under which the live app is mounted. */
  readonly path?: string;
}

/** The events of one stream, each read once, and posts beside it. */
export class TestStream implements Disposable {
  readonly response: IncomingMessage;
  /** Where posts go: the site, or another process of it. */
  postSite: string;
  readonly #options: StreamOptions;
  readonly #events: string[] = [];
  readonly #readers: ((event: string) => void)[] = [];
  /** Resolves when the server has ended the stream, or the connection is gone. */
  readonly closed: Promise<void>;
  readonly cookie: string;
  id = "";
  maxPayload = 0;
  posts = 0;

  constructor(response: IncomingMessage, site: string, options: StreamOptions) {
    this.response = response;
    this.postSite = site;
    this.#options = options;
    this.cookie = options.cookie;
    this.closed = new Promise((resolve) => response.once("close", () => resolve()));
    let text = "";
    response.on("error", () => {});
    this.#decoded()
      .setEncoding("utf8")
      .on("data", (piece: string) => {
        text += piece;
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const reader = this.#readers.shift();
          if (reader === undefined) this.#events.push(event);
          else reader(event);
        }
      });
  }

  #decoded(): Readable {
    const isPlain = this.response.headers["content-encoding"] === undefined;
    return isPlain ? this.response : this.response.pipe(createGunzip());
  }

  /** The next event, as the bytes that came. */
  next(): Promise<string> {
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve(event);
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** The next event must be a frame. */
  async frame(): Promise<string> {
    const event = await this.next();
    if (!event.startsWith("data: ")) throw new Error(`no frame: ${event}`);
    return event.slice("data: ".length);
  }

  /** Posts frames under the next number, and answers with the status. */
  async post(...frames: readonly unknown[]): Promise<number> {
    this.posts += 1;
    const lines = frames.map((frame) => JSON.stringify(frame));
    return (await this.send({ body: lines.join("\n") })).status;
  }

  leave(): Promise<Response> {
    this.posts += 1;
    return this.send({ method: "DELETE" });
  }

  send(init: RequestInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const { path = "/live" } = this.#options;
    return fetch(`${this.postSite}${path}/events/${this.id}`, {
      method: "POST",
      ...init,
      headers: { ...this.postHeaders(), ...headers },
    });
  }

  /** Of a post with the present number. */
  postHeaders(): Record<string, string> {
    return {
      origin: this.postSite,
      cookie: this.cookie,
      "content-type": "application/x-ndjson",
      "live-events": `${this.posts}`,
    };
  }

  /** As a network that is gone. */
  cut(): void {
    this.response.destroy();
  }

  [Symbol.dispose](): void {
    this.cut();
  }
}

/** Opens a stream; rejects with the status of a refusal. */
export async function openStream(site: string, options: StreamOptions): Promise<TestStream> {
  const { cookie, path = "/live", headers } = options;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(`${site}${path}/events`, {
      headers: { cookie, "live-events": "0", ...headers },
    });
    request.once("response", resolve).once("error", reject).end();
  });
  if (response.statusCode !== 200) {
    response.resume();
    throw new Error(`${response.statusCode}`);
  }
  const stream = new TestStream(response, site, options);
  const [id, maxPayload] = openedOf(await stream.next());
  stream.id = id;
  stream.maxPayload = maxPayload;
  return stream;
}

function openedOf(event: string): [string, number] {
  const data = /^event: open\ndata: (.+)$/.exec(event)?.[1];
  if (data === undefined) throw new Error(`not opened: ${event}`);
  return JSON.parse(data) as [string, number];
}
