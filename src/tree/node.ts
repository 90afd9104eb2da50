// What a session retains of its page: nodes, lists and component calls, each as small as it can be.
import type { Action } from "../jsx/action.js";
import type { BoundChain } from "../jsx/command-parts.js";
import type { Component, ComponentCall, Raw, Rendered, Template } from "../jsx/rendered.js";
import type { Scalar } from "../wire/patch.js";

/** What this client can be told of a boundary. */
export const Knowledge = {
  /** The client has its HTML and nothing else: the first patch describes its shape. */
  unknown: 0,
  /** The client knows where its slots are. */
  known: 1,
  /** The client could not walk it: every change sends its HTML. */
  opaque: 2,
} as const;
export type Knowledge = (typeof Knowledge)[keyof typeof Knowledge];

export type Props = Readonly<Record<string, unknown>>;

/** `[name, value, name, value, …]` of a spread, normalised; the only plain array a slot retains. */
export type RetainedPairs = readonly (Scalar | Action | BoundChain)[];

/** What a slot holds between two renders. */
export type Retained =
  | Scalar
  | Action
  | BoundChain
  | Raw
  | RetainedPairs
  | Node
  | TransparentCall
  | KeyedList
  | RowList
  | Row
  | PositionalList;

/** A rendered that is retained. An item of a list with key, component and root element is one node. */
export class Node {
  readonly template: Template;
  /** One per slot; a copy, since an author may render the same rendered in two places. */
  readonly values: Retained[];
  /** 0 for a block; the boundaries count from 1. */
  readonly id: number;
  readonly key: string | null;
  /** The component whose root element this is; null for an element written in place. */
  readonly component: Component | null;
  props: Props | null;
  knowledge: Knowledge = Knowledge.unknown;

  constructor(rendered: Rendered, id: number, call: ComponentCall | null) {
    this.template = rendered.template;
    // What is rendered in a slot is replaced by what is retained as soon as the node has its id.
    this.values = rendered.values.slice() as Retained[];
    this.id = id;
    this.key = call === null ? rendered.key : call.key;
    this.component = call === null ? null : call.component;
    this.props = call === null ? null : call.props;
  }

  /** Where among `values` that of the first slot is. */
  get start(): number {
    return 0;
  }
}

/**
 * A call of a component that has no single root element of its own: it returned text, null, an array,
 * a fragment or another component. It is no node on the wire: its changes are its slot's.
 */
export class TransparentCall {
  readonly component: Component;
  readonly key: string | null;
  props: Props;
  /** Exactly one value, in an array so that it is written as any slot is. */
  readonly values: Retained[];

  constructor(call: ComponentCall, value: Retained) {
    this.component = call.component;
    this.key = call.key;
    this.props = call.props;
    this.values = [value];
  }
}

/** An item of a keyed list: a boundary, or a chain of transparent calls that ends in one. */
export type KeyedItem = Node | TransparentCall;

export class KeyedList {
  items: readonly KeyedItem[];

  constructor(items: readonly KeyedItem[]) {
    this.items = items;
  }
}

/** What the cells of a row are: these first, then the component's props, then the values of the slots. */
export const RowCell = { id: 0, knowledge: 1, key: 2, firstProp: 3 } as const;

/**
 * A keyed list of elements that are all of one template and hold no component and no boundary. Each is
 * some cells of one array, and no object: 1,000 such rows stay below 0.1 MB.
 */
export class RowList {
  readonly template: Template;
  /** The component whose root element each row is; null for elements written in place. */
  readonly component: Component | null;
  readonly propNames: readonly string[];
  /** How many cells a row has. */
  readonly width: number;
  cells: Retained[] = [];

  constructor(template: Template, call: Pick<ComponentCall, "component" | "props"> | null) {
    this.template = template;
    this.component = call === null ? null : call.component;
    this.propNames = call === null ? [] : Object.keys(call.props);
    this.width = RowCell.firstProp + this.propNames.length + template.kinds.length;
  }

  get length(): number {
    return this.cells.length / this.width;
  }

  /** All rows, each made for who asks. */
  get items(): Row[] {
    const rows: Row[] = [];
    for (let at = 0; at < this.cells.length; at += this.width) rows.push(new Row(this, at));
    return rows;
  }
}

/** One of the rows, while no other one has taken its place; no slot ever holds one. */
export class Row {
  readonly list: RowList;
  /** The cells of all rows. */
  readonly values: Retained[];
  /** Its first cell. */
  readonly at: number;
  readonly start: number;

  constructor(list: RowList, at: number) {
    this.list = list;
    this.values = list.cells;
    this.at = at;
    this.start = this.at + RowCell.firstProp + list.propNames.length;
  }

  get template(): Template {
    return this.list.template;
  }

  get id(): number {
    return this.values[this.at + RowCell.id] as number;
  }

  get key(): string {
    return this.values[this.at + RowCell.key] as string;
  }

  get knowledge(): Knowledge {
    return this.values[this.at + RowCell.knowledge] as Knowledge;
  }

  set knowledge(knowledge: Knowledge) {
    this.values[this.at + RowCell.knowledge] = knowledge;
  }
}

export class PositionalList {
  items: Retained[];
  /** Its items have keys but not one root element each: it stays positional while it lives. */
  readonly isKeyless: boolean;

  constructor(items: Retained[], isKeyless: boolean) {
    this.items = items;
    this.isKeyless = isKeyless;
  }
}

/** The boundary that an item of a keyed list comes down to. */
export function boundaryOf(item: KeyedItem | Row): Node | Row {
  let at: Retained = item;
  while (at instanceof TransparentCall) at = at.values[0] as Retained;
  return at as Node | Row;
}

/** Visits what a value holds directly below it: the values of a node, the items of a list. */
export function childrenOf(value: Retained): readonly Retained[] {
  if (value instanceof Node || value instanceof TransparentCall) return value.values;
  if (value instanceof Row) {
    return value.values.slice(value.start, value.start + value.template.kinds.length);
  }
  return isList(value) ? value.items : [];
}

export function isList(value: Retained): value is KeyedList | RowList | PositionalList {
  return value instanceof KeyedList || value instanceof RowList || value instanceof PositionalList;
}

/** Whether a value is an element, the tags and texts around its slots included. */
export function isElement(value: Retained): value is Node | Row {
  return value instanceof Node || value instanceof Row;
}

/** Whether an element written in place is still the same one. */
export function isSameElement(node: Node, next: Rendered): boolean {
  return node.component === null && node.template === next.template && node.key === next.key;
}

/** Whether a value came from an earlier call of the same component. */
export function isCallOf(value: Retained, call: ComponentCall): value is Node | TransparentCall {
  return (
    (value instanceof Node || value instanceof TransparentCall) &&
    value.component === call.component &&
    value.key === call.key
  );
}

/** Whether a stateful component keeps its id: with another one it is somebody else. */
export function isSameInstance({ props }: Node | TransparentCall, call: ComponentCall): boolean {
  return String(props?.id) === String(call.props.id);
}
