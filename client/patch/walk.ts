// The first touch of a boundary: walks the server's HTML beside the template and finds every slot's node.
import type { Boundaries } from "./boundaries.js";
import { namespaceOf } from "./html.js";
import { mismatch } from "./mismatch.js";
import type { Block, Place } from "./place.js";
import type { Children, ElementStep, Step, Templates } from "./template.js";
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

function templateId(described: string | readonly unknown[]): string {
  return typeof described === "string" ? described : (described[0] as string);
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
    this.#parent = el.parentNode ?? mismatch("boundary without parent");
    this.#next = el;
  }

  boundary(described: string | readonly unknown[]): Block {
    const el = this.#next as Element;
    const template = this.#templates.get(templateId(described), namespaceOf(this.#parent));
    const step = template.steps[0];
    if (!template.root || typeof step !== "object") mismatch("boundary without one root");
    const places: Place[] = new Array(template.kinds.length);
    this.#element(step, places, shapesOf(described));
    return { template, places, first: el, last: el };
  }

  #element(step: ElementStep, places: Place[], shapes: Shapes): void {
    const el = this.#next as Element | null;
    if (el?.localName !== step.name) mismatch(`no <${step.name}> but ${el?.nodeName}`);
    for (const slot of step.slots) places[slot] = el;
    if (step.children) {
      const parent = this.#parent;
      this.#parent = el;
      this.#next = el.firstChild;
      this.#children(step.children, places, shapes);
      this.#parent = parent;
    }
    this.#next = el.nextSibling;
    this.#last = el;
  }

  #children({ steps, isWhole }: Children, places: Place[], shapes: Shapes): void {
    this.#steps(steps, places, shapes, isWhole ? steps.length - 1 : -1);
    this.#flush();
    if (isWhole && this.#next) mismatch(`more in <${(this.#parent as Element).localName}>`);
  }

  /** `final`: the index of the step behind which the parent ends, -1 when that is not known. */
  #steps(steps: readonly Step[], places: Place[], shapes: Shapes, final: number): void {
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

  #slot(slot: number, places: Place[], shape: unknown, isFinal: boolean): void {
    if (shape === undefined || typeof shape === "number") {
      this.#run.addSlot((shape as number | undefined) ?? -1, (text) => {
        places[slot] = text;
      });
    } else if (shape === "r") places[slot] = this.#raw();
    else {
      const [tag] = shape as [string | number, ...unknown[]];
      if (tag === "") places[slot] = this.#keyedList((shape as [string, number])[1], isFinal);
      else if (tag === 0) places[slot] = this.#positionalList(shape as unknown[]);
      else if (typeof tag === "number") places[slot] = this.#childBoundary(tag);
      else places[slot] = this.#block(shape as unknown[]);
    }
  }

  #raw(): Place {
    this.#flush();
    const start = this.#next;
    if ((start as Comment | null)?.data !== "r") mismatch("no raw mark");
    let end = start as Node | null;
    while (end && (end.nodeType !== Node.COMMENT_NODE || (end as Comment).data !== "/r")) {
      end = end.nextSibling;
    }
    this.#next = (end ?? mismatch("no end of raw")).nextSibling;
    this.#last = end;
    return { start: start as Node, end: end as Node, places: [] };
  }

  #childBoundary(id: number): Place {
    this.#flush();
    const el = this.#next as Element | null;
    if (!this.#isMarked(el) || Number(el.getAttribute("l")) !== id)
      mismatch(`boundary ${id} is elsewhere`);
    this.#boundaries.place(id, el);
    this.#next = el.nextSibling;
    this.#last = el;
    return el;
  }

  #isMarked(node: Node | null): node is Element {
    return node?.nodeType === Node.ELEMENT_NODE && (node as Element).hasAttribute("l");
  }

  // The items of a list that ends its parent are not visited: a page-wide boundary is touched in O(1).
  #keyedList(count: number, isFinal: boolean): Place {
    this.#flush();
    const first = this.#next;
    const start = insertMark(this.#parent, first);
    let after: Node | null = null;
    if (isFinal) {
      const isRight = count
        ? this.#isMarked(first) && this.#isMarked(this.#parent.lastChild)
        : !first;
      if (!isRight) mismatch("no list item");
    } else {
      after = first;
      for (let n = count; n > 0; n--) {
        if (!this.#isMarked(after)) mismatch("no list item");
        after = after.nextSibling;
      }
    }
    const end = insertMark(this.#parent, after);
    this.#next = after;
    this.#last = end;
    return { start, end, places: [] };
  }

  #positionalList(shape: readonly unknown[]): Place {
    const range = { places: [] as Place[] } as unknown as {
      start: Node;
      end: Node;
      places: Place[];
    };
    this.#run.addSlot(0, (text) => {
      range.start = text;
    });
    for (let i = 1; i < shape.length; i++) this.#slot(i - 1, range.places, shape[i], false);
    this.#run.addSlot(0, (text) => {
      range.end = text;
    });
    return range;
  }

  #block(described: readonly unknown[]): Block {
    const template = this.#templates.get(templateId(described), namespaceOf(this.#parent));
    const { steps } = template;
    const first = steps[0] ?? mismatch("empty template");
    const last = steps[steps.length - 1] as Step;
    const places: Place[] = new Array(template.kinds.length);
    const block: Block = { template, places, first: 0, last: 0 };
    if (typeof first === "number") block.first = first;
    else if (typeof first === "string")
      this.#run.addSlot(0, (text) => {
        block.first = text;
      });
    else {
      this.#flush();
      block.first = this.#next ?? mismatch("no block");
    }
    this.#steps(steps, places, shapesOf(described), -1);
    if (typeof last === "number") block.last = last;
    else if (typeof last === "string")
      this.#run.addSlot(0, (text) => {
        block.last = text;
      });
    else block.last = this.#last as Node;
    return block;
  }

  #flush(): void {
    this.#next = this.#run.split(this.#parent, this.#next);
  }
}
