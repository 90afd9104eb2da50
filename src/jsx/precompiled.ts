// What precompiled modules call; not for people.
import { frozenValue, spreadPairs } from "./attribute.js";
import { contentValue } from "./content.js";
import { isContentTag } from "./elements.js";
import { internTemplate } from "./intern.js";
import { keyOf, type Props } from "./jsx.js";
import { type Raw, Rendered, type Template } from "./rendered.js";

/** A template hoisted to the top of its module. */
export const template = internTemplate;

/** One TSX expression, evaluated. */
export function rendered(of: Template, values: unknown[], key?: unknown): Rendered {
  return new Rendered(of, values, keyOf(key));
}

/** A class list or style object that someone else may still change. */
export const attribute = frozenValue;

/** The children of a textarea, script and kin. */
export function content(tag: string, ...children: unknown[]): string | Raw {
  return contentValue(tag, children);
}

/** Spread attributes of an element that has children of its own. */
export const spread = spreadPairs;

/** Spread attributes of an element without children of its own, and the children among them. */
export function spreadWithChildren(tag: string, attributes: Props): [unknown[], unknown] {
  const { children } = attributes;
  return [spreadPairs(attributes), isContentTag(tag) ? contentValue(tag, [children]) : children];
}
