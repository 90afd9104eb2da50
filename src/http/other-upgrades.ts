// What becomes of an upgrade that nobody takes: the request that it would have been without us.
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/**
 * The listener of `upgrade` that each live app has. Node hands upgrades to a server only where somebody
 * listens, and reads them as plain requests otherwise. So without this, clients that offer HTTP/2 with every
 * request (`Upgrade: h2c`: Java's HttpClient, curl --http2) would wait for an answer for ever.
 */
export function upgradeOfOthers(
  this: Server,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (this.listeners("upgrade").some((listener) => listener !== upgradeOfOthers)) return;
  // Several live apps of one server listen all: the first one has done it.
  if (request.headers.upgrade === undefined) return;
  delete request.headers.upgrade;
  socket.unshift(Buffer.concat([Buffer.from(plainHead(request), "latin1"), head]));
  this.emit("encrypted" in socket ? "secureConnection" : "connection", socket);
}

/** The head of the request as it came, but for the offer to speak something else. */
function plainHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    const value = rawHeaders[at + 1] ?? "";
    const kept = /^(?:upgrade|http2-settings)$/i.test(name) ? null : keptOf(name, value);
    if (kept !== null) lines.push(`${name}: ${kept}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Of a list of hop-by-hop headers, those that are still there. */
function keptOf(name: string, value: string): string | null {
  if (name.toLowerCase() !== "connection") return value;
  const words = value.split(",").map((word) => word.trim());
  const kept = words.filter((word) => !/^(?:upgrade|http2-settings)$/i.test(word));
  return kept.length > 0 ? kept.join(", ") : null;
}
