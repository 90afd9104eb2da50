// The boundaries of one view: elements by id, and the places of those that were walked or made here.
import { mismatch } from "./mismatch.js";
import type { Block } from "./place.js";

export class Boundaries {
  readonly root: Element;
  readonly #elements = new Map<number, Element>();
  readonly #blocks = new Map<number, Block>();
  /** All marked elements as they stood at the first look-up: ids of a first print are 1…n in document order. */
  #snapshot: NodeListOf<Element> | null = null;

  constructor(root: Element) {
    this.root = root;
    this.clear();
  }

  clear(): void {
    this.#elements.clear();
    this.#blocks.clear();
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
    return this.find(id) ?? mismatch(`no boundary ${id}`);
  }

  block(id: number): Block {
    return this.#blocks.get(id) ?? mismatch(`boundary ${id} was not walked`);
  }

  place(id: number, el: Element): void {
    this.#elements.set(id, el);
  }

  add(id: number, block: Block): void {
    this.#blocks.set(id, block);
  }

  /** To be called for every node that leaves the DOM or is morphed, before that happens. */
  forget(node: Node): void {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const el = node as Element;
    if (el.hasAttribute("l")) this.#forgetOne(el);
    if (el.firstElementChild)
      for (const inner of el.querySelectorAll("[l]")) this.#forgetOne(inner);
  }

  #forgetOne(el: Element): void {
    const id = Number(el.getAttribute("l"));
    // An id below a nested view is that view's own, though it may be equal to one of ours.
    if (this.#elements.get(id) !== el || el === this.root) return;
    this.#elements.delete(id);
    this.#blocks.delete(id);
  }

  #isMarked(el: Element, id: number): boolean {
    if (el.getAttribute("l") !== String(id) || !el.isConnected) return false;
    if (el.closest("[live]") !== this.root.closest("[live]")) return false;
    this.#elements.set(id, el);
    return true;
  }

  /** One pass for all ids: after a morph they are in no order, and a pass for each would be O(n²). */
  #search(id: number): Element | undefined {
    this.#snapshot = this.root.querySelectorAll("[l]");
    for (const el of this.#snapshot) {
      const found = Number(el.getAttribute("l"));
      if (!this.#elements.get(found)?.isConnected) this.#isMarked(el, found);
    }
    return this.#elements.get(id);
  }
}
