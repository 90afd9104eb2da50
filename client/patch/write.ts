// Writes attribute, spread and content slots to an element, as a parser of the server's HTML would have.
import type { Kind } from "../../src/wire/template.js";
import { namespaceOf, parseHtml, xhtml } from "./html.js";
import { textOf } from "./place.js";
import type { Scene } from "./scene.js";
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

/**
 * Writes a slot of an element. A new element has no user yet, and needs no `scene`: its properties
 * follow its attributes.
 */
export function write(el: Element, kind: Kind, value: unknown, scene?: Scene): void {
  if (kind === kindSpread) {
    const pairs = (value ?? []) as readonly unknown[];
    for (let i = 0; i < pairs.length; i += 2) write(el, pairs[i] as string, pairs[i + 1], scene);
    return;
  }
  const isContent = kind === kindContent;
  const change = (): void => {
    // That of a script or a style too, which is `raw()` on the server.
    if (isContent) el.textContent = textOf(value);
    else setAttribute(el, kind as string, value);
  };
  if (scene) {
    scene.inputs.write(el, isContent ? "value" : (kind as string), change);
    if (!isContent) scene.extension?.wrote(el, kind as string);
  } else change();
  // The attribute is what a media element begins with, not what it is.
  if (kind === "muted") (el as HTMLMediaElement).muted = value != null && value !== false;
}
