// One reconcile under way: the ops so far, and how to take everything back when a component throws.
import type { Op, Patch } from "../wire/patch.js";
import { compressColumns } from "./columns.js";
import { describeBoundary } from "./describe.js";
import {
  childrenOf,
  isElement,
  isList,
  Knowledge,
  Node,
  type Props,
  type Retained,
  Row,
  RowCell,
  type RowList,
  TransparentCall,
} from "./node.js";
import { printNode } from "./print.js";
import type { WireContext } from "./wire-context.js";

/** The retained tree is changed in place, so that a turn costs what changed; this is its undo log. */
export class Turn {
  readonly context: WireContext;
  readonly #ops: Op[] = [];
  /** The shape of each boundary that is first touched, as its DOM was before this turn; null once an op told it. */
  readonly #shapes = new Map<Node | Row, string | readonly unknown[] | null>();
  /** values, index, previous, values, index, previous, … */
  readonly #overwritten: unknown[] = [];
  readonly #undos: (() => void)[] = [];
  readonly #rearranged: Rearranged[] = [];
  #seenWrites = 0;
  #seenRearranged = 0;
  #isRestructured = false;

  constructor(context: WireContext) {
    this.context = context;
  }

  /** Before the first write to a boundary: afterwards its old shape could not be told any more. */
  touch(boundary: Node | Row): void {
    if (boundary.knowledge !== Knowledge.unknown) return;
    this.#shapes.set(boundary, describeBoundary(boundary, this.context));
    if (boundary instanceof Row) this.#logKnowledge(boundary);
    boundary.knowledge = Knowledge.known;
  }

  write(values: Retained[], index: number, value: Retained): void {
    this.#overwritten.push(values, index, values[index]);
    values[index] = value;
  }

  /** Whether anything but texts and attributes changed, as far as `takeRemoved` was asked. */
  get isRestructured(): boolean {
    return this.#isRestructured;
  }

  /** Whether anything but texts and attributes changed so far. */
  get hasStructure(): boolean {
    const log = this.#overwritten;
    let has = this.#rearranged.length > 0;
    for (let at = 0; at < log.length && !has; at += 3) {
      const now = (log[at] as Retained[])[log[at + 1] as number];
      has = isStructure(log[at + 2] as Retained) || isStructure(now);
    }
    return has;
  }

  setItems<Items extends readonly Retained[]>(list: { items: Items }, items: Items): void {
    const previous = list.items;
    this.#rearranged.push({ list, items: previous });
    this.#undos.push(() => {
      list.items = previous;
    });
    list.items = items;
  }

  setProps(owner: Node | TransparentCall, props: Props): void {
    const previous = owner.props;
    this.#undos.push(() => {
      owner.props = previous;
    });
    owner.props = props;
  }

  setCells(rows: RowList, cells: Retained[]): void {
    const previous = rows.cells;
    this.#undos.push(() => {
      rows.cells = previous;
    });
    rows.cells = cells;
  }

  /** What was cut off the tree since this was asked last. */
  takeRemoved(): Retained[] {
    const removed: Retained[] = [];
    const log = this.#overwritten;
    for (; this.#seenWrites < log.length; this.#seenWrites += 3) {
      const previous = log[this.#seenWrites + 2] as Retained;
      const now = (log[this.#seenWrites] as Retained[])[log[this.#seenWrites + 1] as number];
      if (isStructure(previous)) removed.push(previous);
      this.#isRestructured ||= isStructure(previous) || isStructure(now);
    }
    for (; this.#seenRearranged < this.#rearranged.length; this.#seenRearranged++) {
      this.#isRestructured = true;
      const { list, items } = this.#rearranged[this.#seenRearranged] as Rearranged;
      const kept = new Set(list.items);
      removed.push(...items.filter((item) => !kept.has(item)));
    }
    return removed;
  }

  /** Adds the op of a boundary: `op` is `[id, slot, change, …]`. */
  boundaryChanged(boundary: Node | Row, op: [number, ...unknown[]]): void {
    const shape = this.#shapes.get(boundary) ?? null;
    if (boundary.knowledge === Knowledge.opaque) this.#ops.push(this.#printed(boundary));
    else {
      if (shape !== null) {
        op.splice(1, 0, shape);
        this.#shapes.set(boundary, null);
      }
      this.#ops.push(op);
    }
  }

  finish(): Patch | null {
    if (this.#ops.length === 0) return null;
    return { templates: this.context.takeTemplates(), ops: compressColumns(this.#ops) };
  }

  undo(): void {
    // What is printed as HTML remembers whether it was touched before, so the touched ones go first.
    for (const boundary of this.#shapes.keys()) boundary.knowledge = Knowledge.unknown;
    for (const undo of this.#undos.reverse()) undo();
    const log = this.#overwritten;
    for (let at = log.length - 3; at >= 0; at -= 3) {
      (log[at] as Retained[])[log[at + 1] as number] = log[at + 2] as Retained;
    }
    this.context.dropTemplates();
  }

  /** Whoever stands for a row, and however often: its cell is as before once the log is undone. */
  #logKnowledge({ values, at, knowledge }: Row): void {
    this.#overwritten.push(values, at + RowCell.knowledge, knowledge);
  }

  #printed(boundary: Node | Row): Op {
    forgetInside(boundary, (node) => {
      if (node instanceof Row) {
        this.#logKnowledge(node);
        return;
      }
      const knowledge = this.#shapes.has(node) ? Knowledge.unknown : node.knowledge;
      this.#undos.push(() => {
        node.knowledge = knowledge;
      });
    });
    return [boundary.id, printNode(boundary, this.context.salt)];
  }
}

/** A list with the items that it had before. */
interface Rearranged {
  readonly list: { readonly items: readonly Retained[] };
  readonly items: readonly Retained[];
}

function isStructure(value: Retained | undefined): boolean {
  return (
    value instanceof Node ||
    value instanceof TransparentCall ||
    (value !== undefined && isList(value))
  );
}

/** The client is about to get this value as HTML: it will know none of the boundaries in it. */
export function forgetInside(value: Retained, willForget?: (node: Node | Row) => void): void {
  for (const child of childrenOf(value)) {
    if (isElement(child) && child.knowledge === Knowledge.known) {
      willForget?.(child);
      child.knowledge = Knowledge.unknown;
    }
    forgetInside(child, willForget);
  }
}
