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
  | PositionalList;

/**
 * A rendered that is retained. A row of a list with key, component and root element is one node: a
 * page of 1,000 rows stays at about 0.2 MB because nothing here is an object per slot.
 */
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
export function boundaryOf(item: KeyedItem): Node {
  let at: Retained = item;
  while (at instanceof TransparentCall) at = at.values[0] as Retained;
  return at as Node;
}

/** Visits what a value holds directly below it: the values of a node, the items of a list. */
export function childrenOf(value: Retained): readonly Retained[] {
  if (value instanceof Node || value instanceof TransparentCall) return value.values;
  if (value instanceof KeyedList || value instanceof PositionalList) return value.items;
  return [];
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
