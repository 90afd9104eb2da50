// TSX expressions to calls: elements to templates, components to calls of jsx(), fragments to either.
import type * as babel from "@babel/types";
import { LiveError, show } from "../errors.js";
import { eatsNewline, isContentTag, isRawTag, isTagName, isVoid } from "../jsx/elements.js";
import { escapeText } from "../jsx/escape.js";
import { SlotKind } from "../wire/template.js";
import { needsSpread, type Walk, writeAttributes, writeProps, writeSpread } from "./attributes.js";
import { constantOf } from "./constant.js";
import {
  childrenOf,
  expressionOf,
  intrinsicTag,
  isKeyBehindSpread,
  type JsxChild,
  type JsxNode,
  keyOf,
  textOf,
} from "./nodes.js";
import { Cursor, type Source } from "./source.js";
import { TemplateWriter } from "./template-writer.js";

/** Replaces one TSX expression in the source by the call that makes it; `walk` does what is inside. */
export function writeExpression(source: Source, node: JsxNode, walk: Walk): void {
  const start = node.start as number;
  const end = node.end as number;
  if (node.type === "JSXFragment") {
    const children = childrenOf(node, source.code);
    writeChildren(source, { children, start, end, walk });
  } else if (intrinsicTag(node) === null) {
    writeComponent(source, node, walk);
  } else {
    const writer = new TemplateWriter(source, start);
    writeElement(writer, node, walk);
    writer.finish(end);
  }
}

interface Group {
  readonly children: readonly JsxChild[];
  /** The range of the source that becomes the value. */
  readonly start: number;
  readonly end: number;
  readonly walk: Walk;
}

/** A group of children as one value: nothing, the only child as it is, or a template without an element. */
function writeChildren(source: Source, { children, start, end, walk }: Group): void {
  const [only] = children;
  if (children.length > 1) {
    const writer = new TemplateWriter(source, start);
    for (const child of children) writeChild(writer, child, walk);
    // `<><br/>{null}</>` is a group as much as `<><br/>{x}</>`: its element is not the root of a component.
    if (writer.hasRoot()) {
      writer.slot(SlotKind.child);
      writer.cursor.write("null");
    }
    writer.finish(end);
    return;
  }
  const cursor = new Cursor(source.edits, start);
  if (only === undefined) {
    cursor.write("null");
  } else if (only.type === "JSXText") {
    cursor.write(JSON.stringify(textOf(only, source.code)));
  } else {
    const expression = expressionOf(only);
    walk(expression);
    // A line break may follow, and a `return` stand in front.
    cursor.write("(");
    cursor.keep(expression);
    cursor.write(")");
  }
  cursor.finish(end, "");
}

function writeComponent(source: Source, node: babel.JSXElement, walk: Walk): void {
  const { name, attributes } = node.openingElement;
  const cursor = new Cursor(source.edits, node.start as number);
  let key = "";
  const writer = {
    source,
    cursor,
    key(value: string | babel.Node): void {
      key = typeof value === "string" ? `, ${value}` : ", ";
      if (typeof value !== "string") cursor.keepForLast(value);
    },
  };
  // `{...o} key={k}`: a key among the spread attributes must not reach the component either.
  const isKeyLast = isKeyBehindSpread(node);
  cursor.write(`${source.helper(isKeyLast ? "createElement" : "jsx")}(`);
  cursor.keep(name);
  cursor.write(", {");
  const hasProps = writeProps(writer, { attributes, isKeyProp: isKeyLast }, walk);
  const children = childrenOf(node, source.code);
  const [first] = children;
  const last = children.at(-1);
  if (first && last) {
    const start = first.start as number;
    const end = last.end as number;
    cursor.write(`${hasProps ? ", " : ""}children: `);
    writeChildren(source, { children, start, end, walk });
    cursor.keep({ start, end });
  }
  cursor.write(`}${key}`);
  cursor.finish(node.end as number, ")");
}

function writeElement(writer: TemplateWriter, node: babel.JSXElement, walk: Walk): void {
  const { source } = writer;
  const tag = intrinsicTag(node) as string;
  if (!isTagName(tag)) {
    throw new LiveError("TAG_NAME", { tag: `${show(tag)} at ${source.place(node)}` });
  }
  const { attributes } = node.openingElement;
  const children = isVoid(tag) ? [] : childrenOf(node, source.code);
  const isSpread = needsSpread(attributes);
  const mayHoldChildren = isSpread && children.length === 0 && !isVoid(tag);
  writer.print(`<${tag}`);
  if (isSpread) writeSpread(writer, { tag, attributes, mayHoldChildren }, walk);
  else writeAttributes(writer, attributes, walk);
  writer.print(eatsNewline(tag) ? ">\n" : ">");
  // The value of this slot comes with the spread's, from one call.
  if (mayHoldChildren) writer.addKind(isContentTag(tag) ? SlotKind.content : SlotKind.child);
  else if (isContentTag(tag)) writeContent(writer, { tag, children }, walk);
  else for (const child of children) writeChild(writer, child, walk);
  if (!isVoid(tag)) writer.print(`</${tag}>`);
}

function writeChild(writer: TemplateWriter, child: JsxChild, walk: Walk): void {
  const { source } = writer;
  if (child.type === "JSXText") {
    writer.print(escapeText(textOf(child, source.code)));
  } else if (child.type === "JSXFragment") {
    for (const inner of childrenOf(child, source.code)) writeChild(writer, inner, walk);
  } else if (isMergeable(child)) {
    writeElement(writer, child, walk);
  } else {
    const expression = expressionOf(child);
    const constant = constantOf(expression);
    if (constant === undefined) {
      walk(expression);
      writer.child(expression);
    } else {
      writer.print(escapeText(constantText(constant.value)));
    }
  }
}

/** A key makes an element a thing of its own: when it changes, the element is a new one. */
function isMergeable(child: JsxChild): child is babel.JSXElement {
  return child.type === "JSXElement" && intrinsicTag(child) !== null && keyOf(child) === undefined;
}

function constantText(value: unknown): string {
  return value === null || typeof value === "boolean" ? "" : String(value);
}

/** The content of a script, textarea and kin: static when it is only text, else one slot. */
function writeContent(
  writer: TemplateWriter,
  { tag, children }: { tag: string; children: readonly JsxChild[] },
  walk: Walk,
): void {
  const { source, cursor } = writer;
  const texts = children.map((child) => contentText(source, child));
  if (isRawTag(tag)) {
    const at = texts.findIndex((text) => text !== undefined);
    const child = children[at];
    if (child) throw new LiveError("RAW_TEXT", { tag, got: `text at ${source.place(child)}` });
  }
  if (texts.every((text) => text !== undefined)) {
    writer.print(escapeText(texts.join("")));
    return;
  }
  writer.slot(SlotKind.content);
  cursor.write(`${source.helper("content")}(${JSON.stringify(tag)}`);
  children.forEach((child, index) => {
    cursor.write(", ");
    const text = texts[index];
    if (text !== undefined) {
      cursor.write(JSON.stringify(text));
    } else if (child.type !== "JSXText") {
      const expression = expressionOf(child);
      walk(expression);
      cursor.keep(expression);
    }
  });
  cursor.write(")");
}

/** The text of a child that is known now. */
function contentText(source: Source, child: JsxChild): string | undefined {
  if (child.type === "JSXText") return textOf(child, source.code);
  const constant = constantOf(expressionOf(child));
  return constant && constantText(constant.value);
}
