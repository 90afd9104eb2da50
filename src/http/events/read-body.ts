// Reads a short text body, whoever may have read it before: apps put body parsers in front of everything.
import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-long" }
  | { readonly kind: "aborted" };

/** Never rejects. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  if (request.readableEnded) return Promise.resolve(parsedBody(request, maxBytes));
  // It broke off while the app had it: nothing will be heard of it any more.
  if (request.destroyed) return Promise.resolve({ kind: "aborted" });
  if (Number(request.headers["content-length"]) > maxBytes) {
    return Promise.resolve({ kind: "too-long" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= maxBytes) return;
      request.pause();
      resolve({ kind: "too-long" });
    });
    request.once("end", () => resolve({ kind: "text", text: Buffer.concat(chunks).toString() }));
    request.once("error", () => resolve({ kind: "aborted" }));
    request.once("close", () => resolve({ kind: "aborted" }));
  });
}

/** What a text or raw parser has left; no other can know this kind of body. */
function parsedBody(request: IncomingMessage, maxBytes: number): Body {
  const { body } = request as { body?: unknown };
  const text = Buffer.isBuffer(body) ? body.toString() : body;
  if (typeof text !== "string") return { kind: "aborted" };
  return text.length > maxBytes ? { kind: "too-long" } : { kind: "text", text };
}
