// A view's head as HTML: its title, its elements, what each of them stands for, and what changed between two of them.
import { escapeText } from "../jsx/escape.js";

/** What a live page is told when its head changed; `title` is null where it stays. */
export interface HeadChange {
  readonly title: string | null;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const inTag = `(?:[^>"']|"[^"]*"|'[^']*')*`;
const elementPattern = new RegExp(
  `<!--[\\s\\S]*?-->|<(title|script|style|noscript|template)\\b${inTag}>[\\s\\S]*?</\\1\\s*>|<[a-z]${inTag}>`,
  "gi",
);
const titleElement = new RegExp(`<title\\b${inTag}>[^<]*</title\\s*>`, "i");
const titlePattern = new RegExp(`<title\\b${inTag}>([^<]*)</title`, "i");
const attributePattern = /\s([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/gi;

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#13;": "\r",
};

/** The text of the first `<title>`, null without one. */
export function titleOf(head: string): string | null {
  // Most of what is asked has none, and a look for the word is quicker than one for the element.
  if (!/<title/i.test(head)) return null;
  const text = titlePattern.exec(head)?.[1];
  return text?.replace(/&(?:amp|lt|gt|quot|#13);/g, (entity) => entities[entity] ?? entity) ?? null;
}

/** The same head with another title, or with one. */
export function withTitle(head: string, title: string): string {
  const element = `<title>${escapeText(title)}</title>`;
  // A function: what a text says of groups is no group.
  const changed = head.replace(titleElement, () => element);
  return titleElement.test(head) ? changed : element + head;
}

/** The elements of a printed head, each as it stands there; comments and text between them are none. */
export function elementsOf(head: string): readonly string[] {
  return (head.match(elementPattern) ?? []).filter((html) => !html.startsWith("<!--"));
}

/** A head without some of its elements. */
export function withoutElements(head: string, isUnwanted: (html: string) => boolean): string {
  return head.replace(elementPattern, (html) =>
    !html.startsWith("<!--") && isUnwanted(html) ? "" : html,
  );
}

/**
 * What an element says of the document: two with the same key would contradict each other. Of anything
 * else there may be several, unless they are the same to the letter.
 */
export function headKey(html: string): string {
  const tag = (/^<([a-z]+)/i.exec(html)?.[1] ?? "").toLowerCase();
  if (tag === "title" || tag === "base") return tag;
  const attributes = tag === "meta" || tag === "link" ? attributesOf(html) : none;
  if (tag === "link" && attributes.get("rel") === "canonical") return "canonical";
  if (attributes.has("charset")) return "charset";
  for (const name of ["name", "property", "http-equiv"]) {
    const value = attributes.get(name);
    // The same colour theme may be told for light and dark.
    if (value) return `${name} ${value.toLowerCase()} ${attributes.get("media") ?? ""}`;
  }
  return html;
}

/** From one head of a view to the next one; null where they say the same. */
export function headChange(before: string, after: string): HeadChange | null {
  const title = titleOf(after);
  const old = elementsOf(before).filter(isNoTitle);
  const added: string[] = [];
  for (const html of elementsOf(after).filter(isNoTitle)) {
    const at = old.indexOf(html);
    if (at < 0) added.push(html);
    else old.splice(at, 1);
  }
  const isSameTitle = title === null || title === titleOf(before);
  if (isSameTitle && old.length === 0 && added.length === 0) return null;
  return { title: isSameTitle ? null : title, removed: old, added };
}

const none: ReadonlyMap<string, string> = new Map();

function attributesOf(html: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single, bare] of html.matchAll(attributePattern)) {
    found.set(name.toLowerCase(), double ?? single ?? bare ?? "");
  }
  return found;
}

function isNoTitle(html: string): boolean {
  return !/^<title\b/i.test(html);
}
