// Frames down in the events of a response that does not end, frames up in one post after the other.
import { leftCode } from "../../src/wire/protocol.js";
import type { FrameSocket } from "../frame-socket.js";

/** Says which post of this stream it is, 0 for the stream itself; another site cannot send it. */
const numberHeader = "live-events";

/** Why the page is left, as a WebSocket says it. */
const codeHeader = "live-code";

/** Browsers send 64 KiB for a page that is gone, and no more; a character may have three bytes. */
const maxLastChars = 20_000;

export class EventStream implements FrameSocket {
  onopen: FrameSocket["onopen"] = null;
  onmessage: FrameSocket["onmessage"] = null;
  onclose: FrameSocket["onclose"] = null;
  readonly #url: string;
  readonly #aborter = new AbortController();
  /** Where posts go; "" until the stream is open. */
  #postUrl = "";
  #maxPostChars = 0;
  #frames: string[] = [];
  #posts = 0;
  #isPosting = false;
  #isPinged = false;
  #isClosed = false;

  constructor(url: string) {
    this.#url = url;
    const lost = () => this.#lost();
    this.#read().then(lost, lost);
  }

  send(frame: string): void {
    this.#frames.push(frame);
    void this.#post();
  }

  close(code?: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // The last post may outlive the page; what it cannot carry is lost, as with any socket.
    if (code && this.#postUrl) {
      this.#postFrames(Math.min(this.#maxPostChars, maxLastChars), code).catch(() => {});
    }
    // A page that is left for good ends it by itself.
    if (code !== leftCode) this.#aborter.abort();
  }

  async #read(): Promise<void> {
    const { signal } = this.#aborter;
    const headers = { [numberHeader]: "0" };
    const answer = await fetch(this.#url, { headers, signal, cache: "no-store" });
    // A page of the network itself ("please log in") is no stream.
    const type = answer.headers.get("content-type") ?? "";
    if (!answer.ok || !answer.body || !type.startsWith("text/event-stream")) return;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      // The end of an event may be cut in two; what was looked through before is not looked through again.
      let searchFrom = Math.max(0, text.length - 1);
      text += value;
      for (;;) {
        const end = text.indexOf("\n\n", searchFrom);
        if (end < 0) break;
        this.#eventCame(text.slice(0, end));
        text = text.slice(end + 2);
        searchFrom = 0;
      }
    }
  }

  /** The three kinds of events that the server sends. */
  #eventCame(event: string): void {
    if (this.#isClosed) return;
    const data = event.slice(event.indexOf("data:") + 5);
    if (event.startsWith("data:")) this.onmessage?.({ data: data.trimStart() });
    else if (event.startsWith("event: ping")) {
      this.#isPinged = true;
      void this.#post();
    } else if (event.startsWith("event: open")) {
      const [id, maxPayload] = JSON.parse(data) as [string, number];
      this.#postUrl = `${this.#url}/${id}`;
      // In UTF-8 no character has more than three bytes.
      this.#maxPostChars = maxPayload / 3;
      this.onopen?.();
    }
  }

  async #post(): Promise<void> {
    if (this.#isPosting || !this.#postUrl) return;
    this.#isPosting = true;
    try {
      while (!this.#isClosed && (this.#frames.length || this.#isPinged)) {
        this.#isPinged = false;
        const { ok } = await this.#postFrames(this.#maxPostChars);
        if (!ok) this.#lost();
      }
    } catch {
      this.#lost();
    }
    this.#isPosting = false;
  }

  /** With a code they are the last ones. */
  #postFrames(maxChars: number, code?: number): Promise<Response> {
    let count = 0;
    let chars = 0;
    for (const { length } of this.#frames) {
      chars += length + 1;
      // One that is too long by itself is the server's to refuse.
      if (count && chars > maxChars) break;
      count++;
    }
    return fetch(this.#postUrl, {
      method: code ? "DELETE" : "POST",
      headers: {
        "content-type": "application/x-ndjson",
        [numberHeader]: `${++this.#posts}`,
        ...(code && { [codeHeader]: `${code}` }),
      },
      body: this.#frames.splice(0, count).join("\n"),
      // Browsers may keep no page whose request is to outlive it.
      keepalive: code === leftCode,
      signal: code ? null : this.#aborter.signal,
    });
  }

  #lost(): void {
    if (this.#isClosed) return;
    this.close();
    this.onclose?.();
  }
}
