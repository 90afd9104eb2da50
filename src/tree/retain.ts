// Turns what was rendered into what is retained: calls components, gives boundaries their ids.
import { LiveError } from "../errors.js";
import { childError } from "../jsx/content.js";
import { isDevelopment } from "../jsx/development.js";
import { containerTemplate } from "../jsx/intern.js";
import { type Child, ComponentCall, Raw, Rendered } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import { SlotKind } from "../wire/template.js";
import { inComponent, inSlot } from "./error-place.js";
import { EvaluatedCall, hasOwnRoot, type ItemSource, withKey } from "./evaluated.js";
import { freezeProps } from "./freeze.js";
import type { InstanceDelegate } from "./instance.js";
import { Instances } from "./instances.js";
import { looksKeyed, uniqueKeys } from "./keys.js";
import {
  type KeyedItem,
  KeyedList,
  Node,
  PositionalList,
  type Retained,
  type RowList,
  TransparentCall,
} from "./node.js";
import { retainRows } from "./retain-rows.js";
import { childScalar, flatValue } from "./values.js";

/** The parser of a browser flattens elements beyond 512 levels, and a stack has an end too. */
const maxDepth = 500;

export interface RetainerDelegate {
  /** In production two items of a list had the same key. */
  duplicateKeyFound(error: LiveError): void;
}

/** Lives as long as its tree: an id is never given twice. */
export class Retainer {
  /** Null while no stateful component was rendered. */
  instances: Instances | null = null;
  #nextId = 1;
  #depth = 0;
  readonly #delegate: RetainerDelegate | null;
  readonly #instanceDelegate: InstanceDelegate | null;

  constructor(delegate: RetainerDelegate | null, instanceDelegate: InstanceDelegate | null) {
    this.#delegate = delegate;
    this.#instanceDelegate = instanceDelegate;
  }

  /** Before each render: the one before it may have thrown anywhere. */
  startRender(): void {
    this.#depth = 0;
    this.instances?.startPass();
  }

  /** The first render begins anew: its ids count in document order. */
  restart(): void {
    this.#nextId = 1;
    this.startRender();
  }

  enter(): void {
    if (++this.#depth > maxDepth) throw new LiveError("RENDER_TOO_DEEP", { limit: maxDepth });
  }

  leave(): void {
    this.#depth--;
  }

  /** After something was thrown from somewhere below. */
  surface(): void {
    this.#depth = 0;
  }

  evaluate(call: ComponentCall): Child {
    if (isDevelopment()) freezeProps(call.props);
    if (statefulOf(call.component) !== undefined && this.#instanceDelegate !== null) {
      this.instances ??= new Instances(this.#instanceDelegate);
      return this.instances.evaluate(call);
    }
    return (call.component as (props: unknown) => Child)(call.props);
  }

  /**
   * Does what is to be done inside a stateful component. When that throws and the component takes care
   * of it, the pass goes on with `instead`, only to find what else is broken: it is undone.
   */
  guard<Result>(call: ComponentCall, work: () => Result, instead: () => Result): Result {
    const depth = this.#depth;
    try {
      return work();
    } catch (error) {
      this.#depth = depth;
      if (!this.instances?.catches(call, error)) throw error;
      return instead();
    }
  }

  /** Retains what stands in a child slot. */
  retain(child: Child | EvaluatedCall): Retained {
    const scalar = childScalar(child);
    if (scalar !== undefined) return scalar;
    if (child instanceof Rendered) return this.#node(child, 0, null);
    if (child instanceof Raw) return child;
    this.enter();
    let retained: Retained;
    if (child instanceof ComponentCall) retained = this.#call(child, null);
    else if (child instanceof EvaluatedCall) retained = this.#call(child.call, child);
    else if (Array.isArray(child)) retained = this.retainList(child);
    else throw childError(child);
    this.leave();
    return retained;
  }

  /** Retains an item of a keyed list: the element that it comes down to is a boundary. */
  retainItem(item: ItemSource): KeyedItem {
    if (item instanceof Rendered) return this.#node(item, this.#nextId++, null);
    const { call } = item;
    if (statefulOf(call.component) === undefined) return this.#itemOf(item);
    return this.guard(
      call,
      () => this.#itemOf(item),
      () => this.#node(new Rendered(containerTemplate("i"), [null]), this.#nextId++, call),
    );
  }

  #itemOf({ call, result }: EvaluatedCall): KeyedItem {
    try {
      if (hasOwnRoot(result)) return this.#node(result, this.#nextId++, call);
      return new TransparentCall(call, this.retainItem(result as ItemSource));
    } catch (error) {
      throw inComponent(error, call);
    }
  }

  /** The node of a whole tree: it is a boundary, whatever it holds. */
  retainRoot(rendered: Rendered): Node {
    return this.#node(rendered, this.#nextId++, null);
  }

  newId(): number {
    return this.#nextId++;
  }

  retainList(children: readonly Child[]): KeyedList | RowList | PositionalList {
    const isKeyed = looksKeyed(children);
    const sources = isKeyed ? this.evaluateItems(children) : null;
    if (sources === null) return this.retainByPosition(children, isKeyed);
    const keys = this.uniqueKeys(children);
    const rows = retainRows(sources, keys, this);
    if (rows !== null) return rows;
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
    const call = isCall ? child : child.call;
    this.enter();
    const evaluated = isCall ? null : child;
    const source =
      statefulOf(call.component) === undefined
        ? this.#evaluateInside(call, evaluated)
        : this.guard(
            call,
            () => this.#evaluateInside(call, evaluated),
            () => null,
          );
    this.leave();
    return source === null ? null : new EvaluatedCall(call, source);
  }

  #evaluateInside(call: ComponentCall, evaluated: EvaluatedCall | null): ItemSource | null {
    try {
      return this.evaluateItem(evaluated === null ? this.evaluate(call) : evaluated.result);
    } catch (error) {
      throw inComponent(error, call);
    }
  }

  uniqueKeys(children: readonly Child[]): string[] {
    return uniqueKeys(children, (error) => this.#delegate?.duplicateKeyFound(error));
  }

  #call(call: ComponentCall, evaluated: EvaluatedCall | null): Retained {
    if (statefulOf(call.component) === undefined) return this.#called(call, evaluated);
    return this.guard(
      call,
      () => this.#called(call, evaluated),
      () => null,
    );
  }

  #called(call: ComponentCall, evaluated: EvaluatedCall | null): Retained {
    try {
      const result = evaluated === null ? this.evaluate(call) : evaluated.result;
      if (hasOwnRoot(result)) return this.#node(result, this.#nextId++, call);
      return new TransparentCall(call, this.retain(result));
    } catch (error) {
      throw inComponent(error, call);
    }
  }

  #node(rendered: Rendered, id: number, call: ComponentCall | null): Node {
    const node = new Node(rendered, id, call);
    const { kinds } = rendered.template;
    const { values } = node;
    this.enter();
    let slot = 0;
    try {
      for (; slot < kinds.length; slot++) {
        const kind = kinds[slot] as (typeof kinds)[number];
        const value: unknown = values[slot];
        values[slot] =
          kind === SlotKind.child ? this.retain(value as Child) : flatValue(kind, value);
      }
    } catch (error) {
      throw inSlot(error, node, slot);
    }
    this.leave();
    return node;
  }
}
