// What is known of an expression at compile time.
import type * as babel from "@babel/types";
import { LiveError } from "../errors.js";
import { attributeValue } from "../jsx/attribute.js";
import { Rule, ruleOf } from "../jsx/attribute-rule.js";
import { escapeAttribute } from "../jsx/escape.js";

export interface Constant {
  readonly value: unknown;
}

/** The value of a literal; undefined for everything that has to run. */
export function constantOf(node: babel.Node): Constant | undefined {
  switch (node.type) {
    case "StringLiteral":
    case "NumericLiteral":
    case "BooleanLiteral":
      return { value: node.value };
    case "NullLiteral":
      return { value: null };
    case "ParenthesizedExpression":
      return constantOf(node.expression);
    case "TemplateLiteral":
      return node.expressions.length === 0 ? { value: node.quasis[0]?.value.cooked } : undefined;
    default:
      return undefined;
  }
}

/** As `constantOf`, and arrays and objects of constants: class lists and style objects as they are written. */
export function constantTreeOf(node: babel.Node): Constant | undefined {
  if (node.type === "ArrayExpression") {
    const items = node.elements.map((item) => (item === null ? undefined : constantTreeOf(item)));
    return items.every((item) => item !== undefined)
      ? { value: items.map((item) => item.value) }
      : undefined;
  }
  if (node.type !== "ObjectExpression") return constantOf(node);
  const entries: [string, unknown][] = [];
  for (const property of node.properties) {
    if (property.type !== "ObjectProperty" || property.computed) return undefined;
    const name = propertyName(property);
    const constant = constantTreeOf(property.value);
    if (name === undefined || constant === undefined) return undefined;
    entries.push([name, constant.value]);
  }
  return { value: Object.fromEntries(entries) };
}

export function propertyName(
  property: babel.ObjectProperty | babel.ObjectMethod,
): string | undefined {
  if (property.computed) return undefined;
  if (property.key.type === "Identifier") return property.key.name;
  return property.key.type === "StringLiteral" ? property.key.value : undefined;
}

/**
 * What a constant attribute prints, by the same rules as at run time; undefined when that has to be
 * decided at run time, since the mistake is reported there.
 */
export function printConstant(name: string, value: unknown): string | undefined {
  const rule = ruleOf(name);
  const isTree = rule === Rule.classList || rule === Rule.style;
  if (rule >= Rule.skipped) return undefined;
  if (typeof value === "object" && value !== null && !isTree) return undefined;
  const printed = valueOrMistake(name, value);
  if (printed === undefined) return undefined;
  if (printed === null) return "";
  if (printed === true) return ` ${name}`;
  return ` ${name}="${escapeAttribute(String(printed))}"`;
}

/** Undefined for a mistake: it is told when the view renders, with the place on the page where it stands. */
function valueOrMistake(
  name: string,
  value: unknown,
): ReturnType<typeof attributeValue> | undefined {
  try {
    return attributeValue(name, value);
  } catch (error) {
    if (error instanceof LiveError) return undefined;
    throw error;
  }
}

/**
 * Whether the value is an object that someone else may hold and change before the tree is made.
 * Only class lists and style objects are ever mutable; a literal written in place belongs to the slot.
 */
export function mayBeShared(name: string, node: babel.Node): boolean {
  const rule = ruleOf(name);
  return (rule === Rule.classList || rule === Rule.style) && !isFresh(node);
}

function isFresh(node: babel.Node): boolean {
  switch (node.type) {
    case "TemplateLiteral":
    case "ObjectExpression":
    case "ArrayExpression":
    case "BinaryExpression":
    case "UnaryExpression":
      // Objects inside of a literal may be shared, though: `class={[shared]}`.
      return !holdsReference(node);
    case "ConditionalExpression":
      return isFresh(node.consequent) && isFresh(node.alternate);
    case "LogicalExpression":
      return isFresh(node.left) && isFresh(node.right);
    case "ParenthesizedExpression":
      return isFresh(node.expression);
    default:
      return constantOf(node) !== undefined;
  }
}

function holdsReference(node: babel.Node): boolean {
  if (node.type === "ArrayExpression") {
    return node.elements.some((item) => item !== null && !isFresh(item) && !isTest(item));
  }
  return false;
}

/** `isOpen && "open"`: whatever the left side is, only its being falsy gets into the list. */
function isTest(node: babel.Node): boolean {
  return node.type === "LogicalExpression" && node.operator === "&&" && isFresh(node.right);
}
