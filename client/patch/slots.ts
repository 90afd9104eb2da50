// Applies changes to the slots of a boundary whose places are known.
import { discard } from "./discard.js";
import { patchKeyedList } from "./lists.js";
import { isScalar, make } from "./make.js";
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
import type { Scene } from "./scene.js";
import { isText, kindChild, tagInside, tagKeyedMoves, tagPositionalChanges } from "./tags.js";
import { write } from "./write.js";

export function patchSlot(scene: Scene, region: Region, slot: number, change: unknown): void {
  const kind = region.template?.kinds[slot] ?? mismatch();
  const place = region.places[slot];
  if (!place) return;
  const isChild = kind === kindChild;
  // What changes inside a block is told by its own slots.
  if (!isChild || !Array.isArray(change) || change[0] !== tagInside) {
    scene.extension?.willChange(
      isChild ? spotBefore(edge(place, "first")).parent : (place as Node),
    );
  }
  if (isChild) region.places[slot] = patchChild(scene, place, change);
  else write(place as Element, kind, change, scene);
}

/** Applies `slot, change, slot, change, …`. */
export function patchSlots(scene: Scene, region: Region, changes: readonly unknown[]): void {
  for (let i = 0; i < changes.length; i += 2) {
    patchSlot(scene, region, changes[i] as number, changes[i + 1]);
  }
}

/** Returns the place from now on. */
function patchChild(scene: Scene, place: Place, change: unknown): Place {
  if (isScalar(change) && isText(place)) {
    scene.inputs.assertFree(place);
    assertIntact(place);
    setText(place, textOf(change));
    return place;
  }
  const [tag, ...rest] = isScalar(change) ? [] : (change as unknown[]);
  if (tag === tagInside) patchSlots(scene, place as Region, rest);
  else if (tag === tagKeyedMoves) patchKeyedList(scene, place, rest);
  else if (tag === tagPositionalChanges) patchPositionalList(scene, place as Region, rest);
  else {
    const spot = spotBefore(edge(place, "first"));
    scene.inputs.assertFree(spot.parent);
    return make(scene, change, { ...spot, before: remove(scene, place) });
  }
  return place;
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
    discard(scene, node);
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
    const place = places[at];
    places[at] = place
      ? patchChild(scene, place, changes[i + 1])
      : make(scene, changes[i + 1], spot);
  }
  for (const place of places.splice(length as number)) remove(scene, place as Place);
}
