// The attributes of an element: static text, one slot each, or all of them in one spread slot.
import type * as babel from "@babel/types";
import { Rule, ruleOf } from "../jsx/attribute-rule.js";
import { foreignNameFix } from "../jsx/foreign-names.js";
import { bindingFor, nearestBinding } from "../wire/bindings.js";
import { SlotKind } from "../wire/template.js";
import { constantOf, constantTreeOf, mayBeShared, printConstant } from "./constant.js";
import { attributeName, expressionOf, type JsxAttribute } from "./nodes.js";
import type { Cursor, Source } from "./source.js";
import type { TemplateWriter } from "./template-writer.js";

/** Compiles the TSX inside of an expression that is kept. */
export type Walk = (node: babel.Node) => void;

type Attributes = readonly JsxAttribute[];

/**
 * Whether the list has to be made as an object: a spread, a name twice (the last wins, in the place
 * of the first) or children among the attributes. A browser would take the first of two names.
 */
export function needsSpread(attributes: Attributes): boolean {
  const names = new Set<string>();
  for (const attribute of attributes) {
    if (attribute.type === "JSXSpreadAttribute") return true;
    const name = attributeName(attribute);
    if (names.has(name) || name === "children") return true;
    names.add(name);
  }
  return false;
}

/** All attributes but the key in one slot; also a slot for the children when they can only be among them. */
export function writeSpread(
  writer: TemplateWriter,
  element: { tag: string; attributes: Attributes; mayHoldChildren: boolean },
  walk: Walk,
): void {
  const { tag, attributes, mayHoldChildren } = element;
  const { source, cursor } = writer;
  writer.slot(SlotKind.spread);
  const helper = source.helper(mayHoldChildren ? "spreadWithChildren" : "spread");
  cursor.write(mayHoldChildren ? `...${helper}(${JSON.stringify(tag)}, {` : `${helper}({`);
  writeProps(writer, { attributes, isKeyProp: false }, walk);
  cursor.write("})");
}

export function writeAttributes(writer: TemplateWriter, attributes: Attributes, walk: Walk): void {
  for (const attribute of attributes) {
    if (attribute.type === "JSXSpreadAttribute") continue;
    if (attributeName(attribute) === "key") writeKey(writer, attribute, walk);
    else writeAttribute(writer, attribute, walk);
  }
}

function writeAttribute(writer: TemplateWriter, attribute: babel.JSXAttribute, walk: Walk): void {
  const { source, cursor } = writer;
  const name = attributeName(attribute);
  warnOfBinding(source, attribute, name);
  warnOfHandler(source, attribute, name);
  warnOfForeignName(source, attribute, name);
  const expression = attribute.value ? expressionOf(attribute.value) : null;
  const constant = expression === null ? { value: true } : constantTreeOf(expression);
  const printed = constant && printConstant(name, constant.value);
  if (printed !== undefined) {
    const isLost = printed === "" && typeof constant?.value === "string";
    if (isLost) source.warn(attribute, `the value of ${name} is refused: it could run code`);
    writer.print(printed);
    return;
  }
  if (expression === null || expression.type === "StringLiteral") {
    writer.slot(name);
    cursor.write(JSON.stringify(expression === null ? true : expression.value));
    return;
  }
  walk(expression);
  const isShared = mayBeShared(name, expression);
  const helper = isShared ? `${source.helper("attribute")}(${JSON.stringify(name)}` : "";
  writer.expression(name, expression, helper);
}

function writeKey(writer: KeyWriter, attribute: babel.JSXAttribute, walk: Walk): void {
  const expression = attribute.value ? expressionOf(attribute.value) : null;
  const constant = expression === null ? { value: true } : constantOf(expression);
  if (expression === null || constant !== undefined) {
    writer.key(JSON.stringify(constant?.value));
    return;
  }
  walk(expression);
  writer.key(expression);
}

/** The body of an object literal, with every value in its place; a key is kept for last unless it is a prop. */
export function writeProps(
  writer: KeyWriter,
  { attributes, isKeyProp }: { attributes: Attributes; isKeyProp: boolean },
  walk: Walk,
): boolean {
  const { source, cursor } = writer;
  let isFirst = true;
  for (const attribute of attributes) {
    const isKey = attribute.type === "JSXAttribute" && attributeName(attribute) === "key";
    if (isKey && !isKeyProp) {
      writeKey(writer, attribute, walk);
      continue;
    }
    if (!isFirst) cursor.write(", ");
    isFirst = false;
    if (attribute.type === "JSXSpreadAttribute") {
      walk(attribute.argument);
      cursor.write("...");
      cursor.keep(attribute.argument);
      continue;
    }
    const name = attributeName(attribute);
    warnOfBinding(source, attribute, name);
    // `"__proto__": x` would set the prototype of the object.
    cursor.write(name === "__proto__" ? '["__proto__"]: ' : `${JSON.stringify(name)}: `);
    writeValue(cursor, attribute, walk);
  }
  return !isFirst;
}

/** What `writeProps` needs: a template, or the call of a component. */
export interface KeyWriter {
  readonly source: Source;
  readonly cursor: Cursor;
  key(key: string | babel.Node): void;
}

function writeValue(cursor: Cursor, attribute: babel.JSXAttribute, walk: Walk): void {
  if (!attribute.value) {
    cursor.write("true");
    return;
  }
  const expression = expressionOf(attribute.value);
  if (attribute.value.type === "StringLiteral") {
    cursor.write(JSON.stringify(attribute.value.value));
    return;
  }
  walk(expression);
  cursor.keep(expression);
}

function warnOfBinding(source: Source, attribute: babel.JSXAttribute, name: string): void {
  if (ruleOf(name) !== Rule.unknownBinding) return;
  source.warn(attribute, `there is no ${name}: did you mean ${nearestBinding(name)}?`);
}

/** Of an element only: a prop of a component may have such a name. */
function warnOfHandler(source: Source, attribute: babel.JSXAttribute, name: string): void {
  if (ruleOf(name) !== Rule.handler) return;
  const binding = bindingFor(name.slice(2));
  source.warn(attribute, `${name} is refused, it could run code: did you mean ${binding}?`);
}

/** Of an element only, too. */
function warnOfForeignName(source: Source, attribute: babel.JSXAttribute, name: string): void {
  const fix = foreignNameFix(name);
  if (fix !== null) source.warn(attribute, `HTML has no ${name}: ${fix}`);
}
