// The DOM of one view: applies patches to it, and HTML where there is no patch.
import { Boundaries } from "./boundaries.js";
import { Inputs } from "./inputs.js";
import type { Scene } from "./make.js";
import { Mismatch } from "./mismatch.js";
import { morph, parseElement } from "./morph.js";
import { type ResyncDelegate, Resyncs } from "./resyncs.js";
import { patchSlot } from "./slots.js";
import { Templates } from "./template.js";
import { Walk } from "./walk.js";

export interface ViewDomDelegate extends ResyncDelegate {
  logError(code: string, message: string, metadata?: unknown): void;
}

/** What a boundary's element is described by on first touch: a template, or a template and shapes. */
type Described = string | readonly unknown[];

export class ViewDom {
  readonly inputs: Inputs;
  readonly #delegate: ViewDomDelegate;
  readonly #root: Element;
  readonly #templates = new Templates();
  readonly #boundaries: Boundaries;
  readonly #resyncs: Resyncs;
  readonly #scene: Scene;

  /** `root` is the view's container, which is boundary 1. */
  constructor(root: Element, delegate: ViewDomDelegate) {
    this.#root = root;
    this.#delegate = delegate;
    this.inputs = new Inputs(root);
    this.#boundaries = new Boundaries(root);
    this.#resyncs = new Resyncs(this.#boundaries, delegate);
    this.#scene = { templates: this.#templates, boundaries: this.#boundaries, inputs: this.inputs };
  }

  destroy(): void {
    this.inputs.destroy();
    this.#boundaries.clear();
  }

  /** Applies the parts of a patch frame after its ref: templates, if there are any, and ops. */
  apply(parts: readonly unknown[]): void {
    const finish = this.inputs.begin();
    for (const part of parts as readonly (readonly unknown[])[]) {
      if (typeof part[0] === "string") this.#templates.add(part);
      else if (part[0] === -1) this.#applyColumn(part);
      else this.#applyOp(part);
    }
    finish();
  }

  /** The container's HTML as a rejoin brings it: another session, whose ids mean something else. */
  replaceWith(html: string): void {
    this.#resyncs.clear();
    this.inputs.forget();
    const to = parseElement(html, this.#root.parentNode as Node);
    this.#boundaries.clear();
    this.#root.setAttribute("live", to.getAttribute("live") ?? "");
    morph(this.#root, to, { inputs: this.inputs, childrenOnly: true, isSameSession: false });
  }

  /** The id of the nearest boundary at or above an element of this view. */
  boundaryOf(el: Element): number {
    return Number(el.closest("[l]")?.getAttribute("l") ?? 1);
  }

  #applyOp(op: readonly unknown[]): void {
    const id = op[0] as number;
    const [, described] = op;
    if (op.length === 2 && typeof described === "string" && described.startsWith("<")) {
      if (this.#resyncs.answered(id)) this.#attempt(id, () => this.#morphBoundary(id, described));
    } else if (!this.#resyncs.isDropped(id, op)) {
      this.#attempt(id, () => this.#patchBoundary(id, op));
    }
  }

  #patchBoundary(id: number, op: readonly unknown[]): void {
    let i = 1;
    if (typeof op[1] !== "number") {
      this.#walk(id, op[1] as Described);
      i = 2;
    }
    const block = this.#boundaries.block(id);
    for (; i < op.length; i += 2) patchSlot(this.#scene, block, op[i] as number, op[i + 1]);
  }

  /** `[-1, id, count, "tpl" | 0, [slots], values…]`: the same slots of consecutive ids. */
  #applyColumn(op: readonly unknown[]): void {
    const [, firstId, count, described, slots] = op as [
      number,
      number,
      number,
      string | 0,
      number[],
    ];
    for (let row = 0; row < count; row++) {
      const id = firstId + row;
      if (this.#resyncs.isDropped(id, [])) continue;
      const values = 5 + row * slots.length;
      this.#attempt(id, () => {
        if (described) this.#walk(id, described);
        const block = this.#boundaries.block(id);
        for (let i = 0; i < slots.length; i++) {
          patchSlot(this.#scene, block, slots[i] as number, op[values + i]);
        }
      });
    }
  }

  #walk(id: number, described: Described): void {
    const walk = new Walk(this.#templates, this.#boundaries, this.#boundaries.element(id));
    this.#boundaries.add(id, walk.boundary(described));
  }

  #morphBoundary(id: number, html: string): void {
    const el = this.#boundaries.element(id);
    const to = parseElement(html, el.parentNode as Node);
    if (el === this.#root) this.#boundaries.clear();
    else this.#boundaries.forget(el);
    const now = morph(el, to, {
      inputs: this.inputs,
      childrenOnly: el === this.#root,
      isSameSession: true,
    });
    if (now !== el) this.#boundaries.place(id, now);
  }

  /** A failure stays within its boundary: the ops after it apply, and its HTML is asked for. */
  #attempt(id: number, patch: () => void): void {
    try {
      patch();
    } catch (error) {
      if (!(error instanceof Mismatch)) {
        this.#delegate.logError("patch-failed", String(error), { boundary: id });
      }
      this.#resyncs.failed(id);
    }
  }
}
