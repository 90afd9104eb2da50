// What a TSX expression returns: short-lived values that the tree reconciles with the nodes it retains.
import type { Kind, TemplateShape } from "../wire/template.js";

/** The statics and kinds of one piece of TSX, shared by all sessions; made only by the intern table. */
export class Template implements TemplateShape {
  /** Hash over statics and kinds: the same in every process that runs the same code. */
  readonly id: string;
  readonly statics: readonly string[];
  readonly kinds: readonly Kind[];
  /** The tag name when the template has exactly one static root element. */
  readonly tag: string | null;

  constructor(id: string, statics: readonly string[], kinds: readonly Kind[], tag: string | null) {
    this.id = id;
    this.statics = statics;
    this.kinds = kinds;
    this.tag = tag;
  }
}

/** A template with its slot values. The tree copies `values` when it retains a new node: it may stand in two places. */
export class Rendered {
  readonly template: Template;
  readonly values: unknown[];
  readonly key: string | null;

  constructor(template: Template, values: unknown[], key: string | null = null) {
    this.template = template;
    this.values = values;
    this.key = key;
  }
}

/** A call of a component that has not happened yet: the tree makes it only when props changed. */
export class ComponentCall {
  readonly component: Component;
  readonly props: Readonly<Record<string, unknown>>;
  readonly key: string | null;

  constructor(
    component: Component,
    props: Readonly<Record<string, unknown>>,
    key: string | null = null,
  ) {
    this.component = component;
    this.props = props;
    this.key = key;
  }
}

/** HTML that the author vouches for; made by `raw()` only. */
export class Raw {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

/** Anything that may stand between tags. */
export type Child =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Rendered
  | ComponentCall
  | Raw
  | readonly Child[];

/** A function component, its props erased. */
export type Component = (props: never) => Child;
