// What a view's head said and says, in the document's head: elements come, go, and replace each other where they stand.
import { parseHtml } from "../patch/html.js";

/** `removed` and `added` are elements as HTML. What stays is not touched: a stylesheet is not loaded again. */
export function changeHead(removed: readonly string[], added: readonly string[]): void {
  const gone = removed.flatMap((html) => same(parse(html)) ?? []);
  for (const html of added) {
    const el = parse(html);
    // After a gap the page may have been told before.
    if (same(el)) continue;
    const key = keyOf(el);
    const at = gone.findIndex((old) => keyOf(old) === key);
    const old = at < 0 ? key && find((each) => keyOf(each) === key) : gone.splice(at, 1)[0];
    if (old) old.replaceWith(el);
    else document.head.append(el);
  }
  for (const el of gone) el.remove();
}

function parse(html: string): Element {
  return parseHtml(html, "").children[0] as Element;
}

function same(el: Element): Element | undefined {
  return find((each) => each.isEqualNode(el));
}

function find(isWanted: (el: Element) => unknown): Element | undefined {
  return [...document.head.children].find(isWanted);
}

/** Two elements with the same key would contradict each other; "" where there may be several. */
function keyOf(el: Element): string {
  if (el.localName === "link") return el.getAttribute("rel") === "canonical" ? "canonical" : "";
  if (el.localName !== "meta") return el.localName === "base" ? "base" : "";
  const name = ["name", "property", "http-equiv"].find((each) => el.hasAttribute(each));
  const media = el.getAttribute("media") ?? "";
  return name ? `${name} ${el.getAttribute(name)} ${media}`.toLowerCase() : "charset";
}
