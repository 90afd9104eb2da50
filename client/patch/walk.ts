// The first touch of a boundary: walks the server's HTML beside the template and finds every slot's node.
import type { Boundaries } from "./boundaries.js";
import { isIgnored, namespaceOf } from "./html.js";
import { mismatch } from "./mismatch.js";
import { edge, type Region, type Side } from "./place.js";
import { isComment, isElement } from "./tags.js";
import type { Children, ElementStep, ParsedTemplate, Step, Templates } from "./template.js";
import { insertMark, TextRun } from "./text-run.js";

type Shapes = ReadonlyMap<number, unknown> | null;

// ["tpl", slot, shape, …] or "tpl" when every slot is the only one in its run of text.
function shapesOf(described: string | readonly unknown[]): Shapes {
  if (typeof described === "string" || described.length < 2) return null;
  const shapes = new Map<number, unknown>();
  for (let i = 1; i < described.length; i += 2)
    shapes.set(described[i] as number, described[i + 1]);
  return shapes;
}

/** A cursor over sibling nodes. Text is collected as a run until something else stands there. */
export class Walk {
  readonly #templates: Templates;
  readonly #boundaries: Boundaries;
  #parent: Node;
  #next: Node | null;
  #last: Node | null = null;
  readonly #run = new TextRun();

  constructor(templates: Templates, boundaries: Boundaries, el: Element) {
    this.#templates = templates;
    this.#boundaries = boundaries;
    this.#parent = el.parentNode ?? mismatch();
    this.#next = el;
  }

  boundary(described: string | readonly unknown[]): Region {
    const region = this.#region(described);
    const { steps } = region.template as ParsedTemplate;
    if (steps.length > 1 || !isElement(edge(region, "first"))) mismatch();
    return region;
  }

  #element(step: ElementStep, places: Region["places"], shapes: Shapes): void {
    const el = this.#next as Element | null;
    if (el?.localName !== step.name) mismatch();
    for (const slot of step.slots) places[slot] = el;
    if (step.children && !isIgnored(el)) {
      const parent = this.#parent;
      this.#parent = el;
      this.#next = el.firstChild;
      this.#children(step.children, places, shapes);
      this.#parent = parent;
    }
    this.#passed(el);
  }

  #children({ steps, isWhole }: Children, places: Region["places"], shapes: Shapes): void {
    this.#steps(steps, places, shapes, isWhole ? steps.length - 1 : -1);
    this.#flush();
    if (isWhole && this.#next) mismatch();
  }

  /** `final`: the index of the step behind which the parent ends, -1 when that is not known. */
  #steps(steps: readonly Step[], places: Region["places"], shapes: Shapes, final: number): void {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as Step;
      if (typeof step === "number") this.#slot(step, places, shapes?.get(step), i === final);
      else if (typeof step === "string") this.#run.addStatic(step);
      else {
        this.#flush();
        this.#element(step, places, shapes);
      }
    }
  }

  #slot(slot: number, places: Region["places"], shape: unknown, isFinal: boolean): void {
    if (shape === undefined || typeof shape === "number") {
      this.#run.addSlot((shape as number | undefined) ?? -1, (text) => {
        places[slot] = text;
      });
    } else if (shape === "r") places[slot] = this.#raw();
    else {
      const [tag, count] = shape as [string | number, number];
      if (tag === "") places[slot] = this.#keyedList(count, isFinal);
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
    return { template: null, places: [], first, last };
  }

  #childBoundary(id: number): Element {
    this.#flush();
    const el = this.#next;
    if (!isMarked(el) || Number(el.getAttribute("l")) !== id) mismatch();
    this.#boundaries.place(id, el);
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
    return { template: null, places: [], first, last };
  }

  #positionalList(shape: readonly unknown[]): Region {
    const region: Region = { template: null, places: [], first: 0, last: 0 };
    this.#mark(region, "first");
    for (let i = 1; i < shape.length; i++) this.#slot(i - 1, region.places, shape[i], false);
    this.#mark(region, "last");
    return region;
  }

  /** A block, or the boundary itself. */
  #region(described: string | readonly unknown[]): Region {
    const id = typeof described === "string" ? described : (described[0] as string);
    const template = this.#templates.get(id, namespaceOf(this.#parent));
    const { steps, kinds } = template;
    const places: Region["places"] = new Array(kinds.length);
    const region: Region = { template, places, first: 0, last: 0 };
    this.#end(region, "first", steps[0]);
    this.#steps(steps, places, shapesOf(described), -1);
    this.#end(region, "last", steps.at(-1));
    return region;
  }

  #end(region: Region, side: Side, step: Step | undefined): void {
    if (typeof step === "number") region[side] = step;
    else if (typeof step === "string") this.#mark(region, side);
    else {
      this.#flush();
      region[side] = (side === "first" ? this.#next : this.#last) ?? mismatch();
    }
  }

  /** An empty text at this point of the run, as the end of a region. */
  #mark(region: Region, side: Side): void {
    this.#run.addSlot(0, (text) => {
      region[side] = text;
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
