// New DOM for new blocks, boundaries and lists: clones of parsed templates, filled before they are inserted.
import type { Kind } from "../../src/wire/template.js";
import { ignoredAround, namespaceOf, parseHtml, type Spot } from "./html.js";
import { mismatch } from "./mismatch.js";
import { edge, type Place, type Region, region, type SlotText, setText, textOf } from "./place.js";
import type { Scene } from "./scene.js";
import {
  isElement,
  isText,
  kindChild,
  tagBlock,
  tagBoundary,
  tagKeyedList,
  tagPositionalList,
  tagRaw,
} from "./tags.js";
import { write } from "./write.js";

export function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

export function make(scene: Scene, value: unknown, spot: Spot): Place {
  if (isScalar(value)) return insertText(textOf(value), spot);
  const list = value as readonly unknown[];
  const [tag] = list;
  if (tag === tagBlock || tag === tagBoundary) return makeBlock(scene, list, spot);
  if (tag === tagRaw) return makeRaw(list[1] as string, spot);
  if (tag !== tagKeyedList && tag !== tagPositionalList) mismatch();
  const made = region(insertText("", spot), 0);
  for (let i = 1; i < list.length; i++) {
    const item = make(scene, list[i], spot);
    // A keyed list's items are found by id: places that nobody moves along would go stale.
    if (tag === tagPositionalList) made.places.push(item);
  }
  made.last = insertText("", spot);
  return made;
}

function insertText(data: string, { parent, before }: Spot): SlotText {
  const text: SlotText = document.createTextNode(data);
  text.slotLength = text.length;
  return parent.insertBefore(text, before);
}

function makeRaw(html: string, { parent, before, namespace }: Spot): Region {
  const insert = (node: Node): Node => parent.insertBefore(node, before);
  const first = insert(document.createComment("r"));
  for (const node of [...parseHtml(html, namespace).childNodes]) insert(node);
  return region(first, insert(document.createComment("/r")));
}

/** The node at a path of indexes of child nodes. */
function nodeAt(from: Node, path: readonly number[]): Node {
  let node = from;
  for (let index of path) {
    node = node.firstChild as Node;
    while (index--) node = node.nextSibling as Node;
  }
  return node;
}

/** `[1, "tpl", values…]` or `[2, id, "tpl", values…]`. */
function makeBlock(scene: Scene, list: readonly unknown[], spot: Spot): Place {
  const offset = list[0] as number;
  const template = scene.templates.get(list[offset] as string, spot.namespace);
  const top = document.importNode(template.content, true);
  const first = top.firstChild ?? mismatch();
  const last = top.lastChild as Node;
  // All nodes are found before any is filled: filling inserts siblings, which shifts the paths.
  const block = region(first, last, template);
  const { places } = block;
  for (const path of template.paths) places.push(nodeAt(top, path));
  // The text at either end may get a text neighbour, as any slot may that is not alone.
  for (const end of [first, last]) if (isText(end)) (end as SlotText).slotLength = end.length;
  template.kinds.forEach((kind: Kind, slot) => {
    const node = places[slot] as Node;
    const value = list[offset + 1 + slot];
    if (kind !== kindChild) {
      if (value !== null) write(node as Element, kind, value);
      return;
    }
    if (node === first) block.first = slot;
    if (node === last) block.last = slot;
    if (isScalar(value)) {
      if (!template.alone.has(slot)) (node as SlotText).slotLength = 0;
      setText(node as Text, textOf(value));
    } else {
      const parent = node.parentNode as Node;
      const namespace = parent === top ? spot.namespace : namespaceOf(parent);
      places[slot] = make(scene, value, { parent, before: node, namespace });
      parent.removeChild(node);
    }
  });
  if (top.querySelector("[live-update=ignore]")) {
    places.forEach((place, slot) => {
      if (ignoredAround(edge(place, "first"))) places[slot] = undefined;
    });
  }
  if (offset === tagBoundary) {
    const el = isElement(first) ? first : mismatch();
    const id = list[1] as number;
    el.setAttribute("l", String(id));
    scene.boundaries.add(id, el, block);
  }
  scene.inputs.autofocus(top.querySelector<HTMLElement>("[autofocus]"));
  spot.parent.insertBefore(top, spot.before);
  // A boundary's slots are its own: whoever stands around it knows its element only.
  return offset === tagBoundary ? first : block;
}
