// What an element of a document's head is known by, and how one comes in from another document.

/** Equal for what says the same thing of two pages; what is said may differ. */
export function keyOf(el: Element): string {
  const { localName } = el;
  const rel = el.getAttribute("rel") ?? el.getAttribute("type");
  const names = ["name", "property", "http-equiv", "src", "href"];
  const isOnly = localName === "base" || rel === "canonical";
  const name = isOnly ? undefined : names.find((each) => el.hasAttribute(each));
  return [localName, rel, name && el.getAttribute(name), el.getAttribute("media")].join(" ");
}

/** A nonce is new in every answer, and hidden from scripts. */
export function isSame(one: Element, other: Element): boolean {
  return textOf(one) === textOf(other);
}

function textOf(el: Element): string {
  return el.outerHTML.replace(/ nonce="[^"]*"/, "");
}

export function isSheet(el: Element): boolean {
  return el.matches("link[rel~=stylesheet]");
}

/** A script that runs, and not one that only holds data. */
export function isProgram(el: Element): boolean {
  return el.localName === "script" && !/json|rules|importmap/.test((el as HTMLScriptElement).type);
}

/** For this document, in which it does what it is for: a script that was only parsed never runs. */
export function copyOf(el: Element): Element {
  let copy = document.importNode(el, true) as HTMLElement;
  if (isProgram(el)) {
    const script = document.createElement("script");
    for (const { name, value } of el.attributes) script.setAttribute(name, value);
    script.text = el.textContent ?? "";
    // In the order in which they stand, as if the document had brought them.
    script.async = el.hasAttribute("async");
    copy = script;
  }
  // The policy of this document knows its own only.
  if (el.hasAttribute("nonce")) {
    copy.nonce = document.querySelector<HTMLElement>("[live-layout]")?.nonce ?? "";
  }
  return copy;
}
