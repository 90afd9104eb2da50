// The client's scripts, served under the hash of their bytes and compressed ahead of time.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { LiveError } from "../errors.js";
import { addVary, endWithText } from "./headers.js";
import type { LiveRequest } from "./request.js";

type Encoding = "br" | "gzip" | "identity";

/** A built script in memory: the client is about 40 KB in its three encodings. */
export interface ClientAsset {
  /** `client-HASH.js`; a new build has a new name, so the old one may be cached for ever. */
  readonly name: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Buffer>>> & { readonly identity: Buffer };
}

/** Reads what the build has made; in development the build with its warnings, when it is there. */
export function loadClientAsset(isProduction: boolean): ClientAsset {
  const names = isProduction ? ["slotwire.js"] : ["slotwire.dev.js", "slotwire.js"];
  const asset = names.map((name) => readAsset("client", name)).find((each) => each !== null);
  if (asset) return asset;
  throw new LiveError("CLIENT_NOT_BUILT", { folder: folders.at(-1) ?? "" });
}

/** The tools for development; in production there are none. */
export function loadDebugAsset(isProduction: boolean): ClientAsset | null {
  return isProduction ? null : readAsset("debug", "slotwire.debug.js");
}

// This file runs from dist/src/http when installed and from src/http in the repository.
const folders = ["../../client/", "../../dist/client/"].map((each) =>
  fileURLToPath(new URL(each, import.meta.url)),
);

function readAsset(kind: "client" | "debug", name: string): ClientAsset | null {
  const path = folders.map((folder) => folder + name).find((each) => existsSync(each));
  if (path === undefined) return null;
  const bodies = readBodies(path);
  const hash = createHash("sha256").update(bodies.identity).digest("base64url").slice(0, 8);
  return { name: `${kind}-${hash}.js`, bodies };
}

/** What the client loads when a page needs it; the build has named these files, and names them in the client. */
export function loadFurtherAssets(): readonly ClientAsset[] {
  const folder = folders.find((each) => existsSync(`${each}slotwire.js`));
  if (folder === undefined) return [];
  const names = readdirSync(folder).filter((name) =>
    /^(forms|interaction|navigation|morph|fallback|later)-[\w-]+\.js$/.test(name),
  );
  return names.map((name) => ({ name, bodies: readBodies(folder + name) }));
}

/** Of this build or of another one. */
export function isScriptName(name: string): boolean {
  return /^(client|forms|interaction|navigation|morph|fallback|later)-.*\.js$/.test(name);
}

function readBodies(path: string): ClientAsset["bodies"] {
  const identity = readFileSync(path);
  return { identity, ...readIfThere("br", `${path}.br`), ...readIfThere("gzip", `${path}.gz`) };
}

function readIfThere(encoding: Encoding, path: string): Partial<Record<Encoding, Buffer>> {
  return existsSync(path) ? { [encoding]: readFileSync(path) } : {};
}

export function serveClientAsset(
  asset: ClientAsset,
  request: LiveRequest,
  response: ServerResponse,
): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return endWithText(response, 405, "Method Not Allowed", { Allow: "GET, HEAD" });
  }
  const encoding = pickEncoding(asset, request.headers["accept-encoding"]);
  const body = asset.bodies[encoding] ?? asset.bodies.identity;
  addVary(response, ["Accept-Encoding"]);
  response.writeHead(200, {
    "Content-Type": "text/javascript; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** The smallest encoding that the browser takes; `q=0` is a refusal. */
function pickEncoding(asset: ClientAsset, accepted: unknown): Encoding {
  if (typeof accepted !== "string") return "identity";
  const weights = new Map<string, number>();
  for (const part of accepted.split(",", 32)) {
    const [name = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
    const weight = parameters.find((each) => each.startsWith("q="));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  const isTaken = (encoding: Encoding) =>
    asset.bodies[encoding] !== undefined && (weights.get(encoding) ?? weights.get("*") ?? 0) > 0;
  return isTaken("br") ? "br" : isTaken("gzip") ? "gzip" : "identity";
}
