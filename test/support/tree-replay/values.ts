// What a patch makes of one value, and what a value prints.
import { escapeAttribute, escapeText } from "../../../src/jsx/escape.js";
import type { TemplateShape } from "../../../src/wire/template.js";
import { reference, type Value } from "./parse-boundary.js";

export function textOf(scalar: unknown): string {
  if (scalar === true || typeof scalar === "object") {
    if (scalar !== null) throw new Error(`a text ${JSON.stringify(scalar)}`);
    return "";
  }
  return String(scalar);
}

export function changedFlat(value: Value, wire: unknown): Value {
  if (value.type === "text") return { type: "text", text: textOf(wire) };
  if (value.type === "attribute") return { type: "attribute", value: attributeOf(wire) };
  if (value.type !== "pairs") throw new Error(`flat ${value.type}`);
  const pairs = new Map(value.pairs);
  const list = wire as unknown[];
  for (let at = 0; at < list.length; at += 2) {
    const attribute = attributeOf(list[at + 1]);
    if (attribute === null) pairs.delete(list[at] as string);
    else pairs.set(list[at] as string, attribute);
  }
  return { type: "pairs", pairs };
}

function attributeOf(wire: unknown): string | true | null {
  if (wire === null || wire === true) return wire;
  if (typeof wire !== "string" && typeof wire !== "number") throw new Error(`attribute ${wire}`);
  return String(wire);
}

export function printBlock(template: TemplateShape, values: readonly Value[]): string {
  return values.reduce(
    (html, value, slot) =>
      html + printValue(value, template.kinds[slot] as string) + template.statics[slot + 1],
    template.statics[0] as string,
  );
}

function printValue(value: Value, kind: string): string {
  switch (value.type) {
    case "text":
      return escapeText(value.text);
    case "attribute":
      return printPair(kind, value.value);
    case "pairs":
      return [...value.pairs].map(([name, attribute]) => printPair(name, attribute)).join("");
    case "raw":
      return `<!--r-->${value.html}<!--/r-->`;
    case "block":
      return printBlock(value.template, value.values);
    case "boundary":
      return reference(value.id);
    case "keyed":
      return value.ids.map(reference).join("");
    case "list":
      return value.items.map((item) => printValue(item, kind)).join("");
  }
}

function printPair(name: string, value: string | true | null): string {
  if (value === null) return "";
  return value === true ? ` ${name}` : ` ${name}="${escapeAttribute(value)}"`;
}
