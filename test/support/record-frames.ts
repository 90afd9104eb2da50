// Visits a live page without a browser and writes down every frame that goes up and down.
import { WebSocket } from "ws";

const names: readonly (readonly [RegExp, string])[] = [
  [/"1\.[\w-]+\.[\w-]+\.\w+\.[\w-]{22}"/g, '"TOKEN"'],
  [/"@[\w-]{7}"/g, '"@FINGERPRINT"'],
];

export interface Recording extends AsyncDisposable {
  /** `→` up and `←` down, with names for what differs from run to run. */
  readonly lines: readonly string[];
  /** The HTML of the page's view, with the same names. */
  readonly view: string;
  /** Sends a frame and waits for the next one from the server. */
  send(frame: readonly unknown[]): Promise<void>;
  /** The boundary and the fingerprint of the button with this text. */
  actionOf(text: string): { handler: string; boundary: number };
}

/** Opens the page at `url`, joins its view, and records from then on. */
export async function record(url: string, instance: string): Promise<Recording> {
  const answer = await fetch(url);
  const html = await answer.text();
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const token = / live="([^"]+)"/.exec(html)?.[1] ?? "";
  const { origin, host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/live/socket`, { headers: { cookie, origin } });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  const write = (arrow: string, frame: string) => lines.push(`${arrow} ${withNames(frame)}`);
  socket.on("message", (data) => {
    write("←", String(data));
    waiting.shift()?.();
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (frame: readonly unknown[]): Promise<void> => {
    const text = JSON.stringify(frame);
    write("→", text);
    return new Promise((resolve) => {
      waiting.push(resolve);
      socket.send(text);
    });
  };
  await send([0, 1, token, instance, 1]);
  return {
    lines,
    view: withNames(/<body>(.*)<\/body>/s.exec(html)?.[1] ?? ""),
    send,
    actionOf(text) {
      const before = html.slice(0, html.indexOf(`>${text}</button>`));
      const handler = /live-click="(@[\w-]{7})"[^<]*$/.exec(before)?.[1] ?? "";
      return { handler, boundary: boundaryBefore(before) };
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.close();
      await closed;
    },
  };
}

function withNames(text: string): string {
  return names.reduce((named, [value, name]) => named.replace(value, name), text);
}

/** The id of the innermost element that is still open at the end of `html` and carries a mark. */
function boundaryBefore(html: string): number {
  const open: number[] = [];
  for (const [, slash, tag = "", mark] of html.matchAll(/<(\/?)([a-z]\w*)(?: l=(\d+))?[^>]*>/g)) {
    if (/^(?:meta|link|input|br|hr|img)$/.test(tag)) continue;
    if (slash === "/") open.pop();
    else open.push(Number(mark ?? 0));
  }
  return open.findLast((id) => id > 0) ?? 0;
}
