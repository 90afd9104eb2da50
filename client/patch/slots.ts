// Applies changes to the slots of a boundary whose places are known.
import { ChangeTag } from "../../src/wire/patch.js";
import { SlotKind } from "../../src/wire/template.js";
import { namespaceOf } from "./html.js";
import { patchKeyedList } from "./lists.js";
import { isScalar, make, type Scene } from "./make.js";
import { mismatch } from "./mismatch.js";
import {
  type Block,
  firstNode,
  isIntact,
  isNode,
  lastNode,
  type Place,
  type Range,
  textOf,
  writeText,
} from "./place.js";
import { write } from "./write.js";

export function patchSlot(scene: Scene, block: Block, slot: number, change: unknown): void {
  const { kinds, ignored } = block.template;
  if (ignored.has(slot)) return;
  const kind = kinds[slot] ?? mismatch("no such slot");
  if (kind === SlotKind.child) patchChild(scene, block.places, slot, change);
  else write(block.places[slot] as Element, kind, change, scene.inputs);
}

function patchChild(scene: Scene, places: Place[], at: number, change: unknown): void {
  const place = places[at] ?? mismatch("no such place");
  if (isScalar(change)) {
    if (isNode(place) && place.nodeType === Node.TEXT_NODE) {
      scene.inputs.assertFree(place);
      writeText(place as Text, textOf(change));
    } else replace(scene, places, at, change);
    return;
  }
  const list = change as readonly unknown[];
  switch (list[0]) {
    case ChangeTag.inside:
      for (let i = 1; i < list.length; i += 2) {
        patchSlot(scene, place as Block, list[i] as number, list[i + 1]);
      }
      break;
    case ChangeTag.keyedMoves:
      patchKeyedList(scene, place as Range, list);
      break;
    case ChangeTag.positionalChanges:
      patchPositionalList(scene, place as Range, list);
      break;
    default:
      replace(scene, places, at, change);
  }
}

function replace(scene: Scene, places: Place[], at: number, value: unknown): void {
  const old = places[at] as Place;
  const before = firstNode(old);
  const parent = before.parentNode ?? mismatch("slot gone");
  if (!before.isConnected || lastNode(old).parentNode !== parent) mismatch("slot gone");
  scene.inputs.assertFree(parent);
  places[at] = make(scene, value, { parent, before, namespace: namespaceOf(parent) });
  remove(scene, old);
}

function remove(scene: Scene, place: Place): void {
  const last = lastNode(place);
  let node: Node | null = firstNode(place);
  if (!isIntact(node) || !isIntact(last)) mismatch("slot merged");
  while (node) {
    const next: Node | null = node.nextSibling;
    scene.boundaries.forget(node);
    node.parentNode?.removeChild(node);
    if (node === last) return;
    node = next;
  }
  mismatch("slot without end");
}

/** `[9, length, i, change, …]`: changes of items that stay, then new values, then the end. */
function patchPositionalList(scene: Scene, range: Range, list: readonly unknown[]): void {
  const { places, end } = range;
  const parent = end.parentNode ?? mismatch("list gone");
  if (!end.isConnected) mismatch("list gone");
  const spot = { parent, before: end, namespace: namespaceOf(parent) };
  for (let i = 2; i < list.length; i += 2) {
    const at = list[i] as number;
    if (at < places.length) patchChild(scene, places, at, list[i + 1]);
    else places.push(make(scene, list[i + 1], spot));
  }
  const length = list[1] as number;
  for (const place of places.splice(length)) remove(scene, place);
}
