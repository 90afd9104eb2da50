// Parses a template's statics, once per namespace: how to walk server HTML, and where a clone's slots are.
import type { Kind } from "../../src/wire/template.js";
import { type Namespace, parseHtml } from "./html.js";
import { mismatch } from "./mismatch.js";
import { isComment, isText, kindChild, kindContent } from "./tags.js";

/** Static text, a child slot, or an element. */
export type Step = string | number | ElementStep;

export interface ElementStep {
  readonly name: string;
  /** Attribute, spread and content slots of this element. */
  readonly slots: readonly number[];
  /** Null when nothing below needs a visit. */
  readonly children: Children | null;
}

export interface Children {
  readonly steps: readonly Step[];
  /** False when static nodes after the last slot were left out of `steps`. */
  readonly isWhole: boolean;
}

export interface ParsedTemplate {
  readonly kinds: readonly Kind[];
  /** Cloned for new blocks. Child slots are empty Text nodes in it. */
  readonly content: DocumentFragment;
  /** From `content` to each slot's node, as indexes of child nodes. */
  readonly paths: readonly (readonly number[])[];
  readonly steps: readonly Step[];
  /** Child slots that are an element's only child: their text has no neighbour to merge with. */
  readonly alone: ReadonlySet<number>;
}

// A slot's place while its template is parsed: an attribute's name, a comment, or the text of a raw-text element.
const MARK = "l-slot";
const markPattern = /^l-slot(\d+)$/;

function markedSlot(text: string): number {
  const match = markPattern.exec(text);
  return match ? Number(match[1]) : -1;
}

function markedHtml(statics: readonly string[], kinds: readonly Kind[]): string {
  let html = statics[0] ?? "";
  kinds.forEach((kind, slot) => {
    const mark = MARK + slot;
    html += kind === kindChild ? `<!--${mark}-->` : kind === kindContent ? mark : ` ${mark}`;
    html += statics[slot + 1];
  });
  return html;
}

/** Throws a mismatch when a slot got lost: such a template does not parse alone, as `<td>` in a `<div>`. */
export function parseTemplate(
  statics: readonly string[],
  kinds: readonly Kind[],
  namespace: Namespace,
): ParsedTemplate {
  const content = document.createDocumentFragment();
  content.append(...parseHtml(markedHtml(statics, kinds), namespace).childNodes);
  const paths: number[][] = [];
  const alone = new Set<number>();

  function compileElement(el: Element, path: number[]): ElementStep {
    const slots: number[] = [];
    const found = (slot: number): void => {
      slots.push(slot);
      paths[slot] = path;
    };
    for (const { name } of [...el.attributes]) {
      const slot = markedSlot(name);
      if (slot >= 0) {
        found(slot);
        el.removeAttribute(name);
      }
    }
    const text = el.childElementCount ? -1 : markedSlot(el.textContent ?? "");
    if (text >= 0) {
      found(text);
      el.textContent = "";
    }
    return { name: el.localName, slots, children: compileChildren(el, path) };
  }

  function compileNodes(parent: Node, path: number[]): { steps: Step[]; used: number } {
    const steps: Step[] = [];
    let used = 0;
    parent.childNodes.forEach((node, index) => {
      const here = [...path, index];
      if (isText(node)) {
        steps.push(node.data);
      } else if (isComment(node)) {
        const slot = markedSlot(node.data);
        paths[slot] = here;
        if (path.length && parent.childNodes.length === 1) alone.add(slot);
        parent.replaceChild(document.createTextNode(""), node);
        used = steps.push(slot);
      } else {
        const step = compileElement(node as Element, here);
        steps.push(step);
        if (step.slots.length || step.children) used = steps.length;
      }
    });
    return { steps, used };
  }

  function compileChildren(el: Element, path: number[]): Children | null {
    const { steps, used } = compileNodes(el, path);
    if (!used) return null;
    // What stands after the last slot matters as far as its text may have merged, and one node more.
    let end = used;
    while (typeof steps[end] === "string") end++;
    return { steps: steps.slice(0, end + 1), isWhole: end >= steps.length };
  }

  const { steps } = compileNodes(content, []);
  for (let slot = 0; slot < kinds.length; slot++) {
    if (!paths[slot]) mismatch();
  }
  return { kinds, content, paths, steps, alone };
}

/** The templates this page was told of; each is parsed when it is first needed. */
export class Templates {
  readonly #shapes = new Map<string, readonly [readonly string[], readonly Kind[]]>();
  readonly #parsed = new Map<string, ParsedTemplate>();

  /** Takes `[id, statics, kinds, …]` of a patch. */
  add(wire: readonly unknown[]): void {
    for (let i = 0; i < wire.length; i += 3) {
      this.#shapes.set(wire[i] as string, [wire[i + 1] as string[], wire[i + 2] as Kind[]]);
    }
  }

  get(id: string, namespace: Namespace): ParsedTemplate {
    const key = namespace + id;
    let parsed = this.#parsed.get(key);
    if (!parsed) {
      const shape = this.#shapes.get(id) ?? mismatch();
      parsed = parseTemplate(shape[0], shape[1], namespace);
      this.#parsed.set(key, parsed);
    }
    return parsed;
  }
}
