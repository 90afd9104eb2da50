// Walks the retained tree and what was rendered together, top down, and collects what changed.
import { type Child, ComponentCall, Raw, Rendered } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import type { Change } from "../wire/patch.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { valueToWire } from "./describe.js";
import { EvaluatedCall, hasOwnRoot, withKey } from "./evaluated.js";
import { type KeyedListDelegate, rearrange } from "./keyed-list.js";
import { looksKeyed } from "./keys.js";
import {
  isCallOf,
  isSameElement,
  isSameInstance,
  type KeyedItem,
  KeyedList,
  Node,
  PositionalList,
  type Retained,
  TransparentCall,
} from "./node.js";
import { changeItems, type PositionalListDelegate } from "./positional-list.js";
import { propsEqual } from "./props.js";
import type { Retainer } from "./retain.js";
import type { Turn } from "./turn.js";
import { childScalar, flatChange, flatValue, wireText } from "./values.js";

/** Lives for one turn. */
export class Reconciler {
  readonly #turn: Turn;
  readonly #retainer: Retainer;
  readonly #listDelegate: KeyedListDelegate & PositionalListDelegate;
  /** Whose op the changes go to. */
  #boundary: Node;

  constructor(root: Node, turn: Turn, retainer: Retainer) {
    this.#boundary = root;
    this.#turn = turn;
    this.#retainer = retainer;
    this.#listDelegate = {
      uniqueKeys: (children) => retainer.uniqueKeys(children),
      keep: (item, child) => this.#keep(item, child),
      create: (child, key) => {
        const source = retainer.evaluateItem(child);
        return source === null ? null : retainer.retainItem(withKey(source, key));
      },
      itemToWire: (item) => valueToWire(item, turn.context),
      change: (items, at, child) => this.#child(items, at, child),
      add: (child) => retainer.retain(child),
      setItems: (list, items) => this.setItems(list, items),
    };
  }

  /** Reconciles a boundary with the values rendered for its slots. */
  boundary(node: Node, values: readonly unknown[]): void {
    const above = this.#boundary;
    this.#boundary = node;
    const op = this.#slots(node, values);
    if (op !== null) this.#turn.boundaryChanged(node, op);
    this.#boundary = above;
  }

  /** From here on the changes go to the op of this boundary. */
  startAt(boundary: Node): void {
    this.#boundary = boundary;
  }

  /** `[id, slot, change, …]` of a boundary, `[0, slot, change, …]` of a block, null when nothing changed. */
  #slots(node: Node, next: readonly unknown[]): [number, ...unknown[]] | null {
    const { kinds } = node.template;
    const { values } = node;
    let op: [number, ...unknown[]] | null = null;
    this.#retainer.enter();
    for (let slot = 0; slot < kinds.length; slot++) {
      const value = next[slot];
      // What is retained is normalised, so the same value needs no second look: this line is what a
      // render of 1,000 unchanged rows consists of.
      if (value === values[slot]) continue;
      const kind = kinds[slot] as Kind;
      const change =
        kind === SlotKind.child
          ? this.#child(values, slot, value as Child)
          : this.#flat(values, slot, flatValue(kind, value));
      if (change === undefined) continue;
      // The id of a block is 0, and so is the tag of a change inside one.
      op ??= [node.id];
      op.push(slot, change);
    }
    this.#retainer.leave();
    return op;
  }

  #flat(values: Retained[], slot: number, next: ReturnType<typeof flatValue>): Change | undefined {
    const previous = values[slot] as ReturnType<typeof flatValue>;
    const change = flatChange(previous, next, this.#turn.context.salt);
    if (change !== undefined) this.#write(values, slot, next);
    return change;
  }

  /** Reconciles one place among child nodes: a slot, an item by position, what a component returned. */
  #child(values: Retained[], index: number, next: Child): Change | undefined {
    const previous = values[index] as Retained;
    const scalar = childScalar(next);
    if (scalar !== undefined) {
      if (previous === scalar) return undefined;
      this.#write(values, index, scalar);
      return typeof scalar === "string" ? wireText(scalar) : scalar;
    }
    if (next instanceof Rendered) {
      if (previous instanceof Node && isSameElement(previous, next)) {
        return this.#inside(previous, next.values);
      }
    } else if (next instanceof ComponentCall) return this.#call(values, index, next);
    else if (next instanceof Raw) {
      if (previous instanceof Raw && previous.html === next.html) return undefined;
    } else if (Array.isArray(next)) return this.#list(values, index, next);
    return this.replace(values, index, next);
  }

  #inside(node: Node, values: readonly unknown[]): Change | undefined {
    if (node.id === 0) return this.#slots(node, values) ?? undefined;
    this.boundary(node, values);
    return undefined;
  }

  replace(values: Retained[], index: number, next: Child | EvaluatedCall): Change {
    return this.#set(values, index, this.#retainer.retain(next));
  }

  #set(values: Retained[], index: number, retained: Retained): Change {
    this.#write(values, index, retained);
    return valueToWire(retained, this.#turn.context);
  }

  #write(values: Retained[], index: number, value: Retained): void {
    this.#turn.touch(this.#boundary);
    this.#turn.write(values, index, value);
  }

  #call(values: Retained[], index: number, call: ComponentCall): Change | undefined {
    const previous = values[index] as Retained;
    if (!isCallOf(previous, call)) return this.replace(values, index, call);
    if (propsEqual(previous.props, call.props)) return undefined;
    if (statefulOf(call.component) === undefined) return this.again(values, index, call);
    if (!isSameInstance(previous, call)) return this.replace(values, index, call);
    return this.#retainer.guard(
      call,
      () => this.again(values, index, call),
      () => undefined,
    );
  }

  /** Calls a component once more where it stands, and reconciles what it stands for. */
  again(values: Retained[], index: number, call: ComponentCall): Change | undefined {
    const result = this.#retainer.evaluate(call);
    const previous = values[index] as Node | TransparentCall;
    if (previous instanceof Node) {
      if (hasOwnRoot(result) && result.template === previous.template) {
        this.#turn.setProps(previous, call.props);
        return this.#inside(previous, result.values);
      }
    } else if (!hasOwnRoot(result)) {
      this.#turn.setProps(previous, call.props);
      this.#retainer.enter();
      const change = this.#child(previous.values, 0, result);
      this.#retainer.leave();
      return change;
    }
    return this.replace(values, index, new EvaluatedCall(call, result));
  }

  #list(values: Retained[], index: number, next: readonly Child[]): Change | undefined {
    const previous = values[index] as Retained;
    const isKeyed = looksKeyed(next);
    if (previous instanceof KeyedList && (isKeyed || next.length === 0)) {
      return this.#keyed(values, index, next);
    }
    if (previous instanceof PositionalList && (!isKeyed || previous.isKeyless)) {
      this.#retainer.enter();
      const change = changeItems(previous, next, this.#listDelegate);
      this.#retainer.leave();
      return change;
    }
    return this.replace(values, index, next);
  }

  #keyed(values: Retained[], index: number, next: readonly Child[]): Change | undefined {
    const list = values[index] as KeyedList;
    const rearranged = rearrange(list.items, next, this.#listDelegate);
    if (rearranged === undefined) return undefined;
    if (rearranged === null) {
      return this.#set(values, index, this.#retainer.retainByPosition(next, true));
    }
    const { items, change } = rearranged;
    if (change === null) return this.#set(values, index, new KeyedList(items));
    this.setItems(list, items);
    return change;
  }

  setItems<Items extends readonly Retained[]>(list: { items: Items }, items: Items): void {
    this.#turn.touch(this.#boundary);
    this.#turn.setItems(list, items);
  }

  /** Null when the item stays, else what has to become a new one. */
  #keep(item: KeyedItem, child: Child): Child | EvaluatedCall | null {
    if (child instanceof Rendered) {
      if (!(item instanceof Node) || item.component !== null || item.template !== child.template) {
        return child;
      }
      this.boundary(item, child.values);
      return null;
    }
    if (!(child instanceof ComponentCall) || item.component !== child.component) return child;
    if (propsEqual(item.props, child.props)) return null;
    if (statefulOf(child.component) === undefined) return this.keepAgain(item, child);
    if (!isSameInstance(item, child)) return child;
    return this.#retainer.guard(
      child,
      () => this.keepAgain(item, child),
      () => null,
    );
  }

  /** `again` for an item of a keyed list: null when it stays, else what has to become a new one. */
  keepAgain(item: KeyedItem, call: ComponentCall): EvaluatedCall | null {
    const result = this.#retainer.evaluate(call);
    if (item instanceof TransparentCall) return this.#keepBelow(item, call, result);
    if (!hasOwnRoot(result) || result.template !== item.template) {
      return new EvaluatedCall(call, result);
    }
    this.#turn.setProps(item, call.props);
    this.boundary(item, result.values);
    return null;
  }

  #keepBelow(item: TransparentCall, call: ComponentCall, result: Child): EvaluatedCall | null {
    const below = item.values[0] as KeyedItem;
    const isElement = result instanceof Rendered || result instanceof ComponentCall;
    // An element that is now the component's own root is no transparent call's any more.
    if (!isElement || hasOwnRoot(result) || result.key !== below.key) {
      return new EvaluatedCall(call, result);
    }
    this.#retainer.enter();
    const rest = this.#keep(below, result);
    this.#retainer.leave();
    if (rest !== null) return new EvaluatedCall(call, rest);
    this.#turn.setProps(item, call.props);
    return null;
  }
}
