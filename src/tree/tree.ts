// The tree that a session retains of its page: prints it, takes it to the next render, finds actions.
import type { Action } from "../jsx/action.js";
import { containerTemplate } from "../jsx/intern.js";
import { type Child, type Component, Rendered } from "../jsx/rendered.js";
import type { Patch } from "../wire/patch.js";
import { findAction, findBoundary, Reach, renamedActions } from "./find-action.js";
import { InPlace, type RenderParts } from "./in-place.js";
import { Inner } from "./inner.js";
import type { InstanceDelegate } from "./instance.js";
import type { Instances } from "./instances.js";
import { childrenOf, isElement, Knowledge, type Node, type Retained } from "./node.js";
import { printNode } from "./print.js";
import { Reconciler } from "./reconcile.js";
import { Refresher } from "./refresh.js";
import { Retainer, type RetainerDelegate } from "./retain.js";
import { forgetInside, Turn } from "./turn.js";
import { WireContext } from "./wire-context.js";

export interface TreeOptions {
  /** A secret number of the session; the same one gives the same fingerprints. */
  readonly salt: number;
  /** Tag of the container, which is boundary 1. */
  readonly tag?: string;
  /** Told of what is wrong with a page and shown all the same. */
  readonly delegate?: RetainerDelegate;
  /** Keeps the state of stateful components; without one there can be none. */
  readonly instances?: InstanceDelegate;
  /** Stands somewhere in what is rendered and is called by every render, although its props are never others. */
  readonly inner?: Component | undefined;
}

interface Render {
  readonly child: Child;
  readonly isInterlude: boolean;
}

/** Instead of a patch: a component changed in a way that only what is around it can show. */
export const needsView: unique symbol = Symbol("needs view");

/**
 * One page as one client has it. A tree made anew from the same render prints the same bytes.
 */
export class Tree {
  readonly #root: Node;
  readonly #retainer: Retainer;
  readonly #context: WireContext;
  readonly #inner: Inner | null;

  constructor(child: Child, options: TreeOptions) {
    this.#inner = options.inner === undefined ? null : new Inner(options.inner);
    this.#retainer = new Retainer(options.delegate ?? null, options.instances ?? null);
    this.#context = new WireContext(options.salt);
    const template = containerTemplate(options.tag ?? "div");
    this.#root = this.#firstRoot(new Rendered(template, [child]));
  }

  get instances(): Instances | null {
    return this.#retainer.instances;
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
    return this.#run({ child, isInterlude: false }) as Patch | null;
  }

  /** Renders the components whose state changed, and nothing else; or the view has to render. */
  refresh(): Patch | null | typeof needsView {
    return this.#run(null);
  }

  /** Shows something else for a while: nothing is freed that is not in it. */
  interlude(child: Child): Patch | null {
    return this.#run({ child, isInterlude: true }) as Patch | null;
  }

  /** The turn failed before it came to the tree: what its handlers made of components is taken back. */
  rollBack(): void {
    this.#retainer.instances?.rollBack();
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

  /** The action with this fingerprint under another salt than the tree's own; null as above. */
  findActionUnder(salt: number, fingerprint: string): Action | null {
    return findAction(this.#root, { fingerprint, salt, reach: Reach.everything });
  }

  /** What the actions of the page are called under another salt, by their fingerprints. */
  renamedActions(salt: number): ReadonlyMap<string, string> {
    return renamedActions(this.#root, { from: this.#context.salt, to: salt });
  }

  /** A component that is found broken inside is shown by its fallback, once everything is retained anew. */
  #firstRoot(rendered: Rendered): Node {
    for (;;) {
      const root = this.#retainer.retainRoot(rendered);
      const { instances } = this;
      if (instances === null) return root;
      if (!instances.mustRepeat) {
        instances.settle(root, true);
        return root;
      }
      instances.undo();
      this.#retainer.restart();
    }
  }

  /** One turn, whose passes are undone until one shows all that can be shown. */
  #run(render: Render | null): Patch | null | typeof needsView {
    for (;;) {
      const turn = new Turn(this.#context);
      this.#retainer.startRender();
      const reconciler = new Reconciler(this.#root, turn, this.#retainer);
      try {
        this.instances?.prepare(this.#root, turn);
        if (render !== null) reconciler.boundary(this.#root, [render.child]);
        // Most pages have neither: for them this is all.
        if (this.instances === null && this.#inner === null) return turn.finish();
        const parts = { turn, reconciler, retainer: this.#retainer, context: this.#context };
        if (render !== null) this.#renderInner(render.child, parts);
        const { instances } = this;
        if (instances === null) return this.#finish(turn);
        const isInterlude = render?.isInterlude ?? false;
        if (!isInterlude) this.#refresh(instances, parts);
        if (!instances.mustRepeat) {
          const patch = this.#finish(turn);
          if (isInterlude) instances.rollBack();
          else instances.commit();
          return patch;
        }
        turn.undo();
        this.#inner?.forget();
        instances.undo();
        if (instances.needsView && render === null) return needsView;
      } catch (error) {
        turn.undo();
        this.#inner?.forget();
        this.instances?.undo();
        this.rollBack();
        throw error;
      }
    }
  }

  #renderInner(child: Child, parts: RenderParts): void {
    const root = this.#root;
    const inner = this.#inner;
    if (inner === null) return;
    inner.treeChanged(parts.turn);
    if (inner.render(root, { turn: parts.turn, inPlace: new InPlace(parts) })) return;
    parts.reconciler.boundary(root, [child]);
  }

  #finish(turn: Turn): Patch | null {
    this.#inner?.treeChanged(turn);
    return turn.finish();
  }

  #refresh(instances: Instances, parts: RenderParts): void {
    const { turn } = parts;
    const beyond = instances.isDirty ? new Refresher(instances, parts).run() : null;
    if (beyond !== null) instances.viewNeeded(beyond);
    for (const removed of turn.takeRemoved()) instances.removed(removed);
    if (!instances.mustRepeat) instances.settle(this.#root, turn.isRestructured);
  }

  /** The client starts again with the HTML of the page: it knows no boundary and no template. */
  forgetKnown(): void {
    forgetEverything(this.#root);
    this.#context.forgetTemplates();
  }
}

function forgetEverything(value: Retained): void {
  if (isElement(value)) value.knowledge = Knowledge.unknown;
  for (const child of childrenOf(value)) forgetEverything(child);
}

function countBoundaries(value: Retained): number {
  let count = isElement(value) && value.id !== 0 ? 1 : 0;
  for (const child of childrenOf(value)) count += countBoundaries(child);
  return count;
}
