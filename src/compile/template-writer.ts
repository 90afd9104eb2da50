// Collects the statics and kinds of one template while its slots are kept in place in the source.
import type * as babel from "@babel/types";
import { rootTag } from "../jsx/intern.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { Cursor, type Source } from "./source.js";

interface Range {
  readonly start?: number | null;
  readonly end?: number | null;
}

export class TemplateWriter {
  readonly source: Source;
  readonly cursor: Cursor;
  readonly #statics: string[] = [""];
  readonly #kinds: Kind[] = [];
  readonly #start: number;
  #key = "";

  constructor(source: Source, start: number) {
    this.source = source;
    this.cursor = new Cursor(source.edits, start);
    this.#start = start;
  }

  /** Static HTML. */
  print(html: string): void {
    this.#statics[this.#statics.length - 1] += html;
  }

  /** Opens a slot; its value is what the cursor keeps and writes until the next one. */
  slot(kind: Kind): void {
    if (this.#kinds.length > 0) this.cursor.write(", ");
    this.#kinds.push(kind);
    this.#statics.push("");
  }

  /** A second value for the slot just opened, whose expression returns both. */
  addKind(kind: Kind): void {
    this.#kinds.push(kind);
    this.#statics.push("");
  }

  /** A slot whose value is an expression of the source. */
  expression(kind: Kind, range: Range, helper = ""): void {
    this.slot(kind);
    this.cursor.write(helper === "" ? "" : `${helper}, `);
    this.cursor.keep(range);
    if (helper !== "") this.cursor.write(")");
  }

  child(range: Range): void {
    this.expression(SlotKind.child, range);
  }

  /** The key of the root: text that is JavaScript, or an expression of the source. */
  key(key: string | babel.Node): void {
    if (typeof key === "string") {
      this.#key = `, ${key}`;
    } else {
      this.cursor.keepForLast(key);
      this.#key = ", ";
    }
  }

  /** Whether what was printed is one element and nothing beside it. */
  hasRoot(): boolean {
    return rootTag(this.#statics) !== null;
  }

  /**
   * The opening can only be written now: the name of the template depends on its statics. It goes
   * before everything that was written over the source, which the cursor began with.
   */
  finish(end: number): void {
    const { source } = this;
    const template = source.hoist(this.#statics, this.#kinds);
    this.cursor.write(`]${this.#key}`);
    this.cursor.finish(end, ")");
    source.edits.prependRight(this.#start, `${source.helper("rendered")}(${template}, [`);
  }
}
