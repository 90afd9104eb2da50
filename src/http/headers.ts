// Response headers that are shared with the app: what it has set stays.
import type { ServerResponse } from "node:http";

/** Adds names to `Vary` without repeating any that is there. */
export function addVary(response: ServerResponse, names: readonly string[]): void {
  const before = response.getHeader("Vary");
  if (before === undefined) {
    response.setHeader("Vary", names.join(", "));
    return;
  }
  const parts = (Array.isArray(before) ? before.join(",") : String(before))
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.includes("*")) return;
  const known = new Set(parts.map((part) => part.toLowerCase()));
  response.setHeader(
    "Vary",
    [...parts, ...names.filter((name) => !known.has(name.toLowerCase()))].join(", "),
  );
}

/** Ends a response with a short plain text; for requests that no page of the app answers. */
export function endWithText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  response.end(text);
}
