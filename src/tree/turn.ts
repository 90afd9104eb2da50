// One reconcile under way: the ops so far, and how to take everything back when a component throws.
import type { Op, Patch } from "../wire/patch.js";
import { compressColumns } from "./columns.js";
import { describeBoundary, type WireContext } from "./describe.js";
import { childrenOf, Knowledge, Node, type Retained } from "./node.js";
import { printNode } from "./print.js";

/** The retained tree is changed in place, so that a turn costs what changed; this is its undo log. */
export class Turn {
  readonly context: WireContext;
  readonly #ops: Op[] = [];
  /** The shape of each boundary that is first touched, as its DOM was before this turn. */
  readonly #shapes = new Map<Node, string | readonly unknown[]>();
  /** values, index, previous, values, index, previous, … */
  readonly #overwritten: unknown[] = [];
  readonly #undos: (() => void)[] = [];

  constructor(context: WireContext) {
    this.context = context;
  }

  /** Before the first write to a boundary: afterwards its old shape could not be told any more. */
  touch(boundary: Node): void {
    if (boundary.knowledge !== Knowledge.unknown) return;
    this.#shapes.set(boundary, describeBoundary(boundary, this.context));
    boundary.knowledge = Knowledge.known;
  }

  write(values: Retained[], index: number, value: Retained): void {
    this.#overwritten.push(values, index, values[index]);
    values[index] = value;
  }

  /** Remembers how to take back what is no slot. */
  onUndo(undo: () => void): void {
    this.#undos.push(undo);
  }

  /** Adds the op of a boundary: `op` is `[id, slot, change, …]`. */
  boundaryChanged(boundary: Node, op: [number, ...unknown[]]): void {
    const shape = this.#shapes.get(boundary);
    if (boundary.knowledge === Knowledge.opaque) this.#ops.push(this.#printed(boundary));
    else {
      if (shape !== undefined) op.splice(1, 0, shape);
      this.#ops.push(op);
    }
  }

  finish(): Patch | null {
    if (this.#ops.length === 0) return null;
    return { templates: this.context.templates.takeFresh(), ops: compressColumns(this.#ops) };
  }

  undo(): void {
    for (const undo of this.#undos.reverse()) undo();
    for (const boundary of this.#shapes.keys()) boundary.knowledge = Knowledge.unknown;
    const log = this.#overwritten;
    for (let at = log.length - 3; at >= 0; at -= 3) {
      (log[at] as Retained[])[log[at + 1] as number] = log[at + 2] as Retained;
    }
    this.context.templates.dropFresh();
  }

  #printed(boundary: Node): Op {
    forgetInside(boundary, (node) => {
      const { knowledge } = node;
      this.onUndo(() => {
        node.knowledge = knowledge;
      });
    });
    return [boundary.id, printNode(boundary, this.context.salt)];
  }
}

/** The client is about to get this value as HTML: it will know none of the boundaries in it. */
export function forgetInside(value: Retained, willForget?: (node: Node) => void): void {
  for (const child of childrenOf(value)) {
    if (child instanceof Node && child.knowledge === Knowledge.known) {
      willForget?.(child);
      child.knowledge = Knowledge.unknown;
    }
    forgetInside(child, willForget);
  }
}
