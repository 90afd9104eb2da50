// `slotwire/plugin`: the precompiler as a plugin of esbuild, Vite and Rollup.
import { readFile } from "node:fs/promises";
import { LiveError } from "../errors.js";
import { inlineMap } from "./inline-map.js";
import type { Warning } from "./source.js";
import { type SourceMap, type TransformOptions, transform } from "./transform.js";

export type { TransformOptions };

/** The part of esbuild's plugin interface that is used. */
interface EsbuildBuild {
  onLoad(
    options: { filter: RegExp; namespace?: string },
    load: (args: { path: string }) => Promise<EsbuildResult | undefined>,
  ): void;
}

interface EsbuildMessage {
  readonly text: string;
  readonly location?: { readonly file: string; readonly line: number; readonly column: number };
}

interface EsbuildResult {
  readonly contents?: string;
  readonly loader?: "tsx" | "jsx";
  readonly warnings?: EsbuildMessage[];
  readonly errors?: EsbuildMessage[];
}

export interface EsbuildPlugin {
  readonly name: string;
  setup(build: EsbuildBuild): void;
}

/**
 * Precompiles TSX in an esbuild build.
 *
 * @example
 * ```ts
 * import { build } from "esbuild";
 * import { esbuildPlugin } from "slotwire/plugin";
 *
 * await build({ entryPoints: ["app.tsx"], bundle: true, platform: "node", plugins: [esbuildPlugin()] });
 * ```
 */
export function esbuildPlugin(options: TransformOptions = {}): EsbuildPlugin {
  return {
    name: "slotwire",
    setup(build) {
      build.onLoad({ filter: /\.[jt]sx$/, namespace: "file" }, async ({ path }) => {
        if (isOfPackage(path)) return undefined;
        const code = await readFile(path, "utf8");
        try {
          const compiled = transform(code, path, options);
          if (compiled === null) return undefined;
          const loader = path.endsWith(".jsx") ? "jsx" : "tsx";
          const warnings = compiled.warnings.map((warning) => esbuildMessage(path, warning));
          return { contents: inlineMap(compiled), loader, warnings };
        } catch (error) {
          if (error instanceof LiveError) return { errors: [{ text: error.message }] };
          throw error;
        }
      });
    },
  };
}

/** The part of Rollup's plugin interface that is used; Vite's is the same, and `enforce`. */
export interface RollupPlugin {
  readonly name: string;
  readonly enforce?: "pre";
  transform(this: RollupContext, code: string, id: string): RollupResult | null;
}

interface RollupContext {
  warn?: (message: string, position?: { line: number; column: number }) => void;
}

interface RollupResult {
  readonly code: string;
  readonly map: SourceMap;
}

/**
 * Precompiles TSX in a Rollup build; stands before the plugin that compiles TypeScript.
 *
 * @example
 * ```ts
 * import { rollupPlugin } from "slotwire/plugin";
 *
 * export const config = { input: "app.tsx", plugins: [rollupPlugin()] };
 * ```
 */
export function rollupPlugin(options: TransformOptions = {}): RollupPlugin {
  return {
    name: "slotwire",
    transform(code, id) {
      const [path = ""] = id.split("?");
      if (!/\.[jt]sx$/.test(path) || isOfPackage(path)) return null;
      const compiled = transform(code, path, options);
      if (compiled === null) return null;
      for (const { message, line, column } of compiled.warnings) {
        this.warn?.(message, { line, column });
      }
      return { code: compiled.code, map: compiled.map };
    },
  };
}

/**
 * Precompiles TSX in Vite (its server-side rendering), before Vite compiles TypeScript.
 *
 * @example
 * ```ts
 * import { vitePlugin } from "slotwire/plugin";
 *
 * export const config = { plugins: [vitePlugin()] };
 * ```
 */
export function vitePlugin(options: TransformOptions = {}): RollupPlugin {
  return { ...rollupPlugin(options), enforce: "pre" };
}

/** Packages bring compiled code; their TSX sources are for their own runtime. */
function isOfPackage(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

function esbuildMessage(file: string, { message, line, column }: Warning): EsbuildMessage {
  return { text: message, location: { file, line, column } };
}
