// The first touch of a boundary: walks the server's HTML beside the template and finds every slot's node.
import { contentOf } from "../portal-links.js";
import { isIgnored, namespaceOf } from "./html.js";
import { mismatch } from "./mismatch.js";
import { edge, type Region, region, type Side } from "./place.js";
import type { Scene } from "./scene.js";
import { isComment, isElement } from "./tags.js";
import type { Children, ElementStep, ParsedTemplate, Step } from "./template.js";
import { insertMark, TextRun } from "./text-run.js";

/** A cursor over sibling nodes. Text is collected as a run until something else stands there. */
export class Walk {
  readonly #scene: Scene;
  #parent: Node;
  #next: Node | null;
  #last: Node | null = null;
  readonly #run = new TextRun();
  /** Of the template or the list at hand. */
  #places: Region["places"] = [];
  #shapes: readonly unknown[] = [];

  constructor(scene: Scene, el: Element) {
    this.#scene = scene;
    this.#parent = el.parentNode ?? mismatch();
    this.#next = el;
  }

  /** `"tpl"` when every slot is the only one in its run of text, else `["tpl", slot, shape, …]`. */
  boundary(described: string | readonly unknown[]): Region {
    const found = this.#region(typeof described === "string" ? [described] : described);
    const { steps } = found.template as ParsedTemplate;
    return steps.length === 1 && isElement(edge(found, "first")) ? found : mismatch();
  }

  #element({ name, slots, children }: ElementStep): void {
    const el = this.#next as Element | null;
    if (el?.localName !== name) mismatch();
    for (const slot of slots) this.#places[slot] = el;
    if (children && !isIgnored(el)) {
      const parent = this.#parent;
      this.#parent = contentOf(el);
      this.#next = this.#parent.firstChild;
      this.#children(children);
      this.#parent = parent;
    }
    this.#passed(el);
  }

  #children({ steps, isWhole }: Children): void {
    this.#steps(steps, isWhole ? steps.length - 1 : -1);
    this.#flush();
    if (isWhole && this.#next) mismatch();
  }

  /** `final`: the index of the step behind which the parent ends, -1 when that is not known. */
  #steps(steps: readonly Step[], final: number): void {
    steps.forEach((step, index) => {
      if (typeof step === "number") this.#slot(step, index === final);
      else if (typeof step === "string") this.#run.add({ text: step, length: step.length });
      else {
        this.#flush();
        this.#element(step);
      }
    });
  }

  #slot(slot: number, isFinal: boolean): void {
    const places = this.#places;
    const shape = this.#shapes[slot] ?? -1;
    if (typeof shape === "number") {
      this.#run.add({
        length: shape,
        found: (text) => {
          places[slot] = text;
        },
      });
    } else {
      // "r" reads as an array too.
      const [tag, count] = shape as [string | number, number];
      if (shape === "r") places[slot] = this.#raw();
      else if (tag === "") places[slot] = this.#keyedList(count, isFinal);
      else if (tag === 0) places[slot] = this.#positionalList(shape as unknown[]);
      else if (typeof tag === "number") places[slot] = this.#childBoundary(tag);
      else places[slot] = this.#region(shape as unknown[]);
    }
  }

  #raw(): Region {
    this.#flush();
    const first = this.#next as Comment | null;
    if (first?.data !== "r") mismatch();
    let last: Node = first;
    while (!isComment(last) || last.data !== "/r") last = last.nextSibling ?? mismatch();
    this.#passed(last);
    return region(first, last);
  }

  #childBoundary(id: number): Element {
    this.#flush();
    const el = this.#next;
    if (!isMarked(el) || el.getAttribute("l") !== String(id)) mismatch();
    this.#scene.boundaries.place(id, el);
    this.#passed(el);
    return el;
  }

  // The items of a list that ends its parent are not visited: a page-wide boundary is touched in O(1).
  #keyedList(count: number, isFinal: boolean): Region {
    this.#flush();
    const parent = this.#parent;
    let after = this.#next;
    const first = insertMark(parent, after);
    if (isFinal) {
      if (count ? !isMarked(after) || !isMarked(parent.lastChild) : after) mismatch();
      after = null;
    } else {
      for (let n = count; n > 0; n--) after = isMarked(after) ? after.nextSibling : mismatch();
    }
    const last = insertMark(parent, after);
    this.#passed(last);
    return region(first, last);
  }

  #positionalList([, ...shapes]: readonly unknown[]): Region {
    const list = region(0, 0);
    this.#mark(list, "first");
    this.#inside(list.places, shapes, () => {
      for (let item = 0; item < shapes.length; item++) this.#slot(item, false);
    });
    this.#mark(list, "last");
    return list;
  }

  /** A block, or the boundary itself. */
  #region([id, ...pairs]: readonly unknown[]): Region {
    const template = this.#scene.templates.get(id as string, namespaceOf(this.#parent));
    const { steps } = template;
    const shapes: unknown[] = [];
    for (let i = 0; i < pairs.length; i += 2) shapes[pairs[i] as number] = pairs[i + 1];
    const block = region(0, 0, template);
    this.#end(block, "first", steps[0]);
    this.#inside(block.places, shapes, () => this.#steps(steps, -1));
    this.#end(block, "last", steps.at(-1));
    return block;
  }

  #inside(places: Region["places"], shapes: readonly unknown[], walk: () => void): void {
    const [outerPlaces, outerShapes] = [this.#places, this.#shapes];
    this.#places = places;
    this.#shapes = shapes;
    walk();
    this.#places = outerPlaces;
    this.#shapes = outerShapes;
  }

  #end(block: Region, side: Side, step: Step | undefined): void {
    if (typeof step === "number") block[side] = step;
    else if (typeof step === "string") this.#mark(block, side);
    else {
      this.#flush();
      block[side] = (side === "first" ? this.#next : this.#last) ?? mismatch();
    }
  }

  /** An empty text at this point of the run, as the end of a region. */
  #mark(ended: Region, side: Side): void {
    this.#run.add({
      length: 0,
      found: (text) => {
        ended[side] = text;
      },
    });
  }

  #passed(node: Node): void {
    this.#last = node;
    this.#next = node.nextSibling;
  }

  #flush(): void {
    this.#next = this.#run.split(this.#parent, this.#next);
  }
}

function isMarked(node: Node | null): node is Element {
  return isElement(node) && node.hasAttribute("l");
}
