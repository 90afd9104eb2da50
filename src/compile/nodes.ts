// Small questions about the nodes of a TSX expression.
import type * as babel from "@babel/types";
import { cookText } from "./jsx-text.js";

export type JsxNode = babel.JSXElement | babel.JSXFragment;
export type JsxChild = JsxNode["children"][number];
export type JsxAttribute = babel.JSXElement["openingElement"]["attributes"][number];

/** The intrinsic tag, or null for a component: TypeScript goes by the first letter and by a dash. */
export function intrinsicTag(element: babel.JSXElement): string | null {
  const { name } = element.openingElement;
  if (name.type === "JSXNamespacedName") return `${name.namespace.name}:${name.name.name}`;
  if (name.type !== "JSXIdentifier" || name.name === "this") return null;
  return /^[a-z]|-/.test(name.name) ? name.name : null;
}

export function attributeName(attribute: babel.JSXAttribute): string {
  const { name } = attribute;
  return name.type === "JSXNamespacedName" ? `${name.namespace.name}:${name.name.name}` : name.name;
}

/** The key attribute, if it stands on the element itself. */
export function keyOf(element: babel.JSXElement): babel.JSXAttribute | undefined {
  return element.openingElement.attributes.find(
    (attribute): attribute is babel.JSXAttribute =>
      attribute.type === "JSXAttribute" && attributeName(attribute) === "key",
  );
}

/** Compilers call createElement() then, which takes the key out of the attributes. */
export function isKeyBehindSpread(element: babel.JSXElement): boolean {
  const { attributes } = element.openingElement;
  const key = keyOf(element);
  const spread = attributes.findIndex(({ type }) => type === "JSXSpreadAttribute");
  return key !== undefined && spread !== -1 && attributes.indexOf(key) > spread;
}

/** The children that count: no whitespace between lines, no `{}`, no comments. */
export function childrenOf(node: JsxNode, code: string): JsxChild[] {
  return node.children.filter((child) => {
    if (child.type === "JSXText") return textOf(child, code) !== "";
    return (
      child.type !== "JSXExpressionContainer" || child.expression.type !== "JSXEmptyExpression"
    );
  });
}

export function textOf(text: babel.JSXText, code: string): string {
  return cookText(code.slice(text.start as number, text.end as number));
}

/** The expression of a child or attribute value that is one; the node itself when it is an element. */
export function expressionOf(
  node: Exclude<JsxChild, babel.JSXText> | NonNullable<babel.JSXAttribute["value"]>,
): babel.Node {
  const isContainer = node.type === "JSXExpressionContainer" || node.type === "JSXSpreadChild";
  return isContainer ? node.expression : node;
}
