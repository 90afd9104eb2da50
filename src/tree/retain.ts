// Turns what was rendered into what is retained: calls components, gives boundaries their ids.
import { LiveError } from "../errors.js";
import { childError } from "../jsx/content.js";
import { isDevelopment } from "../jsx/development.js";
import { type Child, ComponentCall, Raw, Rendered } from "../jsx/rendered.js";
import { SlotKind } from "../wire/template.js";
import { freezeProps } from "./freeze.js";
import {
  type KeyedItem,
  KeyedList,
  Node,
  PositionalList,
  type Retained,
  TransparentCall,
} from "./node.js";
import { childScalar, flatValue } from "./values.js";

/** The parser of a browser flattens elements beyond 512 levels, and a stack has an end too. */
const maxDepth = 500;

/** A call of a component that has happened, with what it returned. */
export class EvaluatedCall {
  readonly call: ComponentCall;
  readonly result: Child | EvaluatedCall;

  constructor(call: ComponentCall, result: Child | EvaluatedCall) {
    this.call = call;
    this.result = result;
  }
}

/** A child that comes down to exactly one element; components on the way to it are called. */
export type ItemSource = Rendered | EvaluatedCall;

export interface RetainerDelegate {
  /** In production two items of a list had the same key. */
  duplicateKeyFound(key: string): void;
}

/** Lives as long as its tree: an id is never given twice. */
export class Retainer {
  #nextId = 1;
  #depth = 0;
  readonly #delegate: RetainerDelegate | null;

  constructor(delegate: RetainerDelegate | null) {
    this.#delegate = delegate;
  }

  /** Before each render: the one before it may have thrown anywhere. */
  startRender(): void {
    this.#depth = 0;
  }

  enter(): void {
    if (++this.#depth > maxDepth) throw new LiveError("RENDER_TOO_DEEP", { limit: maxDepth });
  }

  leave(): void {
    this.#depth--;
  }

  evaluate(call: ComponentCall): Child {
    if (isDevelopment()) freezeProps(call.props);
    return (call.component as (props: unknown) => Child)(call.props);
  }

  /** Retains what stands in a child slot. */
  retain(child: Child | EvaluatedCall): Retained {
    const scalar = childScalar(child);
    if (scalar !== undefined) return scalar;
    if (child instanceof Rendered) return this.#node(child, 0, null);
    if (child instanceof Raw) return child;
    this.enter();
    let retained: Retained;
    if (child instanceof ComponentCall) retained = this.#called(child, this.evaluate(child));
    else if (child instanceof EvaluatedCall) retained = this.#called(child.call, child.result);
    else if (Array.isArray(child)) retained = this.retainList(child);
    else throw childError(child);
    this.leave();
    return retained;
  }

  /** Retains an item of a keyed list: the element that it comes down to is a boundary. */
  retainItem(item: ItemSource): KeyedItem {
    if (item instanceof Rendered) return this.#node(item, this.#nextId++, null);
    const { call, result } = item;
    if (hasOwnRoot(result)) return this.#node(result, this.#nextId++, call);
    return new TransparentCall(call, this.retainItem(result as ItemSource));
  }

  /** The node of a whole tree: it is a boundary, whatever it holds. */
  retainRoot(rendered: Rendered): Node {
    return this.#node(rendered, this.#nextId++, null);
  }

  retainList(children: readonly Child[]): KeyedList | PositionalList {
    const isKeyed = looksKeyed(children);
    const sources = isKeyed ? this.evaluateItems(children) : null;
    if (sources === null) return this.retainByPosition(children, isKeyed);
    const keys = this.uniqueKeys(children);
    return new KeyedList(sources.map((source, at) => this.retainItem(withKey(source, keys[at]))));
  }

  retainByPosition(children: readonly Child[], isKeyless: boolean): PositionalList {
    return new PositionalList(
      children.map((child) => this.retain(child)),
      isKeyless,
    );
  }

  /** Calls what has to be called to see one element in each; null when one of them is not that. */
  evaluateItems(children: readonly Child[]): ItemSource[] | null {
    const sources: ItemSource[] = [];
    for (const child of children) {
      const source = this.evaluateItem(child);
      if (source === null) return null;
      sources.push(source);
    }
    return sources;
  }

  evaluateItem(child: Child | EvaluatedCall): ItemSource | null {
    if (child instanceof Rendered) return child.template.tag === null ? null : child;
    const isCall = child instanceof ComponentCall;
    if (!isCall && !(child instanceof EvaluatedCall)) return null;
    this.enter();
    const source = this.evaluateItem(isCall ? this.evaluate(child) : child.result);
    this.leave();
    return source === null ? null : new EvaluatedCall(isCall ? child : child.call, source);
  }

  /**
   * The keys of a list, no two the same. A duplicate is a mistake, thrown in development; in
   * production it is reported and the duplicates count among themselves: a, a → a, "a\0" + 2.
   */
  uniqueKeys(children: readonly Child[]): string[] {
    const seen = new Set<string>();
    return (children as readonly (Rendered | ComponentCall)[]).map((child) => {
      let key = child.key as string;
      if (seen.has(key)) key = this.#renamed(key, seen);
      seen.add(key);
      return key;
    });
  }

  #renamed(key: string, seen: ReadonlySet<string>): string {
    if (isDevelopment()) throw new LiveError("DUPLICATE_KEY", { key });
    this.#delegate?.duplicateKeyFound(key);
    let count = 2;
    while (seen.has(`${key}\0${count}`)) count++;
    return `${key}\0${count}`;
  }

  #called(call: ComponentCall, result: Child | EvaluatedCall): Retained {
    if (hasOwnRoot(result)) return this.#node(result, this.#nextId++, call);
    return new TransparentCall(call, this.retain(result));
  }

  #node(rendered: Rendered, id: number, call: ComponentCall | null): Node {
    const node = new Node(rendered, id, call);
    const { kinds } = rendered.template;
    const { values } = node;
    this.enter();
    for (let slot = 0; slot < kinds.length; slot++) {
      const kind = kinds[slot] as (typeof kinds)[number];
      const value: unknown = values[slot];
      values[slot] = kind === SlotKind.child ? this.retain(value as Child) : flatValue(kind, value);
    }
    this.leave();
    return node;
  }
}

/** Whether children are to be matched by key: each has one, and none is seen not to be one element. */
export function looksKeyed(children: readonly Child[]): boolean {
  for (const child of children) {
    if (child instanceof Rendered) {
      if (child.key === null || child.template.tag === null) return false;
    } else if (!(child instanceof ComponentCall) || child.key === null) return false;
  }
  return children.length > 0;
}

/**
 * Whether a component and the element it returned are one node. A key on that element is a second
 * identity, below the component's: then they stay two.
 */
export function hasOwnRoot(result: unknown): result is Rendered {
  return result instanceof Rendered && result.template.tag !== null && result.key === null;
}

/** The source under the key that its list knows it by. */
export function withKey(source: ItemSource, key: string | undefined): ItemSource {
  if (source instanceof Rendered) {
    return source.key === key ? source : new Rendered(source.template, source.values, key);
  }
  const { call, result } = source;
  if (call.key === key) return source;
  return new EvaluatedCall(new ComponentCall(call.component, call.props, key), result);
}
