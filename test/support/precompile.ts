// Compiles TSX source as a test sees it, with and without the precompiler, and runs what comes out.
import { transformSync } from "esbuild";
import { transform } from "../../src/compile/transform.js";
import * as runtime from "../../src/jsx/jsx-runtime.js";

export const JsxMode = { runtime: "runtime", precompiled: "precompiled" } as const;
export type JsxMode = (typeof JsxMode)[keyof typeof JsxMode];

/** The JavaScript that TSX source becomes, as a CommonJS module. */
export function compileModule(source: string, mode: JsxMode): string {
  const file = "module.tsx";
  const tsx = mode === JsxMode.precompiled ? (transform(source, file)?.code ?? source) : source;
  return transformSync(tsx, {
    loader: "tsx",
    format: "cjs",
    jsx: "automatic",
    jsxImportSource: "slotwire",
    logLevel: "silent",
    target: "es2023",
  }).code;
}

/**
 * Runs TSX source and returns what it exports. `slotwire/jsx-runtime` and `slotwire` are the library;
 * everything else that the source needs comes in as `scope`.
 */
export function evaluateModule(
  source: string,
  mode: JsxMode,
  scope: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown> };
  const require = (name: string): unknown => {
    if (name === "slotwire/jsx-runtime" || name === "slotwire") return runtime;
    throw new Error(`no module ${name}`);
  };
  const run = new Function(
    "module",
    "exports",
    "require",
    ...Object.keys(scope),
    compileModule(source, mode),
  );
  run(module, module.exports, require, ...Object.values(scope));
  return module.exports;
}
