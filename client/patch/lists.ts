// Removals, moves and insertions of a keyed list, as DOM operations on the items' elements.
import { namespaceOf } from "./html.js";
import { make, type Scene } from "./make.js";
import { mismatch } from "./mismatch.js";
import type { Range } from "./place.js";

/** Keeps focus, selection and frames of what is moved, in the browsers that have it. */
interface Mover {
  moveBefore?(node: Node, before: Node | null): void;
}

function move(parent: Node, el: Element, before: Node): void {
  const mover = parent as Mover;
  if (mover.moveBefore) mover.moveBefore(el, before);
  else parent.insertBefore(el, before);
}

/** `[7, [removed ids], [beforeId | 0, id | [2, …], …], …]`; 0 stands for the list's end. */
export function patchKeyedList(scene: Scene, { end }: Range, list: readonly unknown[]): void {
  const { boundaries } = scene;
  const parent = end.parentNode ?? mismatch("list gone");
  if (!end.isConnected) mismatch("list gone");
  for (const id of list[1] as readonly number[]) {
    const el = boundaries.element(id);
    if (el.parentNode !== parent) mismatch(`item ${id} is elsewhere`);
    boundaries.forget(el);
    el.remove();
  }
  for (let i = 2; i < list.length; i++) {
    const group = list[i] as readonly unknown[];
    const beforeId = group[0] as number;
    const before = beforeId ? boundaries.element(beforeId) : end;
    if (before.parentNode !== parent) mismatch(`item ${beforeId} is elsewhere`);
    const spot = { parent, before, namespace: namespaceOf(parent) };
    for (let k = 1; k < group.length; k++) {
      const item = group[k];
      if (typeof item === "number") move(parent, boundaries.element(item), before);
      else make(scene, item, spot);
    }
  }
}
