// Parsing of HTML fragments in the namespace of the element they will stand in.

export const xhtml = "http://www.w3.org/1999/xhtml";

/** The tag to parse the children of `parent` in: "" for HTML. */
export type Namespace = "" | "svg" | "math";

/** Where new nodes go, and what they are parsed as. */
export interface Spot {
  readonly parent: Node;
  readonly before: Node | null;
  readonly namespace: Namespace;
}

export function namespaceOf(parent: Node): Namespace {
  const { namespaceURI, localName } = parent as Element;
  if (!namespaceURI || namespaceURI === xhtml) return "";
  if (namespaceURI.endsWith("MathML")) return "math";
  // In these the parser is back in HTML, although the elements themselves are SVG.
  return /^(foreignObject|desc|title)$/.test(localName) ? "" : "svg";
}

/** The nodes are inert (no script runs, nothing loads) until they are in the document. */
export function parseHtml(html: string, namespace: Namespace): ParentNode & Node {
  const template = document.createElement("template");
  template.innerHTML = namespace ? `<${namespace}>${html}</${namespace}>` : html;
  return namespace ? (template.content.firstChild as Element) : template.content;
}

/** With live-update="ignore", what is in an element belongs to a hook once it was filled. */
export function isIgnored(el: Element): boolean {
  return el.getAttribute("live-update") === "ignore";
}

/** The ignored element around a node, if there is one. */
export function ignoredAround(node: Node): Element | null {
  return node.parentElement?.closest("[live-update=ignore]") ?? null;
}
