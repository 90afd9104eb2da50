// The table of all templates of this process: each shape once, with an id that every process agrees on.
import { createHash } from "node:crypto";
import { LiveError } from "../errors.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { refuseName } from "./attribute.js";
import { Rule, ruleOf } from "./attribute-rule.js";
import { isDevelopment } from "./development.js";
import { isVoid } from "./elements.js";
import { Template } from "./rendered.js";

/** Templates come from source code, and no code base has so many: more of them is a leak. */
const maxTemplates = 20_000;

export interface TemplateTableOptions {
  readonly maxTemplates?: number;
  readonly idOf?: (statics: readonly string[], kinds: readonly Kind[]) => string;
}

export class TemplateTable {
  readonly #byId = new Map<string, Template>();
  readonly #maxTemplates: number;
  readonly #idOf: (statics: readonly string[], kinds: readonly Kind[]) => string;

  constructor(options: TemplateTableOptions = {}) {
    this.#maxTemplates = options.maxTemplates ?? maxTemplates;
    this.#idOf = options.idOf ?? templateId;
  }

  get size(): number {
    return this.#byId.size;
  }

  intern(statics: readonly string[], kinds: readonly Kind[]): Template {
    const id = this.#idOf(statics, kinds);
    const existing = this.#byId.get(id);
    if (existing !== undefined) {
      if (!isSameShape(existing, statics, kinds)) {
        throw new LiveError("TEMPLATE_COLLISION", {
          first: existing.statics.join("…"),
          second: statics.join("…"),
        });
      }
      return existing;
    }
    if (this.#byId.size >= this.#maxTemplates) {
      throw new LiveError("TOO_MANY_TEMPLATES", { max: this.#maxTemplates });
    }
    if (isDevelopment()) checkNames(kinds);
    const template = new Template(id, statics, kinds, rootTag(statics));
    this.#byId.set(id, template);
    return template;
  }
}

const table = new TemplateTable();

/** The one template with these statics and kinds. */
export function internTemplate(statics: readonly string[], kinds: readonly Kind[]): Template {
  return table.intern(statics, kinds);
}

/** 48 bits of SHA-256: 8 letters on the wire, and 10,000 templates collide once in 5 million code bases. */
function templateId(statics: readonly string[], kinds: readonly Kind[]): string {
  const shape = JSON.stringify([statics, kinds]);
  return createHash("sha256").update(shape).digest("base64url").slice(0, 8);
}

function isSameShape(
  template: Template,
  statics: readonly string[],
  kinds: readonly Kind[],
): boolean {
  return (
    template.statics.length === statics.length &&
    template.kinds.length === kinds.length &&
    template.statics.every((text, index) => text === statics[index]) &&
    template.kinds.every((kind, index) => kind === kinds[index])
  );
}

function checkNames(kinds: readonly Kind[]): void {
  for (const kind of kinds) {
    if (typeof kind === "string" && ruleOf(kind) >= Rule.skipped) refuseName(kind);
  }
}

/**
 * The tag when the statics are one element and nothing beside it.
 * `["<li", ">Hi ", "</li>"]` → `"li"`; `["<b></b>", ""]` → null, since a slot follows the element.
 * In statics `<` and `>` stand only in tags: text and attribute values have them escaped.
 */
export function rootTag(statics: readonly string[]): string | null {
  const html = statics.join("\0");
  const tags = /<(\/?)([^\s<>/\0]+)[^<>]*>/g;
  let root: string | null = null;
  let depth = 0;
  let rootEnd = -1;
  for (const match of html.matchAll(tags)) {
    const [text, slash, name] = match as unknown as [string, string, string];
    if (depth === 0) {
      if (match.index !== 0) return null;
      root = name;
    }
    if (slash !== "") depth--;
    else if (!isVoid(name)) depth++;
    if (depth === 0) rootEnd = match.index + text.length;
  }
  return depth === 0 && rootEnd === html.length ? root : null;
}

/** Template of `count` child slots without anything around them, as a fragment makes it. */
export function fragmentTemplate(count: number): Template {
  let template = fragments[count];
  if (template === undefined) {
    const kinds = new Array<Kind>(count).fill(SlotKind.child);
    template = internTemplate(new Array<string>(count + 1).fill(""), kinds);
    fragments[count] = template;
  }
  return template;
}

const fragments: (Template | undefined)[] = [];

/** Template of an element without attributes around one child slot: the container of a view. */
export function containerTemplate(tag: string): Template {
  let template = containers.get(tag);
  if (template === undefined) {
    template = internTemplate([`<${tag}>`, `</${tag}>`], [SlotKind.child]);
    containers.set(tag, template);
  }
  return template;
}

const containers = new Map<string, Template>();
