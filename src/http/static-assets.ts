// URLs of the app's own files that change with their content, so that browsers may keep them for ever.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { LiveError } from "../errors.js";

/** Where the files are, and where the app serves them. */
export interface AssetOptions {
  /** The folder that the app gives to `express.static`. */
  readonly folder: string;
  /** The path that this is mounted on; "/" unless told. */
  readonly path?: string;
}

interface Hashed {
  readonly hash: string;
  readonly modifiedMs: number;
  readonly file: string;
}

/** Over all lines: a page may name a file with a line break in it. */
const nameShape = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^/\\\0?#][^\\\0?#]*$/s;

/** A page may ask about a file that no layout names, which may be a film. */
const maxUnnamedBytes = 8 * 1024 * 1024;

/** The files that a page has named. */
export class StaticAssets {
  readonly #options: AssetOptions;
  readonly #base: string;
  readonly #isProduction: boolean;
  readonly #byUrl = new Map<string, Hashed>();
  /** What is named while a layout is printed. */
  #named: Set<string> | null = null;

  constructor(options: AssetOptions, isProduction: boolean) {
    this.#options = options;
    this.#base = `${(options.path ?? "/").replace(/\/+$/, "")}/`;
    this.#isProduction = isProduction;
  }

  /** `/app.css?v=HASH`; a file that is not there is a mistake, which must not cost a page in production. */
  url(name: string): string {
    const path = this.#base + (typeof name === "string" ? encodePath(name) : "");
    const file = join(this.#options.folder, String(name));
    const found = typeof name === "string" && nameShape.test(name) ? this.#hash(path, file) : null;
    if (found !== null) {
      const url = `${path}?v=${found.hash}`;
      this.#named?.add(url);
      return url;
    }
    if (!this.#isProduction)
      throw new LiveError("ASSET_NOT_FOUND", { got: name, ...this.#options });
    return path;
  }

  /** Runs something synchronous, and tells the URLs of the files that it named. */
  naming<Result>(run: () => Result): { result: Result; named: readonly string[] } {
    const named = new Set<string>();
    this.#named = named;
    try {
      return { result: run(), named: [...named] };
    } finally {
      this.#named = null;
    }
  }

  /** Whether a file still has the URL that a page says it had; this process need not have named it yet. */
  isCurrent(url: string): boolean {
    const at = url.indexOf("?v=");
    const path = url.slice(0, Math.max(at, 0));
    const name = path.startsWith(this.#base) ? decodePath(path.slice(this.#base.length)) : "";
    // Each file under one URL: what a page says must not fill the map.
    const isOneOfMany = name.includes("//") && !this.#byUrl.has(path);
    if (!nameShape.test(name) || isOneOfMany || this.#base + encodePath(name) !== path)
      return false;
    const found = this.#hash(path, join(this.#options.folder, name), maxUnnamedBytes);
    return found !== null && found.hash === url.slice(at + 3);
  }

  /** Whoever serves the file keeps the header: `express.static` sets its own only where there is none. */
  markIfCurrent(url: string, response: ServerResponse): boolean {
    const at = url.indexOf("?v=");
    const known = at < 0 ? undefined : this.#byUrl.get(url.slice(0, at));
    // What a deployment has put in its place, or that nothing is there, must not be kept for ever.
    if (known?.hash !== url.slice(at + 3) || modifiedMsOf(known.file) !== known.modifiedMs) {
      return false;
    }
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    return true;
  }

  /** In production a file is read once; while one develops, whenever it was written. */
  #hash(path: string, file: string, maxBytes = Number.POSITIVE_INFINITY): Hashed | null {
    const known = this.#byUrl.get(path);
    if (known !== undefined && this.#isProduction) return known;
    try {
      const found = statSync(file);
      const { mtimeMs: modifiedMs, size } = found;
      // What is no file may have no end.
      if (size > maxBytes || !found.isFile()) return null;
      if (known?.modifiedMs === modifiedMs) return known;
      const hash = createHash("sha256").update(readFileSync(file)).digest("base64url").slice(0, 8);
      const hashed = { hash, modifiedMs, file };
      this.#byUrl.set(path, hashed);
      return hashed;
    } catch {
      return null;
    }
  }
}

/** Null: it is not there. */
function modifiedMsOf(file: string): number | null {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return null;
  }
}

/** "" for what is none. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}

function encodePath(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}
