// Parsing of HTML fragments in the namespace of the element they will stand in.

export const XHTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const MATH = "http://www.w3.org/1998/Math/MathML";

/** The tag to parse the children of `parent` in: "" for HTML. */
export type Namespace = "" | "svg" | "math";

export function namespaceOf(parent: Node): Namespace {
  const { namespaceURI, localName } = parent as Element;
  // In these the parser is back in HTML, although the elements themselves are SVG.
  if (namespaceURI === SVG) return /^(foreignObject|desc|title)$/.test(localName) ? "" : "svg";
  return namespaceURI === MATH ? "math" : "";
}

/** The nodes are inert (no script runs, nothing loads) until they are imported or adopted. */
export function parseHtml(html: string, namespace: Namespace): ParentNode & Node {
  const template = document.createElement("template");
  template.innerHTML = namespace ? `<${namespace}>${html}</${namespace}>` : html;
  return namespace ? (template.content.firstChild as Element) : template.content;
}
