// Takes a node out of the document, unless something is still to be seen of it.
import type { Scene } from "./scene.js";
import { isElement } from "./tags.js";

export function discard(scene: Scene, node: Node): void {
  if (!(isElement(node) && scene.extension?.keepsRemoved(node))) (node as ChildNode).remove();
}
