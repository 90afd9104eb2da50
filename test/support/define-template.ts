// Templates for tests of the tree, written as a precompiler would: patches can be spelled out literally.
import { internTemplate } from "../../src/jsx/intern.js";
import { type Component, ComponentCall, Rendered } from "../../src/jsx/rendered.js";
import type { Kind } from "../../src/wire/template.js";

export interface DefinedTemplate {
  (values: readonly unknown[], key?: string): Rendered;
  readonly id: string;
  /** What travels of it: its id, statics and kinds. */
  readonly wire: readonly [string, readonly string[], readonly Kind[]];
}

export function defineTemplate(
  statics: readonly string[],
  kinds: readonly Kind[],
): DefinedTemplate {
  const template = internTemplate(statics, kinds);
  const render = (values: readonly unknown[], key?: string) =>
    new Rendered(template, [...values], key ?? null);
  return Object.assign(render, { id: template.id, wire: [template.id, statics, kinds] as const });
}

/** `<Component {...props} key={key} />` */
export function call<Props extends object>(
  component: (props: Props) => unknown,
  props: Props,
  key?: string,
): ComponentCall {
  return new ComponentCall(component as Component, props as Record<string, unknown>, key ?? null);
}

/** The container that every tree has around its page. */
export const container = defineTemplate(["<div>", "</div>"], [0]);
