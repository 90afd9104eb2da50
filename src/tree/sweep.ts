// Finds where the stateful components stand in a retained tree.
import type { Component } from "../jsx/rendered.js";
import type { Instance, Standing } from "./instance.js";
import { childrenOf, Node, type Props, type Retained, RowList, TransparentCall } from "./node.js";
import type { Turn } from "./turn.js";

export type Finder = (component: Component, props: Props | null) => Instance | null;

/** All places of instances below a value, in document order, so that what is inside comes later. */
export function sweep(root: Node, find: Finder): Map<Instance, Standing[]> {
  const found = new Map<Instance, Standing[]>();
  let order = 0;
  const visit = (value: Retained, above: Node, parent: Instance | null): void => {
    if (typeof value !== "object" || value === null || value instanceof RowList) return;
    let inside = parent;
    const isCall = value instanceof Node || value instanceof TransparentCall;
    if (isCall && value.component !== null) {
      const instance = find(value.component, value.props);
      if (instance !== null) {
        const standing = { place: value, above, parent, order: order++ };
        const standings = found.get(instance);
        if (standings === undefined) found.set(instance, [standing]);
        else standings.push(standing);
        inside = instance;
      }
    }
    const boundary = value instanceof Node && value.id !== 0 ? value : above;
    for (const child of childrenOf(value)) {
      if (typeof child === "object") visit(child, boundary, inside);
    }
  };
  visit(root, root, null);
  return found;
}

/** Makes every component from the root down to a place be called again by the next render. */
export function invalidatePath(root: Node, place: Retained, turn: Turn): void {
  for (const value of pathTo(root, place) ?? []) {
    const isCall = value instanceof Node || value instanceof TransparentCall;
    // Props that no author can write are never equal to the next ones.
    if (isCall && value.props !== null) turn.setProps(value, { ...value.props, "\0": true });
  }
}

/** The values from `root` down to `place`, both included; null when it is not there. */
function pathTo(root: Retained, place: Retained): Retained[] | null {
  if (root === place) return [root];
  for (const child of childrenOf(root)) {
    if (typeof child !== "object") continue;
    const path = pathTo(child, place);
    if (path !== null) return [root, ...path];
  }
  return null;
}
