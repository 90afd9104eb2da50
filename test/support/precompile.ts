// Compiles TSX source as a test sees it, with and without the precompiler, and runs what comes out.
import { transformSync } from "esbuild";
import { transform } from "../../src/compile/transform.js";
import { TemplateTable } from "../../src/jsx/intern.js";
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

type Exports = Record<string, unknown>;

/**
 * Runs TSX source and returns what it exports. `slotwire/jsx-runtime` and `slotwire` are the library;
 * everything else that the source needs comes in as `scope`.
 */
export function evaluateModule(source: string, mode: JsxMode, scope: Exports = {}): Exports {
  return evaluate(compileModule(source, mode), scope, runtime);
}

/** As `evaluateModule`, with templates of its own: a million random ones are a leak in no app. */
export function evaluateApart(source: string, mode: JsxMode): Exports {
  const table = new TemplateTable();
  const template: typeof runtime.template = (statics, kinds) => table.intern(statics, kinds);
  return evaluate(compileModule(source, mode), {}, { ...runtime, template });
}

function evaluate(code: string, scope: Exports, library: typeof runtime): Exports {
  const module = { exports: {} as Exports };
  const require = (name: string): unknown => {
    if (name === "slotwire/jsx-runtime" || name === "slotwire") return library;
    throw new Error(`no module ${name}`);
  };
  const run = new Function("module", "exports", "require", ...Object.keys(scope), code);
  run(module, module.exports, require, ...Object.values(scope));
  return module.exports;
}
