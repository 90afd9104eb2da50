// The TSX precompiler: each TSX expression of a module becomes one template and an array of slot values.
import { parse } from "@babel/parser";
import type * as babel from "@babel/types";
import { writeExpression } from "./element.js";
import { Source, type Warning } from "./source.js";
import { writeViewNames } from "./view-names.js";

export interface TransformOptions {
  /** The package that the compiled module imports its runtime from; "slotwire" by default. */
  readonly importSource?: string;
}

export interface SourceMap {
  readonly version: number;
  readonly file?: string;
  readonly sources: string[];
  readonly sourcesContent?: string[];
  readonly names: string[];
  readonly mappings: string;
}

export interface Transformed {
  /** TypeScript still, but without TSX. */
  readonly code: string;
  readonly map: SourceMap;
  readonly warnings: readonly Warning[];
}

/**
 * Compiles the TSX of one module; null when there is nothing to do, or when the module is not for us:
 * another JSX runtime, or a syntax that the parser does not know (the next compiler reports that).
 *
 *     const row = <li class={c}>Hi {name}</li>;
 *
 * becomes, with the template on the first line so that no other line moves:
 *
 *     import { … } from "slotwire/jsx-runtime"; const _$0 = _$template(["<li", ">Hi ", "</li>"], ["class", 0]);
 *     const row = _$rendered(_$0, [_$attribute("class", c), name]);
 */
export function transform(
  code: string,
  file: string,
  options: TransformOptions = {},
): Transformed | null {
  const importSource = options.importSource ?? "slotwire";
  if (!code.includes("<") && !code.includes("defineView")) return null;
  if (isForAnotherRuntime(code, importSource)) return null;
  const program = parseProgram(code, file);
  if (program === null) return null;
  const source = new Source(code, file);
  const walk = (node: babel.Node): void => writeInside(source, node, walk);
  walk(program);
  const isNamed = writeViewNames(source, program, importSource);
  const head = source.head(importSource);
  if (head === "" && !isNamed) return null;
  writeHead(source, program, head);
  const map = source.edits.generateMap({ source: file, hires: "boundary", includeContent: true });
  return { code: source.edits.toString(), map: map as SourceMap, warnings: source.warnings };
}

function isForAnotherRuntime(code: string, importSource: string): boolean {
  const pragma = /@jsxImportSource\s+(\S+)/.exec(code);
  return (pragma !== null && pragma[1] !== importSource) || /@jsxRuntime\s+classic/.test(code);
}

function parseProgram(code: string, file: string): babel.Program | null {
  const isTypeScript = !file.endsWith(".jsx");
  try {
    return parse(code, {
      sourceType: "module",
      // Without these nodes `{(a, b)}` would lose its parentheses, and so its meaning.
      createParenthesizedExpressions: true,
      plugins: isTypeScript
        ? ["jsx", "typescript", "decorators-legacy", "explicitResourceManagement"]
        : ["jsx", "decorators-legacy", "explicitResourceManagement"],
    }).program as babel.Program;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Compiles the outermost TSX expressions at or below `node`. */
function writeInside(source: Source, node: babel.Node, walk: (node: babel.Node) => void): void {
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    writeExpression(source, node, walk);
    return;
  }
  for (const [name, value] of Object.entries(node)) {
    if (typeof value !== "object" || value === null || skipped.has(name)) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child);
    }
  }
}

/** Where no TSX can be: positions, comments, types. */
const skipped: ReadonlySet<string> = new Set([
  "loc",
  "extra",
  "leadingComments",
  "trailingComments",
  "innerComments",
  "typeAnnotation",
  "typeParameters",
  "returnType",
]);

function isNode(value: unknown): value is babel.Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** On the first line, but behind what has to stay first: `#!…` and directives. */
function writeHead(source: Source, program: babel.Program, head: string): void {
  const directive = program.directives.at(-1);
  if (directive) {
    source.edits.appendLeft(directive.end as number, `; ${head}`);
  } else if (program.interpreter) {
    const newline = source.code.indexOf("\n", program.interpreter.end as number);
    source.edits.appendLeft(newline === -1 ? source.code.length : newline + 1, head);
  } else {
    source.edits.prepend(head);
  }
}
