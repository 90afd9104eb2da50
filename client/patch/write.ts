// Writes attribute, spread and content slots to an element, as a parser of the server's HTML would have.
import type { Kind } from "../../src/wire/template.js";
import { namespaceOf, parseHtml, xhtml } from "./html.js";
import type { Inputs } from "./inputs.js";
import { textOf } from "./place.js";
import { kindContent, kindSpread } from "./tags.js";

const foreignNames = new Map<string, Attr>();

/** SVG and MathML: the parser gives `xlink:href` its namespace and `viewbox` its capital, so it is asked. */
function foreignName(el: Element, name: string): Attr {
  const html = `<${namespaceOf(el) || "svg"} ${name}=""/>`;
  let attribute = foreignNames.get(html);
  if (!attribute) {
    attribute = (parseHtml(html, "").firstChild as Element).attributes[0] as Attr;
    foreignNames.set(html, attribute);
  }
  return attribute;
}

/** `true` is an attribute without a value, null none. */
export function setAttribute(el: Element, name: string, value: unknown): void {
  const text = value === true ? "" : String(value);
  const known = el.namespaceURI === xhtml ? { name, namespaceURI: null } : foreignName(el, name);
  if (value == null || value === false) el.removeAttribute(known.name);
  else if (known.namespaceURI) el.setAttributeNS(known.namespaceURI, known.name, text);
  else el.setAttribute(known.name, text);
}

/** A new element has no user yet: its properties follow its attributes. */
export function fill(el: Element, kind: Kind, value: unknown): void {
  if (kind === kindContent) el.textContent = contentOf(value);
  else if (kind === kindSpread) eachPair(value, (name, each) => setAttribute(el, name, each));
  else if (value !== null) setAttribute(el, kind as string, value);
}

/** What the server changed, on an element that a user may be using. */
export function write(el: Element, kind: Kind, value: unknown, inputs: Inputs): void {
  if (kind === kindContent) {
    inputs.write(el, "value", () => {
      el.textContent = contentOf(value);
    });
  } else if (kind === kindSpread) {
    eachPair(value, (name, each) => write(el, name, each, inputs));
  } else {
    inputs.write(el, kind as string, () => setAttribute(el, kind as string, value));
    if (kind === "muted") (el as HTMLMediaElement).muted = value != null && value !== false;
  }
}

function eachPair(pairs: unknown, visit: (name: string, value: unknown) => void): void {
  const list = (pairs ?? []) as readonly unknown[];
  for (let i = 0; i < list.length; i += 2) visit(list[i] as string, list[i + 1]);
}

/** The content of a script or a style is `raw()`, which travels as `[4, html]`. */
function contentOf(value: unknown): string {
  return textOf(Array.isArray(value) ? value[1] : value);
}
