// Removals, moves and insertions of a keyed list, as DOM operations on the items' elements.
import { discard } from "./discard.js";
import { make } from "./make.js";
import { mismatch } from "./mismatch.js";
import { edge, type Place, spotBefore } from "./place.js";
import type { Scene } from "./scene.js";

/** Keeps focus, selection and frames of what is moved, in the browsers that have it. */
interface Mover {
  moveBefore?(node: Node, before: Node | null): void;
}

/** `[[removed ids], [beforeId | 0, id | [2, …], …], …]`; 0 stands for the list's end. */
export function patchKeyedList(
  scene: Scene,
  place: Place,
  [removed, ...groups]: readonly unknown[],
): void {
  const { boundaries } = scene;
  const end = spotBefore(edge(place, "last"));
  const { parent } = end;
  const itemOf = (id: number): Element => {
    const el = boundaries.element(id);
    return el.parentNode === parent ? el : mismatch();
  };
  for (const id of removed as readonly number[]) {
    const el = itemOf(id);
    boundaries.forget(el);
    discard(scene, el);
  }
  for (const [beforeId, ...items] of groups as readonly [number, ...unknown[]][]) {
    const before = beforeId ? itemOf(beforeId) : end.before;
    for (const item of items) {
      if (typeof item !== "number") make(scene, item, { ...end, before });
      else if ((parent as Mover).moveBefore) (parent as Mover).moveBefore?.(itemOf(item), before);
      else parent.insertBefore(itemOf(item), before);
    }
  }
}
