// Writes attribute, spread and content slots to an element, as a parser of the server's HTML would have.
import { type Kind, SlotKind } from "../../src/wire/template.js";
import { namespaceOf, parseHtml, XHTML } from "./html.js";
import type { Inputs } from "./inputs.js";
import { textOf } from "./place.js";

const foreignNames = new Map<string, Attr>();

/** SVG and MathML: the parser gives `xlink:href` its namespace and `viewbox` its capital, so it is asked. */
function foreignName(el: Element, name: string): Attr {
  const key = `${namespaceOf(el)} ${name}`;
  let attribute = foreignNames.get(key);
  if (!attribute) {
    const tag = el.namespaceURI === "http://www.w3.org/1998/Math/MathML" ? "math" : "svg";
    const parsed = parseHtml(`<${tag} ${name}=""></${tag}>`, "").firstChild as Element;
    attribute = parsed.attributes[0] as Attr;
    foreignNames.set(key, attribute);
  }
  return attribute;
}

/** `true` is an attribute without a value, null none. */
export function setAttribute(el: Element, name: string, value: unknown): void {
  const text = value === true ? "" : String(value);
  const isGone = value == null || value === false;
  if (el.namespaceURI === XHTML) {
    if (isGone) el.removeAttribute(name);
    else el.setAttribute(name, text);
    return;
  }
  const { namespaceURI, name: qualifiedName } = foreignName(el, name);
  if (isGone) el.removeAttribute(qualifiedName);
  else el.setAttributeNS(namespaceURI, qualifiedName, text);
}

/** A new element has no user yet: its properties follow its attributes. */
export function fill(el: Element, kind: Kind, value: unknown): void {
  if (kind === SlotKind.content) el.textContent = contentOf(value);
  else if (kind === SlotKind.spread) eachPair(value, (name, each) => setAttribute(el, name, each));
  else if (value !== null) setAttribute(el, kind as string, value);
}

/** What the server changed, on an element that a user may be using. */
export function write(el: Element, kind: Kind, value: unknown, inputs: Inputs): void {
  if (kind === SlotKind.content) {
    inputs.write(el, "value", () => {
      el.textContent = contentOf(value);
    });
  } else if (kind === SlotKind.spread) {
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
