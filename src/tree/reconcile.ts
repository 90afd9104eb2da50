// Walks the retained tree and what was rendered together, top down, and collects what changed.
import { type Child, ComponentCall, Raw, Rendered } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import type { Change } from "../wire/patch.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { valueToWire } from "./describe.js";
import { inComponent, inSlot } from "./error-place.js";
import { EvaluatedCall, hasOwnRoot, isRootOf } from "./evaluated.js";
import { ItemKeeper } from "./keep-items.js";
import { rearrange } from "./keyed-list.js";
import { looksKeyed } from "./keys.js";
import { createListDelegate, type ListDelegate } from "./list-delegate.js";
import {
  isCallOf,
  isSameElement,
  isSameInstance,
  type KeyedItem,
  KeyedList,
  Node,
  PositionalList,
  type Retained,
  type Row,
  RowList,
  type TransparentCall,
} from "./node.js";
import { changeItems } from "./positional-list.js";
import { propsEqual } from "./props.js";
import type { Retainer } from "./retain.js";
import { needsNodes, rearrangeRows } from "./row-list.js";
import { cellsOf, keyedListOf, nodeList } from "./rows.js";
import type { Turn } from "./turn.js";
import { childScalar, flatChange, flatValue, wireText } from "./values.js";

/** Lives for one turn. */
export class Reconciler {
  readonly #turn: Turn;
  readonly #retainer: Retainer;
  readonly #listDelegate: ListDelegate;
  readonly items: ItemKeeper;
  /** Whose op the changes go to. */
  #boundary: Node | Row;

  constructor(root: Node, turn: Turn, retainer: Retainer) {
    this.#boundary = root;
    this.#turn = turn;
    this.#retainer = retainer;
    this.items = new ItemKeeper({ turn, retainer, reconciler: this });
    this.#listDelegate = createListDelegate(this, retainer, turn);
  }

  /** Reconciles a boundary with the values rendered for its slots. */
  boundary(node: Node | Row, values: readonly unknown[]): void {
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
  #slots(node: Node | Row, next: readonly unknown[]): [number, ...unknown[]] | null {
    const { kinds } = node.template;
    const { values, start } = node;
    let op: [number, ...unknown[]] | null = null;
    this.#retainer.enter();
    let slot = 0;
    try {
      for (; slot < kinds.length; slot++) {
        const value = next[slot];
        // What is retained is normalised, so the same value needs no second look: this line is what a
        // render of 1,000 unchanged rows consists of.
        if (value === values[start + slot]) continue;
        const kind = kinds[slot] as Kind;
        const change =
          kind === SlotKind.child
            ? this.child(values, start + slot, value as Child)
            : this.#flat(values, start + slot, flatValue(kind, value));
        if (change === undefined) continue;
        // The id of a block is 0, and so is the tag of a change inside one.
        op ??= [node.id];
        op.push(slot, change);
      }
    } catch (error) {
      throw inSlot(error, node, slot);
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
  child(values: Retained[], index: number, next: Child): Change | undefined {
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
    try {
      const result = this.#retainer.evaluate(call);
      const previous = values[index] as Node | TransparentCall;
      const isNode = previous instanceof Node;
      if (isNode ? !isRootOf(result, previous) : hasOwnRoot(result)) {
        return this.replace(values, index, new EvaluatedCall(call, result));
      }
      this.#turn.setProps(previous, call.props);
      if (isNode) return this.#inside(previous, (result as Rendered).values);
      this.#retainer.enter();
      const change = this.child(previous.values, 0, result);
      this.#retainer.leave();
      return change;
    } catch (error) {
      throw inComponent(error, call);
    }
  }

  #list(values: Retained[], index: number, next: readonly Child[]): Change | undefined {
    const previous = values[index] as Retained;
    const isKeyed = looksKeyed(next);
    const wasKeyed = previous instanceof KeyedList || previous instanceof RowList;
    if (wasKeyed && (isKeyed || next.length === 0)) return this.#keyed(values, index, next);
    if (previous instanceof PositionalList && (!isKeyed || previous.isKeyless)) {
      this.#retainer.enter();
      const change = changeItems(previous, next, this.#listDelegate);
      this.#retainer.leave();
      return change;
    }
    return this.replace(values, index, next);
  }

  #keyed(values: Retained[], index: number, next: readonly Child[]): Change | undefined {
    const list = values[index] as KeyedList | RowList;
    const isOfRows = list instanceof RowList;
    const rearranged = isOfRows
      ? rearrangeRows(list, next, this.#listDelegate)
      : rearrange(list.items, next, this.#listDelegate);
    if (rearranged === undefined) return undefined;
    if (rearranged === needsNodes) {
      this.#turn.write(values, index, nodeList((list as RowList).items));
      return this.#keyed(values, index, next);
    }
    if (rearranged === null) {
      return this.#set(values, index, this.#retainer.retainByPosition(next, true));
    }
    const { items, change } = rearranged;
    if (change === null) return this.#set(values, index, keyedListOf(items as KeyedItem[]));
    if (isOfRows) this.#setRows(values, index, items);
    else this.setItems(list, items as KeyedItem[]);
    return change;
  }

  #setRows(values: Retained[], index: number, items: readonly (Row | KeyedItem)[]): void {
    const list = values[index] as RowList;
    const cells = cellsOf(list, items);
    this.#turn.touch(this.#boundary);
    if (cells === null) this.#turn.write(values, index, nodeList(items));
    else this.#turn.setCells(list, cells);
  }

  setItems<Items extends readonly Retained[]>(list: { items: Items }, items: Items): void {
    this.#turn.touch(this.#boundary);
    this.#turn.setItems(list, items);
  }
}
