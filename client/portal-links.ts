// Content that stands elsewhere in the document than in its view: the ways there and back.

// Symbols, which both scripts of the page know: any name could be that of a control, which its form has as a property.
export const portalHost: unique symbol = Symbol.for("slotwire.host");
export const portalSource: unique symbol = Symbol.for("slotwire.source");

/**
 * The content of an element with `live-portal` is in its host, which stands where the portal leads. Events, patches
 * and look-ups go by the logical order: above the host comes its source.
 */
export interface Linked extends Element {
  [portalHost]?: Element | undefined;
  [portalSource]?: Element;
}

/** Where the children of an element are. */
export function contentOf(el: Element): Element {
  return (el as Linked)[portalHost] ?? el;
}

/** The element is no portal any more: its content is its own again. */
export function comeHome(el: Element): void {
  const content = contentOf(el);
  if (content === el) return;
  (el as Linked)[portalHost] = undefined;
  el.append(...content.childNodes);
  content.remove();
}

export function parentOf(el: Element): Element | null {
  return (el as Linked)[portalSource] ?? el.parentElement;
}

/** The nearest match at or above an element, in the logical order. */
export function closestOf(el: Element | null | undefined, selector: string): Element | null {
  const found: Linked | null | undefined = el?.closest(`${selector},[live-ported]`);
  return found?.[portalSource] ? closestOf(found[portalSource], selector) : (found ?? null);
}

/** Whether a node is in an element, or in what is ported out of it. */
export function holds(root: Element, node: Node | null | undefined): boolean {
  if (!node || root.contains(node)) return !!node;
  const el = node.nodeType === 1 ? (node as Element) : node.parentElement;
  return holds(root, (el?.closest("[live-ported]") as Linked | null)?.[portalSource]);
}
