// New DOM for new blocks, boundaries and lists: clones of parsed templates, filled before they are inserted.
import { ChangeTag } from "../../src/wire/patch.js";
import { SlotKind } from "../../src/wire/template.js";
import type { Boundaries } from "./boundaries.js";
import { type Namespace, namespaceOf, parseHtml } from "./html.js";
import type { Inputs } from "./inputs.js";
import { mismatch } from "./mismatch.js";
import type { Block, Place, Range, SlotText } from "./place.js";
import { textOf } from "./place.js";
import type { ParsedTemplate, Templates } from "./template.js";
import { fill } from "./write.js";

/** What patching one view works with. */
export interface Scene {
  readonly templates: Templates;
  readonly boundaries: Boundaries;
  readonly inputs: Inputs;
}

/** Where new nodes go: before a node of a parent, parsed in a namespace. */
export interface Spot {
  readonly parent: Node;
  readonly before: Node | null;
  readonly namespace: Namespace;
}

export function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

export function make(scene: Scene, value: unknown, spot: Spot): Place {
  if (isScalar(value)) return makeText(textOf(value), spot);
  const list = value as readonly unknown[];
  switch (list[0]) {
    case ChangeTag.block:
    case ChangeTag.boundary:
      return makeBlock(scene, list, spot);
    case ChangeTag.keyedList:
    case ChangeTag.positionalList:
      return makeList(scene, list, spot);
    case ChangeTag.raw:
      return makeRaw(String(list[1]), spot);
  }
  return mismatch("unknown value");
}

function makeText(data: string, { parent, before }: Spot): SlotText {
  const text: SlotText = document.createTextNode(data);
  text.slotLength = text.length;
  parent.insertBefore(text, before);
  return text;
}

function makeList(scene: Scene, list: readonly unknown[], spot: Spot): Range {
  const start = makeText("", spot);
  const places: Place[] = [];
  for (let i = 1; i < list.length; i++) places.push(make(scene, list[i], spot));
  // A keyed list's items are found by id: places that nobody moves along would go stale.
  if (list[0] === ChangeTag.keyedList) places.length = 0;
  return { start, end: makeText("", spot), places };
}

function makeRaw(html: string, { parent, before, namespace }: Spot): Range {
  const start = parent.insertBefore(document.createComment("r"), before);
  for (const node of [...parseHtml(html, namespace).childNodes]) {
    parent.insertBefore(node, before);
  }
  return { start, end: parent.insertBefore(document.createComment("/r"), before), places: [] };
}

function nodeAt(from: Node, path: readonly number[], depth: number): Node {
  let node = from;
  for (let i = depth; i < path.length; i++) {
    let left = path[i] as number;
    node = node.firstChild as Node;
    while (left--) node = node.nextSibling as Node;
  }
  return node;
}

/** A clone of one root needs no fragment around it, unless that root is a slot's Text. */
function clone({ root, content }: ParsedTemplate): { top: Node; depth: number } {
  return root && root.nodeType === Node.ELEMENT_NODE
    ? { top: document.importNode(root, true), depth: 1 }
    : { top: document.importNode(content, true), depth: 0 };
}

/** `[1, "tpl", values…]` or `[2, id, "tpl", values…]`. */
function makeBlock(scene: Scene, list: readonly unknown[], spot: Spot): Place {
  const offset = list[0] as number;
  const template = scene.templates.get(list[offset] as string, spot.namespace);
  const { top, depth } = clone(template);
  const { kinds, paths } = template;
  // All nodes are found before any is filled: filling inserts siblings, which shifts the paths.
  const nodes = paths.map((path) => nodeAt(top, path, depth));
  const first = depth ? top : (top.firstChild ?? mismatch("empty template"));
  const last = depth ? top : (top.lastChild as Node);
  const block: Block = { template, places: nodes, first, last };
  // The static text at either end may get a text neighbour, as any slot may that is not alone.
  for (const end of [first, last]) {
    if (end.nodeType === Node.TEXT_NODE) (end as SlotText).slotLength = (end as Text).length;
  }
  for (let slot = 0; slot < kinds.length; slot++) {
    const node = nodes[slot] as Node;
    const value = list[offset + 1 + slot];
    if (kinds[slot] !== SlotKind.child) {
      fill(node as Element, kinds[slot] as string, value);
      continue;
    }
    if (node === first) block.first = slot;
    if (node === last) block.last = slot;
    if (isScalar(value)) {
      (node as Text).data = textOf(value);
      if (!template.alone.has(slot)) (node as SlotText).slotLength = (node as Text).length;
    } else {
      const parent = node.parentNode as Node;
      const namespace = parent === top && !depth ? spot.namespace : namespaceOf(parent);
      block.places[slot] = make(scene, value, { parent, before: node, namespace });
      parent.removeChild(node);
    }
  }
  if (offset === ChangeTag.boundary) return placeBoundary(scene, list[1] as number, block, spot);
  spot.parent.insertBefore(top, spot.before);
  return block;
}

function placeBoundary(scene: Scene, id: number, block: Block, spot: Spot): Element {
  const el = block.first as Element;
  if (el.nodeType !== Node.ELEMENT_NODE) mismatch("boundary without one root");
  el.setAttribute("l", String(id));
  scene.boundaries.place(id, el);
  scene.boundaries.add(id, block);
  spot.parent.insertBefore(el, spot.before);
  return el;
}
