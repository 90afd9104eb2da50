// The Node load hook behind `slotwire/register`: precompiles .tsx and .jsx files as they are loaded.
import { writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";
import { isDevelopment } from "../jsx/development.js";
import { inlineMap } from "./inline-map.js";
import { type Transformed, transform } from "./transform.js";

interface Loaded {
  readonly format: string | null | undefined;
  readonly source?: string | ArrayBuffer | NodeJS.TypedArray | null;
  readonly shortCircuit?: boolean;
}
type NextLoad = (url: string, context: object) => Promise<Loaded> | Loaded;

/**
 * Registered in front of a hook that compiles TypeScript (tsx), so that it is called by it and hands it
 * TypeScript without TSX. Where no other hook knows the file, types are stripped by Node itself.
 */
export async function load(url: string, context: object, nextLoad: NextLoad): Promise<Loaded> {
  const [location = ""] = url.split("?");
  if (!location.startsWith("file:") || !/\.[jt]sx$/.test(location)) return nextLoad(url, context);
  if (location.includes("/node_modules/")) return nextLoad(url, context);
  const file = fileURLToPath(location);
  let loaded: Loaded;
  try {
    loaded = await nextLoad(url, context);
  } catch (error) {
    if (!isUnknownExtension(error)) throw error;
    return loadAlone(file);
  }
  // CommonJS is compiled by a hook of require(), which would not see an import that we add.
  if (loaded.format === "commonjs") return loaded;
  const code = loaded.source ? textOf(loaded.source) : await readFile(file, "utf8");
  const compiled = compile(code, file);
  return compiled === null ? loaded : { ...loaded, source: inlineMap(compiled) };
}

async function loadAlone(file: string): Promise<Loaded> {
  const code = await readFile(file, "utf8");
  const compiled = compile(code, file);
  // Types are replaced by spaces, so the map stays right.
  const source = compiled === null ? code : inlineMap(compiled);
  return { format: "module", source: stripTypes(file, source), shortCircuit: true };
}

/** Says at once what is wrong in the file: a template that is refused has no place in the source when it throws. */
function compile(code: string, file: string): Transformed | null {
  const compiled = transform(code, file);
  if (compiled === null || !isDevelopment()) return compiled;
  for (const { message, line, column } of compiled.warnings) {
    // The thread of the hooks has a stderr that the end of the process would cut off.
    writeSync(2, `slotwire: ${file}:${line}:${column + 1}: ${message}\n`);
  }
  return compiled;
}

/** Node has the function from 22.13 on. */
function stripTypes(file: string, code: string): string {
  const strip = (nodeModule as { stripTypeScriptTypes?: (code: string) => string })
    .stripTypeScriptTypes;
  return file.endsWith(".tsx") && strip !== undefined ? strip(code) : code;
}

function isUnknownExtension(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_UNKNOWN_FILE_EXTENSION";
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}
