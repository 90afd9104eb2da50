// The module that is being compiled: its text, the edits to it, and what will stand on its first line.
import type { Node } from "@babel/types";
import MagicString from "magic-string";
import type { Kind } from "../wire/template.js";

export interface Warning {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The functions of the jsx-runtime entry that compiled code calls. */
export type Helper =
  | "attribute"
  | "content"
  | "createElement"
  | "jsx"
  | "rendered"
  | "spread"
  | "spreadWithChildren"
  | "template";

export class Source {
  readonly code: string;
  readonly file: string;
  readonly edits: MagicString;
  readonly warnings: Warning[] = [];
  readonly #prefix: string;
  readonly #helpers = new Set<Helper>();
  readonly #templates = new Map<string, string>();

  constructor(code: string, file: string) {
    this.code = code;
    this.file = file;
    this.edits = new MagicString(code);
    let prefix = "_$";
    while (code.includes(prefix)) prefix += "$";
    this.#prefix = prefix;
  }

  /** The local name of a helper, which is imported from now on. */
  helper(name: Helper): string {
    this.#helpers.add(name);
    return `${this.#prefix}${name}`;
  }

  /** The local name of a template; equal ones share it. */
  hoist(statics: readonly string[], kinds: readonly Kind[]): string {
    const args = `${JSON.stringify(statics)}, ${JSON.stringify(kinds)}`;
    let name = this.#templates.get(args);
    if (name === undefined) {
      name = `${this.#prefix}${this.#templates.size}`;
      this.#templates.set(args, name);
      this.helper("template");
    }
    return name;
  }

  warn(node: Node, message: string): void {
    const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
    this.warnings.push({ message, line, column });
  }

  /** `file:line:column`, for errors. */
  place(node: Node): string {
    const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
    return `${this.file}:${line}:${column + 1}`;
  }

  /** Imports and templates, on one line, so that no line of the source moves. */
  head(importSource: string): string {
    if (this.#helpers.size === 0) return "";
    const imports = [...this.#helpers].sort().map((name) => `${name} as ${this.#prefix}${name}`);
    const from = JSON.stringify(`${importSource}/jsx-runtime`);
    const template = `${this.#prefix}template`;
    const templates = [...this.#templates].map(
      ([args, name]) => ` const ${name} = ${template}(${args});`,
    );
    return `import { ${imports.join(", ")} } from ${from};${templates.join("")} `;
  }
}

/**
 * Writes one expression over a range of the source, from left to right: what `keep` names stays where
 * it is (so that source maps stay exact), everything between is replaced by what was written.
 */
export class Cursor {
  readonly #edits: MagicString;
  #at: number;
  #pending = "";
  #isStarted = false;
  #last: { start: number; end: number } | null = null;

  constructor(edits: MagicString, start: number) {
    this.#edits = edits;
    this.#at = start;
  }

  write(text: string): void {
    this.#pending += text;
  }

  keep(range: { start?: number | null; end?: number | null }): void {
    this.#flush(range.start as number);
    this.#at = range.end as number;
  }

  /** Keeps the range, but moves it behind everything else: a key is evaluated after the values. */
  keepForLast(range: { start?: number | null; end?: number | null }): void {
    this.keep(range);
    this.#last = { start: range.start as number, end: range.end as number };
  }

  /** Everything up to `end` is written; `closing` follows what was kept for last. */
  finish(end: number, closing: string): void {
    if (this.#last === null) this.write(closing);
    this.#flush(end);
    if (this.#last === null) return;
    this.#edits.move(this.#last.start, this.#last.end, end);
    this.#edits.appendLeft(this.#last.end, closing);
  }

  // Between `<A/><B/>` there is nothing to replace: the text goes to the right neighbour, since what
  // A moved to its end has to stay left of it.
  #flush(to: number): void {
    if (to > this.#at) {
      this.#edits.update(this.#at, to, this.#withLines(to));
      this.#isStarted = true;
    } else if (this.#pending !== "") {
      this.#edits.prependRight(to, this.#pending);
    }
    this.#pending = "";
  }

  // Lines stay, so that stack traces are right without a source map too. A line break goes behind the
  // first text, where `return` may stand in front, and before every other one, where `as` may follow.
  #withLines(to: number): string {
    const lines = this.#edits.original.slice(this.#at, to).replace(/[^\n]+/g, "");
    return this.#isStarted ? lines + this.#pending : this.#pending + lines;
  }
}
