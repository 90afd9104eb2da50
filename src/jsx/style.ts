// Style objects to the text of a style attribute; a value can not leave its own declaration.
import { LiveError } from "../errors.js";
import { isDevelopment } from "./development.js";
import { isSafeMediaUrl } from "./url.js";

const propertyName = /^(?:--[\w-]+|-?[a-z][a-z0-9-]*)$/;
/** Properties of which no number but 0 is a value. */
const length =
  /^(?:(?:(?:min|max)-)?(?:width|height|inline-size|block-size)|(?:margin|padding|inset)(?:-(?:block|inline))?(?:-(?:top|right|bottom|left|start|end))?|top|right|bottom|left|(?:row-|column-)?gap|(?:font-size|(?:letter|word)-spacing|text-indent|flex-basis)|(?:border|outline)(?:-[a-z]+)*-(?:width|radius|offset)|border-radius)$/;
const quoted = /"(?:[^"\\\n\r\f]|\\[^\n\r\f])*"|'(?:[^'\\\n\r\f]|\\[^\n\r\f])*'/g;
// Between two runs of spaces stands something else, so a long one costs its length and no more.
const url = /url\(\s*(?:"([^"]*)"\s*|'([^']*)'\s*|([^"'()\s]+)\s*)?\)/gi;
const scripting = /expression\s*\(|javascript\s*:|vbscript\s*:/i;

/** `{ color: "red", backgroundColor: null, "--gap": 4 }` → `"color:red;--gap:4"`; null when empty. */
export function styleToString(style: object): string | null {
  const declarations: string[] = [];
  for (const [key, value] of Object.entries(style)) {
    const name = key.startsWith("--") ? key : toKebabCase(key);
    if (typeof value !== "string" && !Number.isFinite(value)) continue;
    if (typeof value === "number" && value !== 0 && isDevelopment()) assertNoLength(name, value);
    const text = String(value).trim();
    if (text !== "" && isSafeProperty(name) && isSafeValue(text)) {
      declarations.push(`${name}:${text}`);
    }
  }
  return declarations.length === 0 ? null : declarations.join(";");
}

/** `backgroundColor` → `background-color`, `WebkitMask` → `-webkit-mask`; a name with dashes stays. */
function toKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^ms-/, "-ms-");
}

/** A browser drops such a declaration without a word; React would have added the unit. */
function assertNoLength(property: string, got: number): void {
  if (length.test(property)) throw new LiveError("STYLE_UNIT", { property, got });
}

/** `behavior` and `-moz-binding` once loaded code. */
function isSafeProperty(name: string): boolean {
  return propertyName.test(name) && name !== "behavior" && name !== "-moz-binding";
}

/**
 * Whether the value ends where it seems to end: quotes and brackets closed, nothing that begins
 * another declaration or block, no comment, no escape outside of quotes, and URLs that are safe.
 */
function isSafeValue(value: string): boolean {
  if (scripting.test(value.replace(/\\/g, ""))) return false;
  for (const [, double, single, bare] of value.matchAll(url)) {
    const address = double ?? single ?? bare ?? "";
    if (address.includes("\\") || !isSafeMediaUrl(address)) return false;
  }
  // What is left of a url() after this has quotes and brackets that do not close.
  const rest = value.replace(url, "").replace(quoted, "");
  if (/["'`;{}\\<]|\/\*|url\(/i.test(rest) || hasLineBreakOrControl(rest)) return false;
  let depth = 0;
  for (const character of rest) {
    if (character === "(" || character === "[") depth++;
    if ((character === ")" || character === "]") && --depth < 0) return false;
  }
  return depth === 0;
}

function hasLineBreakOrControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 32) return true;
  return false;
}
