// A page that starts as HTML and is changed by patches alone: the tests' reference of what a client has.
import type { Patch } from "../../../src/wire/patch.js";
import { SlotKind, type TemplateShape } from "../../../src/wire/template.js";
import { parseBoundary, reference, type Value } from "./parse-boundary.js";
import { changedFlat, printBlock, textOf } from "./values.js";

interface Boundary {
  /** What it is while the client knows nothing of it; nested boundaries are references. */
  readonly html: string | null;
  readonly template: TemplateShape | null;
  readonly values: Value[];
}

/** Throws on whatever a patch may not say: unknown ids, slots and templates, shapes that do not fit. */
export class Replay {
  readonly #boundaries = new Map<number, Boundary>();
  readonly #templates = new Map<string, TemplateShape>();

  constructor(html: string) {
    if (this.#readHtml(html) !== reference(1)) throw new Error("the page is not boundary 1");
  }

  apply(patch: Patch): void {
    // What travels is JSON: an undefined or a shared array would show here.
    const { templates, ops } = JSON.parse(JSON.stringify(patch)) as {
      templates: unknown[];
      ops: [number, ...unknown[]][];
    };
    for (let at = 0; at < templates.length; at += 3) {
      const [id, statics, kinds] = templates.slice(at, at + 3) as [string, string[], never[]];
      if (this.#templates.has(id)) throw new Error(`template ${id} came twice`);
      this.#templates.set(id, { id, statics, kinds });
    }
    for (const op of ops) {
      if (op[0] === -1) for (const row of columnRows(op)) this.#applyOp(row);
      else this.#applyOp(op);
    }
  }

  print(): string {
    return this.#expand(reference(1));
  }

  #applyOp(op: [number, ...unknown[]]): void {
    const [id, first] = op;
    const boundary = this.#boundaryAt(id);
    if (typeof first === "string" && first.startsWith("<")) {
      if (op.length !== 2) throw new Error("HTML comes alone");
      this.#drop(id);
      if (this.#readHtml(first) !== reference(id)) throw new Error("HTML of another boundary");
      return;
    }
    if (typeof first === "number") {
      if (boundary.template === null) throw new Error(`boundary ${id} is not known`);
      this.#applySlots(boundary as never, op.slice(1));
      return;
    }
    if (boundary.html === null) throw new Error(`boundary ${id} is known already`);
    const mark = ` l=${id}`;
    const plain = boundary.html.replace(mark, "");
    const { template, values } = parseBoundary(plain, first as never, this.#templateOf);
    this.#boundaries.set(id, { html: null, template, values });
    if (op.length < 4) throw new Error("a first touch without a change");
    this.#applySlots({ template, values }, op.slice(2));
  }

  #applySlots(
    block: { readonly template: TemplateShape; readonly values: Value[] },
    changes: readonly unknown[],
  ): void {
    for (let at = 0; at < changes.length; at += 2) {
      const slot = changes[at] as number;
      const kind = block.template.kinds[slot];
      if (kind === undefined) throw new Error(`no slot ${slot}`);
      const value = block.values[slot] as Value;
      block.values[slot] =
        kind === SlotKind.child
          ? this.#changed(value, changes[at + 1])
          : changedFlat(value, changes[at + 1]);
    }
  }

  #changed(value: Value, change: unknown): Value {
    if (!Array.isArray(change) || [1, 2, 3, 4, 8].includes(change[0])) {
      this.#dropValue(value);
      return this.#made(change);
    }
    if (change[0] === 0 && value.type === "block") {
      this.#applySlots(value, change.slice(1));
      return value;
    }
    if (change[0] === 7 && value.type === "keyed") return this.#moved(value.ids, change);
    if (change[0] !== 9 || value.type !== "list") throw new Error(`${change[0]} of ${value.type}`);
    const [, length, ...changes] = change as [number, number, ...unknown[]];
    const items = value.items.slice(0, length);
    for (const dropped of value.items.slice(length)) this.#dropValue(dropped);
    for (let at = 0; at < changes.length; at += 2) {
      const index = changes[at] as number;
      const before = items[index];
      if (index > items.length || index >= length) throw new Error(`no item ${index}`);
      items[index] =
        before === undefined ? this.#made(changes[at + 1]) : this.#changed(before, changes[at + 1]);
    }
    if (items.length !== length) throw new Error("items are missing");
    return { type: "list", items };
  }

  #moved(previous: readonly number[], change: readonly unknown[]): Value {
    const [, removed, ...groups] = change as [number, number[], ...[number, ...unknown[]][]];
    const ids = [...previous];
    const take = (id: number) => {
      const at = ids.indexOf(id);
      if (at < 0) throw new Error(`${id} is not in the list`);
      ids.splice(at, 1);
    };
    for (const id of removed) {
      take(id);
      this.#drop(id);
    }
    for (const [before, ...items] of groups) {
      for (const item of items) {
        if (typeof item === "number") take(item);
        const at = before === 0 ? ids.length : ids.indexOf(before);
        if (at < 0) throw new Error(`${before} is not in the list`);
        ids.splice(at, 0, typeof item === "number" ? item : this.#madeBoundary(item as never));
      }
    }
    return { type: "keyed", ids };
  }

  #made(wire: unknown): Value {
    if (!Array.isArray(wire)) return { type: "text", text: textOf(wire) };
    if (wire[0] === 1) {
      const template = this.#templateOf(wire[1]);
      return { type: "block", template, values: this.#madeValues(template, wire.slice(2)) };
    }
    if (wire[0] === 2) return { type: "boundary", id: this.#madeBoundary(wire as never) };
    if (wire[0] === 3) {
      return { type: "keyed", ids: wire.slice(1).map((item) => this.#madeBoundary(item)) };
    }
    if (wire[0] === 4) return { type: "raw", html: wire[1] as string };
    if (wire[0] !== 8) throw new Error(`a value ${wire[0]}`);
    return { type: "list", items: wire.slice(1).map((item) => this.#made(item)) };
  }

  #madeBoundary([tag, id, name, ...values]: [number, number, string, ...unknown[]]): number {
    if (tag !== 2 || this.#boundaries.has(id)) throw new Error(`${id} is not a new boundary`);
    const template = this.#templateOf(name);
    this.#boundaries.set(id, { html: null, template, values: this.#madeValues(template, values) });
    return id;
  }

  #madeValues(template: TemplateShape, values: readonly unknown[]): Value[] {
    if (values.length !== template.kinds.length) throw new Error("a value for each slot");
    return template.kinds.map((kind, slot) => {
      if (kind === SlotKind.child) return this.#made(values[slot]);
      const empty: Value =
        kind === SlotKind.spread
          ? { type: "pairs", pairs: new Map() }
          : { type: kind === SlotKind.content ? "text" : "attribute", text: "", value: null };
      return changedFlat(empty, values[slot]);
    });
  }

  readonly #templateOf = (id: unknown): TemplateShape => {
    const template = this.#templates.get(id as string);
    if (template === undefined) throw new Error(`template ${id} was not sent`);
    return template;
  };

  #boundaryAt(id: number): Boundary {
    const boundary = this.#boundaries.get(id);
    if (boundary === undefined) throw new Error(`no boundary ${id}`);
    return boundary;
  }

  #dropValue(value: Value): void {
    if (value.type === "boundary") this.#drop(value.id);
    if (value.type === "keyed") for (const id of value.ids) this.#drop(id);
    if (value.type === "block") for (const inner of value.values) this.#dropValue(inner);
    if (value.type === "list") for (const item of value.items) this.#dropValue(item);
  }

  #drop(id: number): void {
    const boundary = this.#boundaryAt(id);
    this.#boundaries.delete(id);
    for (const value of boundary.values) this.#dropValue(value);
    for (const [, nested] of (boundary.html ?? "").matchAll(referencePattern)) {
      this.#drop(Number(nested));
    }
  }

  /** Takes HTML apart into its boundaries; returns it with references in their place. */
  #readHtml(html: string): string {
    const open: { name: string; id: number | null; start: number }[] = [];
    let out = "";
    for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
      const [, slash, name] = /^<(\/?)([a-zA-Z]+)/.exec(token) ?? [];
      const id = /^<\w+ l=(\d+)/.exec(token)?.[1];
      if (name !== undefined && slash === "") {
        open.push({ name, id: id === undefined ? null : Number(id), start: out.length });
      }
      out += token;
      if (name === undefined || (slash === "" && !voids.has(name))) continue;
      const element = open.pop();
      if (element?.name !== name) throw new Error(`unbalanced ${name}`);
      if (element.id === null) continue;
      if (this.#boundaries.has(element.id)) throw new Error(`${element.id} is there twice`);
      const own = { html: out.slice(element.start), template: null, values: [] };
      this.#boundaries.set(element.id, own);
      out = out.slice(0, element.start) + reference(element.id);
    }
    return out;
  }

  #expand(html: string): string {
    return html.replace(referencePattern, (_, id: string) => {
      const { html: own, template, values } = this.#boundaryAt(Number(id));
      if (own !== null) return this.#expand(own);
      const printed = printBlock(template as TemplateShape, values);
      return this.#expand(printed.replace(/^<[a-zA-Z]+/, `$& l=${id}`));
    });
  }
}

const referencePattern = /\u{e000}(\d+)\u{e001}/gu;
const voids: ReadonlySet<string> = new Set(["br", "hr", "input"]);

function columnRows(op: [number, ...unknown[]]): [number, ...unknown[]][] {
  const [, id, count, template, slots, ...values] = op as unknown as [
    number,
    number,
    number,
    string | 0,
    number[],
    ...unknown[],
  ];
  if (values.length !== count * slots.length) throw new Error("a column of another length");
  return Array.from({ length: count }, (_, row) => {
    const pairs = slots.flatMap((slot, at) => [slot, values[row * slots.length + at]]);
    return template === 0 ? [id + row, ...pairs] : [id + row, template, ...pairs];
  });
}
