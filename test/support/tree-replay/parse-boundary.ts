// Reads the HTML of one boundary beside its template and the shapes a patch gave: strictly, letter by letter.
import { SlotKind, type TemplateShape } from "../../../src/wire/template.js";

/** What a slot of a walked boundary holds. */
export type Value =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "attribute"; readonly value: string | true | null }
  | { readonly type: "pairs"; readonly pairs: Map<string, string | true> }
  | { readonly type: "raw"; readonly html: string }
  | { readonly type: "block"; readonly template: TemplateShape; readonly values: Value[] }
  | { readonly type: "boundary"; readonly id: number }
  | { readonly type: "keyed"; readonly ids: number[] }
  | { readonly type: "list"; readonly items: Value[] };

/** A nested boundary in the HTML of another one: these characters never occur in a test's text. */
export const reference = (id: number) => `\u{e000}${id}\u{e001}`;
const referenceAt = /\u{e000}(\d+)\u{e001}/uy;

export class ShapeMismatch extends Error {}

interface Reader {
  readonly html: string;
  at: number;
  readonly templateOf: (id: string) => TemplateShape;
}

type Shapes = string | readonly unknown[];

/** The values of a boundary's slots; throws when HTML and shapes do not fit exactly. */
export function parseBoundary(
  html: string,
  shapes: Shapes,
  templateOf: (id: string) => TemplateShape,
): { template: TemplateShape; values: Value[] } {
  const reader: Reader = { html, at: 0, templateOf };
  const block = readBlock(reader, typeof shapes === "string" ? [shapes] : shapes);
  if (reader.at !== html.length) fail(reader, "the end");
  return block;
}

function readBlock(reader: Reader, described: readonly unknown[]) {
  const template = reader.templateOf(described[0] as string);
  const shapes = new Map<unknown, unknown>();
  for (let at = 1; at < described.length; at += 2) shapes.set(described[at], described[at + 1]);
  const { statics, kinds } = template;
  expect(reader, statics[0] as string);
  const values = kinds.map((kind, slot): Value => {
    const after = statics[slot + 1] as string;
    const value =
      kind === SlotKind.child
        ? readChild(reader, shapes.get(slot), { before: statics[slot] as string, after })
        : readFlat(reader, kind);
    expect(reader, after);
    if (kind !== SlotKind.child && shapes.has(slot)) fail(reader, "no shape of a flat slot");
    return value;
  });
  return { template, values };
}

function readFlat(reader: Reader, kind: string | number): Value {
  if (kind === SlotKind.content) return { type: "text", text: readUntilTag(reader) };
  if (kind === SlotKind.spread) {
    const pairs = new Map<string, string | true>();
    for (let pair = readPair(reader); pair !== null; pair = readPair(reader)) {
      pairs.set(pair[0], pair[1]);
    }
    return { type: "pairs", pairs };
  }
  const before = reader.at;
  const pair = readPair(reader);
  if (pair !== null && pair[0] === kind) return { type: "attribute", value: pair[1] };
  reader.at = before;
  return { type: "attribute", value: null };
}

function readPair(reader: Reader): [string, string | true] | null {
  const pattern = / ([^\s=>"]+)(?:="([^"]*)")?/y;
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.html);
  if (match === null) return null;
  reader.at = pattern.lastIndex;
  return [match[1] as string, match[2] === undefined ? true : decode(match[2])];
}

function readChild(
  reader: Reader,
  shape: unknown,
  around: { readonly before: string; readonly after: string },
): Value {
  if (shape === undefined) return readSoleText(reader, around);
  if (typeof shape === "number") return { type: "text", text: readUnits(reader, shape) };
  if (shape === "r") {
    expect(reader, "<!--r-->");
    const end = reader.html.indexOf("<!--/r-->", reader.at);
    const html = reader.html.slice(reader.at, end);
    reader.at = end;
    expect(reader, "<!--/r-->");
    return { type: "raw", html };
  }
  const described = shape as readonly unknown[];
  const [head] = described;
  if (head === "") {
    const ids = Array.from({ length: described[1] as number }, () => readReference(reader));
    return { type: "keyed", ids };
  }
  if (head === 0) {
    const items = described.slice(1).map((item) => readListed(reader, item));
    return { type: "list", items };
  }
  if (typeof head === "string") return { type: "block", ...readBlock(reader, described) };
  if (readReference(reader) !== head) fail(reader, `boundary ${head}`);
  return { type: "boundary", id: head as number };
}

function readListed(reader: Reader, shape: unknown): Value {
  if (shape === undefined) throw new ShapeMismatch("an item of a list always has a shape");
  return readChild(reader, shape, { before: "", after: "" });
}

/** A shape may be left out only where tags of the template stand on both sides of the text. */
function readSoleText(reader: Reader, around: { before: string; after: string }): Value {
  const end = around.after.indexOf("<");
  if (!/>[^<>]*$/.test(around.before) || end < 0) fail(reader, "a shape for this text");
  const raw = reader.html.slice(reader.at, reader.html.indexOf("<", reader.at));
  const tail = around.after.slice(0, end);
  if (!raw.endsWith(tail) || /[\u{e000}]/u.test(raw)) fail(reader, JSON.stringify(tail));
  const own = raw.slice(0, raw.length - tail.length);
  reader.at += own.length;
  return { type: "text", text: decode(own) };
}

function readReference(reader: Reader): number {
  referenceAt.lastIndex = reader.at;
  const match = referenceAt.exec(reader.html);
  if (match === null) fail(reader, "a boundary");
  reader.at = referenceAt.lastIndex;
  return Number((match as RegExpExecArray)[1]);
}

/** `count` UTF-16 units of text; an entity is one. */
function readUnits(reader: Reader, count: number): string {
  let text = "";
  while (text.length < count) {
    const match = /&[^;]+;|[^<>\u{e000}]/uy;
    match.lastIndex = reader.at;
    const found = match.exec(reader.html);
    if (found === null) fail(reader, `${count} units of text`);
    text += decode((found as RegExpExecArray)[0]);
    reader.at = match.lastIndex;
  }
  if (text.length > count) fail(reader, "the end of a text between two units of a character");
  return text;
}

function readUntilTag(reader: Reader): string {
  const end = reader.html.indexOf("<", reader.at);
  const text = decode(reader.html.slice(reader.at, end));
  reader.at = end;
  return text;
}

function expect(reader: Reader, html: string): void {
  if (!reader.html.startsWith(html, reader.at)) fail(reader, JSON.stringify(html));
  reader.at += html.length;
}

function fail(reader: Reader, expected: string): never {
  const found = JSON.stringify(reader.html.slice(reader.at, reader.at + 40));
  throw new ShapeMismatch(`expected ${expected}, found ${found}`);
}

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#13;": "\r",
};

function decode(html: string): string {
  return html.replace(/&[^;]+;/g, (entity) => entities[entity] as string);
}
