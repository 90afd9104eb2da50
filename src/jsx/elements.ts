// What the HTML parser does differently for some elements, and which names may stand in a tag.

const voidTags: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

/** Their content is not decoded by a parser, so nothing in it could be escaped. */
const rawTags: ReadonlySet<string> = new Set("script style xmp iframe noembed noframes".split(" "));

/** Their content is text: tags in it would not become elements (in a noscript: not in a live page). */
const textTags: ReadonlySet<string> = new Set(["textarea", "title", "noscript"]);

const newlineEatingTags: ReadonlySet<string> = new Set(["pre", "textarea", "listing"]);

const tagName = /^[a-zA-Z][a-zA-Z0-9:._-]*$/;
const attributeName = /^[a-zA-Z_:][a-zA-Z0-9_:.-]*$/;

export function isVoid(tag: string): boolean {
  return voidTags.has(tag);
}

/** Whether the content is one slot of `raw()` HTML, as in a script. */
export function isRawTag(tag: string): boolean {
  return rawTags.has(tag.toLowerCase());
}

/**
 * Whether the content is one slot of text, as in a textarea. An svg `title` counts too: `jsx()` can
 * not see what is around it, and text is all that it may hold there as well.
 */
export function isTextTag(tag: string): boolean {
  return textTags.has(tag.toLowerCase());
}

export function isContentTag(tag: string): boolean {
  return isRawTag(tag) || isTextTag(tag);
}

/** Whether the parser drops one newline after the start tag, so that one is always printed there. */
export function eatsNewline(tag: string): boolean {
  return newlineEatingTags.has(tag.toLowerCase());
}

/** `plaintext` has no end: it would swallow the rest of the page. */
export function isTagName(name: string): boolean {
  return tagName.test(name) && name.toLowerCase() !== "plaintext";
}

export function isAttributeName(name: string): boolean {
  return attributeName.test(name);
}
