// Text between tags as TypeScript and esbuild read it: whitespace at line ends is dropped, entities are decoded.
import { parseExpression } from "@babel/parser";

const lineBreak = /\r\n|[\n\r\u2028\u2029]/;
const blank = "[\\t\\v\\f \\u00a0\\u0085\\u1680\\u2000-\\u200b\\u202f\\u205f\\u3000\\ufeff]+";
const leadingBlank = new RegExp(`^${blank}`);
const trailingBlank = new RegExp(`${blank}$`);
const entity = /&(?:#\d+|#[xX][\da-fA-F]+|\w+);/g;

/**
 * The text of a JSXText node, "" when it counts for nothing. Lines are trimmed where they meet, empty
 * ones dropped, the rest joined by one space: `"\n  a\n  b "` → `"a b "`. Entities are decoded after
 * that, so `&nbsp;` at the end of a line stays.
 */
export function cookText(source: string): string {
  if (!lineBreak.test(source)) return decodeEntities(source);
  const lines = source.split(lineBreak);
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index === 0 ? line : line.replace(leadingBlank, "")))
    .map((line, index) => (index === last ? line : line.replace(trailingBlank, "")))
    .filter((line) => line !== "")
    .map(decodeEntities)
    .join(" ");
}

function decodeEntities(text: string): string {
  return text.includes("&") ? text.replace(entity, decodeEntity) : text;
}

const decoded = new Map<string, string>();

/** The parser holds the table of JSX entities, but gives no access to it other than to parse one. */
function decodeEntity(source: string): string {
  let text = decoded.get(source);
  if (text === undefined) {
    const element = parseExpression(`<a>${source}</a>`, { plugins: ["jsx"] });
    const child = element.type === "JSXElement" ? element.children[0] : undefined;
    text = child?.type === "JSXText" ? child.value : source;
    decoded.set(source, text);
  }
  return text;
}
