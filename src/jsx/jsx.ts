// What TSX calls when no precompiler ran: elements to rendered templates, components to calls not yet made.
import { LiveError, show } from "../errors.js";
import { frozenValue, spreadPairs } from "./attribute.js";
import { contentValue } from "./content.js";
import { fragmentTemplate } from "./intern.js";
import { type Child, type Component, ComponentCall, Rendered } from "./rendered.js";
import { type Shape, ShapeTable } from "./shape.js";

/** Part of the template table: what it holds is found again by shape, before any statics are made. */
const shapes = new ShapeTable();

export type Props = Record<string, unknown>;
export type ElementType = string | Component;

/** Groups children without an element around them; `<>…</>` and `<Fragment key={…}>`. */
export function Fragment(props: { children?: Child }): Child {
  return props.children;
}

/** An element or component with at most one child, as TSX compiles it. */
export function jsx(type: ElementType, props: Props, key?: unknown): Child {
  if (typeof type === "string") return element(type, props, false, keyOf(key));
  if (type === Fragment) return fragment([props.children], keyOf(key));
  if (typeof type !== "function") throw new LiveError("UNKNOWN_COMPONENT", { got: show(type) });
  return new ComponentCall(type, props, keyOf(key));
}

/** As `jsx`, where `props.children` is the array of several children. */
export function jsxs(type: ElementType, props: Props, key?: unknown): Child {
  if (typeof type === "string") return element(type, props, true, keyOf(key));
  const children = props.children as unknown[];
  if (type === Fragment) return fragment(children, keyOf(key));
  // A component gets its children as one value in both modes; the props are ours, made by the call.
  return jsx(type, { ...props, children: fragment(children, null) }, key);
}

/** The call of development builds; positions in the source are not used yet. */
export function jsxDEV(type: ElementType, props: Props, key?: unknown, isStatic?: boolean): Child {
  return isStatic ? jsxs(type, props, key) : jsx(type, props, key);
}

/** What compilers call for `<a {...props} key={key}>`, where the key stands behind a spread. */
export function createElement(
  type: ElementType,
  attributes: Props | null,
  ...children: unknown[]
): Child {
  const { key, ...props } = attributes ?? {};
  if (children.length > 1) return jsxs(type, { ...props, children }, key);
  return jsx(type, children.length === 1 ? { ...props, children: children[0] } : props, key);
}

/** Keys compare as strings. */
export function keyOf(key: unknown): string | null {
  return key === undefined || key === null ? null : String(key);
}

function fragment(children: readonly unknown[], key: string | null): Child {
  if (children.length === 1 && key === null) return children[0] as Child;
  return new Rendered(fragmentTemplate(children.length), [...children], key);
}

function element(tag: string, props: Props, isStatic: boolean, key: string | null): Rendered {
  let shape = shapes.of(tag);
  let hasChildren = false;
  const values: unknown[] = [];
  for (const name in props) {
    if (name === "children") {
      hasChildren = true;
      continue;
    }
    const next = shape.next(name);
    if (next === null) return spreadElement(shape, props, isStatic, key);
    if (next === shape) continue;
    shape = next;
    const value = props[name];
    values.push(typeof value === "object" ? frozenValue(name, value) : value);
  }
  const count = hasChildren ? pushChildren(shape, props.children, isStatic, values) : 0;
  return new Rendered(shape.template(count), values, key);
}

function pushChildren(
  shape: Shape,
  children: unknown,
  isStatic: boolean,
  values: unknown[],
): number {
  if (shape.children === "none") return 0;
  const several = isStatic ? (children as unknown[]) : null;
  if (shape.children === "content") {
    values.push(contentValue(shape.tag, several ?? [children]));
    return 1;
  }
  if (several === null) {
    values.push(children);
    return 1;
  }
  for (const child of several) values.push(child);
  return several.length;
}

function spreadElement(
  shape: Shape,
  props: Props,
  isStatic: boolean,
  key: string | null,
): Rendered {
  const { children, ...attributes } = props;
  const values: unknown[] = [spreadPairs(attributes)];
  const count = "children" in props ? pushChildren(shape, children, isStatic, values) : 0;
  return new Rendered(shape.spreadTemplate(count), values, key);
}
