// The tree that a session retains of its page: prints it, takes it to the next render, finds actions.
import type { Action } from "../jsx/action.js";
import { containerTemplate } from "../jsx/intern.js";
import { type Child, Rendered } from "../jsx/rendered.js";
import type { Patch } from "../wire/patch.js";
import type { WireContext } from "./describe.js";
import { findAction, findBoundary, Reach } from "./find-action.js";
import { childrenOf, Knowledge, Node, type Retained } from "./node.js";
import { printNode } from "./print.js";
import { Reconciler } from "./reconcile.js";
import { Retainer, type RetainerDelegate } from "./retain.js";
import { SentTemplates } from "./sent-templates.js";
import { forgetInside, Turn } from "./turn.js";

export interface TreeOptions {
  /** A secret number of the session; the same one gives the same fingerprints. */
  readonly salt: number;
  /** Tag of the container, which is boundary 1. */
  readonly tag?: string;
  /** Told of what is wrong with a page and shown all the same. */
  readonly delegate?: RetainerDelegate;
}

/**
 * One page as one client has it. A tree made anew from the same render prints the same bytes.
 */
export class Tree {
  readonly #root: Node;
  readonly #retainer: Retainer;
  readonly #context: WireContext;

  constructor(child: Child, options: TreeOptions) {
    this.#retainer = new Retainer(options.delegate ?? null);
    this.#context = { templates: new SentTemplates(), salt: options.salt };
    const template = containerTemplate(options.tag ?? "div");
    this.#root = this.#retainer.retainRoot(new Rendered(template, [child]));
  }

  /** How many boundaries there are, the container included. */
  get boundaryCount(): number {
    return countBoundaries(this.#root);
  }

  /** The whole page as HTML; `attributes` is HTML too and goes into the container's tag. */
  print(attributes = ""): string {
    return printNode(this.#root, this.#context.salt, attributes);
  }

  /**
   * Takes the tree to what was rendered; null when nothing changed. When a component throws, the tree
   * and what the client is taken to know are as before, and the error is passed on.
   */
  reconcile(child: Child): Patch | null {
    const turn = new Turn(this.#context);
    this.#retainer.startRender();
    try {
      new Reconciler(this.#root, turn, this.#retainer).boundary(this.#root, [child]);
      return turn.finish();
    } catch (error) {
      turn.undo();
      throw error;
    }
  }

  /**
   * Answers a client that could not apply something in a boundary: its HTML. The second time the
   * boundary is hopeless, and gets HTML from then on. A boundary that is gone needs no answer: the
   * patch that removed it is on its way, and there are no ops.
   */
  resync(id: number, isHopeless: boolean): Patch {
    const node = findBoundary(this.#root, id);
    if (node === null) return { templates: [], ops: [] };
    forgetInside(node);
    node.knowledge = isHopeless ? Knowledge.opaque : Knowledge.unknown;
    return { templates: [], ops: [[id, printNode(node, this.#context.salt)]] };
  }

  /** The action with this fingerprint in a boundary, else anywhere; null when no such one is rendered. */
  findAction(boundaryId: number, fingerprint: string): Action | null {
    const { salt } = this.#context;
    const near = findBoundary(this.#root, boundaryId);
    const found =
      near === null ? null : findAction(near, { fingerprint, salt, reach: Reach.boundary });
    return found ?? findAction(this.#root, { fingerprint, salt, reach: Reach.everything });
  }

  /** The client starts again with the HTML of the page: it knows no boundary and no template. */
  forgetKnown(): void {
    forgetEverything(this.#root);
    this.#context.templates.clear();
  }
}

function forgetEverything(value: Retained): void {
  if (value instanceof Node) value.knowledge = Knowledge.unknown;
  for (const child of childrenOf(value)) forgetEverything(child);
}

function countBoundaries(value: Retained): number {
  let count = value instanceof Node && value.id !== 0 ? 1 : 0;
  for (const child of childrenOf(value)) count += countBoundaries(child);
  return count;
}
