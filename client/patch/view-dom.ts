// The DOM of one view: applies patches to it, and HTML where there is no patch.
import type { PatchExtension } from "../interaction-host.js";
import { closestOf } from "../portal-links.js";
import { Boundaries } from "./boundaries.js";
import { namespaceOf, parseHtml } from "./html.js";
import { Inputs } from "./inputs.js";
import { Mismatch, mismatch } from "./mismatch.js";
import type { Morph } from "./morph.js";
import { type ResyncDelegate, Resyncs } from "./resyncs.js";
import type { Scene } from "./scene.js";
import { patchSlots } from "./slots.js";
import { Templates } from "./template.js";
import { Walk } from "./walk.js";

export interface ViewDomDelegate extends ResyncDelegate {
  /** Has to be there before HTML comes. */
  readonly morph: Morph | undefined;
  logError(code: string, message: string, metadata?: unknown): void;
}

/** What a boundary's element is described by on first touch: a template, or a template and shapes. */
type Described = string | readonly unknown[];

export class ViewDom {
  readonly #delegate: ViewDomDelegate;
  readonly #root: Element;
  readonly #scene: Scene;
  readonly #resyncs: Resyncs;

  /** `root` is the view's container, which is boundary 1. */
  constructor(root: Element, delegate: ViewDomDelegate) {
    this.#root = root;
    this.#delegate = delegate;
    const boundaries = new Boundaries(root);
    this.#scene = { templates: new Templates(), boundaries, inputs: new Inputs(root) };
    this.#resyncs = new Resyncs(boundaries, delegate);
  }

  set extension(extension: PatchExtension) {
    this.#scene.extension = extension;
  }

  get inputs(): Inputs {
    return this.#scene.inputs;
  }

  destroy(): void {
    this.inputs.destroy();
    this.#scene.boundaries.clear();
  }

  /** Applies the parts of a patch frame after its ref: templates, if there are any, and ops. */
  apply(parts: readonly unknown[]): void {
    const finish = this.inputs.begin();
    for (const part of parts as readonly (readonly unknown[])[]) {
      if (typeof part[0] === "string") this.#scene.templates.add(part);
      else if (part[0] === -1) this.#applyColumn(part);
      else this.#applyOp(part);
    }
    finish();
  }

  /** The container as a rejoin brings it: another session, whose ids mean something else. */
  replaceWith(to: Element): void {
    this.#resyncs.clear();
    this.inputs.forget();
    this.#morph(1, to, false);
    this.#root.setAttribute("live", to.getAttribute("live") ?? "");
  }

  /** The id of the nearest boundary at or above an element of this view. */
  boundaryOf(el: Element): number {
    return Number(closestOf(el, "[l]")?.getAttribute("l") ?? 1);
  }

  #applyOp(op: readonly unknown[]): void {
    const id = op[0] as number;
    const [, described] = op;
    if (op.length === 2 && typeof described === "string" && described.startsWith("<")) {
      if (this.#resyncs.answered(id)) this.#attempt(id, () => this.#reprint(id, described));
    } else if (!this.#resyncs.isDropped(id)) {
      this.#attempt(id, () => this.#patchBoundary(id, op));
    }
  }

  #patchBoundary(id: number, [, ...changes]: readonly unknown[]): void {
    const { boundaries } = this.#scene;
    if (typeof changes[0] !== "number") {
      const el = boundaries.element(id);
      const region = new Walk(this.#scene, el).boundary(changes.shift() as Described);
      boundaries.add(id, el, region);
    }
    patchSlots(this.#scene, boundaries.region(id), changes);
  }

  /** `[-1, id, count, "tpl" | 0, [slots], values…]`: the same slots of consecutive ids. */
  #applyColumn([, firstId, count, described, slots, ...values]: readonly unknown[]): void {
    let at = 0;
    for (let id = firstId as number; id < (firstId as number) + (count as number); id++) {
      const changes = (slots as number[]).flatMap((slot) => [slot, values[at++]]);
      this.#applyOp(described ? [id, described, ...changes] : [id, ...changes]);
    }
  }

  #reprint(id: number, html: string): void {
    const { parentNode } = this.#scene.boundaries.element(id);
    const [to = mismatch()] = parseHtml(html, namespaceOf(parentNode as Node)).children;
    this.#morph(id, to, true);
  }

  /** `isSameSession`: the ids of what comes are those in the DOM. */
  #morph(id: number, to: Element, isSameSession: boolean): void {
    const { boundaries, inputs, extension } = this.#scene;
    const el = boundaries.element(id);
    const morph = this.#delegate.morph ?? mismatch();
    extension?.willReprint(el);
    if (id === 1) boundaries.clear();
    else boundaries.forget(el);
    const childrenOnly = id === 1;
    boundaries.place(id, morph(el, to, { inputs, extension, childrenOnly, isSameSession }));
  }

  /** A failure stays within its boundary: the ops after it apply, and its HTML is asked for. */
  #attempt(id: number, patch: () => void): void {
    try {
      patch();
    } catch (error) {
      if (!(error instanceof Mismatch)) {
        this.#delegate.logError("PATCH_FAILED", String(error), id);
      }
      this.#resyncs.failed(id);
    }
  }
}
