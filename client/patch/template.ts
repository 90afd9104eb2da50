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
  /** False when there is no slot in it. */
  readonly isUsed: boolean;
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

  function compile(parent: Node, path: readonly number[]): Children {
    const steps: Step[] = [];
    let used = 0;
    parent.childNodes.forEach((node, index) => {
      const here = [...path, index];
      const slots: number[] = [];
      const isSlot = (mark: string): boolean => {
        const slot = Number(markPattern.exec(mark)?.[1] ?? -1);
        if (slot < 0) return false;
        paths[slot] = here;
        return slots.push(slot) > 0;
      };
      if (isText(node)) steps.push(node.data);
      else if (isComment(node) && isSlot(node.data)) {
        const [slot] = slots as [number];
        if (path.length && parent.childNodes.length === 1) alone.add(slot);
        parent.replaceChild(document.createTextNode(""), node);
        used = steps.push(slot);
      } else {
        const el = node as Element;
        for (const { name } of [...el.attributes]) if (isSlot(name)) el.removeAttribute(name);
        if (!el.childElementCount && isSlot(el.textContent ?? "")) el.textContent = "";
        const children = compile(el, here);
        const step = { name: el.localName, slots, children: children.isUsed ? children : null };
        steps.push(step);
        if (slots.length || step.children) used = steps.length;
      }
    });
    // What stands after the last slot matters as far as its text may have merged, and one node more.
    let end = used;
    while (typeof steps[end] === "string") end++;
    const isTop = !path.length;
    return {
      steps: isTop ? steps : steps.slice(0, end + 1),
      isWhole: end >= steps.length,
      isUsed: used > 0,
    };
  }

  const { steps } = compile(content, []);
  for (let slot = 0; slot < kinds.length; slot++) if (!paths[slot]) mismatch();
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
