// The boundaries of one view: elements by id, and the places of those that were walked or made here.
import { closestOf, contentOf } from "../portal-links.js";
import { mismatch } from "./mismatch.js";
import type { Region } from "./place.js";
import { isElement } from "./tags.js";

export class Boundaries {
  readonly root: Element;
  readonly #elements = new Map<number, Element>();
  readonly #regions = new Map<number, Region>();
  /** All marked elements as they stood at the first look-up: ids of a first print are 1…n in document order. */
  #snapshot: ArrayLike<Element> | null = null;

  constructor(root: Element) {
    this.root = root;
    this.clear();
  }

  clear(): void {
    this.#elements.clear();
    this.#regions.clear();
    this.#snapshot = null;
    this.#elements.set(1, this.root);
  }

  /** The element of a boundary that is in the document, else null. */
  find(id: number): Element | null {
    let el = this.#elements.get(id);
    if (!el) {
      this.#snapshot ??= this.root.querySelectorAll("[l]");
      el = this.#snapshot[id - 2];
      if (!el || !this.#isMarked(el, id)) el = this.#search(id);
    }
    return el?.isConnected ? el : null;
  }

  element(id: number): Element {
    return this.find(id) ?? mismatch();
  }

  region(id: number): Region {
    return this.#regions.get(id) ?? mismatch();
  }

  place(id: number, el: Element): void {
    this.#elements.set(id, el);
  }

  add(id: number, el: Element, region: Region): void {
    this.#elements.set(id, el);
    this.#regions.set(id, region);
  }

  /** To be called for every node that leaves the DOM or is morphed, before that happens. */
  forget(node: Node): void {
    if (!isElement(node)) return;
    const inner = node.firstElementChild ? node.querySelectorAll("[l],[live-portal]") : [];
    for (const el of [node, ...inner]) {
      const content = contentOf(el);
      if (content !== el) this.forget(content);
      const id = Number(el.getAttribute("l"));
      // An id below a nested view is that view's own, though it may be equal to one of ours.
      if (this.#elements.get(id) !== el) continue;
      this.#elements.delete(id);
      this.#regions.delete(id);
    }
  }

  #isMarked(el: Element, id: number): boolean {
    if (el.getAttribute("l") !== String(id) || !el.isConnected) return false;
    if (closestOf(el, "[live]") !== this.root.closest("[live]")) return false;
    this.#elements.set(id, el);
    return true;
  }

  /** One pass for all ids: after a morph they are in no order, and a pass for each would be O(n²). */
  #search(id: number): Element | undefined {
    const all = [
      ...this.root.querySelectorAll("[l]"),
      ...this.root.ownerDocument.querySelectorAll("[live-ported] [l]"),
    ];
    this.#snapshot = all;
    for (const el of all) {
      const found = Number(el.getAttribute("l"));
      if (!this.#elements.get(found)?.isConnected) this.#isMarked(el, found);
    }
    return this.#elements.get(id);
  }
}
