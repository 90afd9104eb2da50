// Applies changes to the slots of a boundary whose places are known.
import { patchKeyedList } from "./lists.js";
import { isScalar, make, type Scene } from "./make.js";
import { mismatch } from "./mismatch.js";
import {
  assertIntact,
  edge,
  type Place,
  type Region,
  setText,
  spotBefore,
  textOf,
} from "./place.js";
import { isText, kindChild, tagInside, tagKeyedMoves, tagPositionalChanges } from "./tags.js";
import { write } from "./write.js";

export function patchSlot(scene: Scene, region: Region, slot: number, change: unknown): void {
  const { kinds, ignored } = region.template ?? mismatch();
  if (ignored.has(slot)) return;
  const kind = kinds[slot] ?? mismatch();
  if (kind === kindChild) patchChild(scene, region.places, slot, change);
  else write(region.places[slot] as Element, kind, change, scene.inputs);
}

/** Applies `slot, change, slot, change, …`. */
export function patchSlots(scene: Scene, region: Region, changes: readonly unknown[]): void {
  for (let i = 0; i < changes.length; i += 2) {
    patchSlot(scene, region, changes[i] as number, changes[i + 1]);
  }
}

function patchChild(scene: Scene, places: Place[], at: number, change: unknown): void {
  const place = places[at] ?? mismatch();
  if (isScalar(change) && isText(place)) {
    scene.inputs.assertFree(place);
    assertIntact(place);
    setText(place, textOf(change));
    return;
  }
  const [tag, ...rest] = isScalar(change) ? [] : (change as unknown[]);
  if (tag === tagInside) patchSlots(scene, place as Region, rest);
  else if (tag === tagKeyedMoves) patchKeyedList(scene, place, rest);
  else if (tag === tagPositionalChanges) patchPositionalList(scene, place as Region, rest);
  else {
    const spot = spotBefore(edge(place, "first"));
    scene.inputs.assertFree(spot.parent);
    places[at] = make(scene, change, { ...spot, before: remove(scene, place) });
  }
}

/** Returns the node that stood behind. */
function remove(scene: Scene, place: Place): Node | null {
  const last = edge(place, "last");
  let node: Node | null = edge(place, "first");
  assertIntact(node);
  assertIntact(last);
  // A `last` that is no sibling any more is found too late, but a resync repairs that.
  for (let isLast = false; !isLast; ) {
    if (!node) mismatch();
    const next: Node | null = node.nextSibling;
    isLast = node === last;
    scene.boundaries.forget(node);
    (node as ChildNode).remove();
    node = next;
  }
  return node;
}

/** `[length, i, change, …]`: changes of items that stay, then new values, then the end. */
function patchPositionalList(
  scene: Scene,
  region: Region,
  [length, ...changes]: readonly unknown[],
): void {
  const { places } = region;
  const spot = spotBefore(edge(region, "last"));
  for (let i = 0; i < changes.length; i += 2) {
    const at = changes[i] as number;
    if (at < places.length) patchChild(scene, places, at, changes[i + 1]);
    else places.push(make(scene, changes[i + 1], spot));
  }
  for (const place of places.splice(length as number)) remove(scene, place);
}
