// What a form of a printed page needs to work without JavaScript: a method, and a hidden field that says which handler it is for.
import { escapeAttribute } from "../jsx/escape.js";
import { Command, type WireChain } from "../wire/commands.js";
import { formFieldName } from "./form-field.js";

export interface PrintedForms {
  /** Proves that this site has printed the form, for this browser. */
  readonly token: string;
  /** What a form calls the action that the page calls by this fingerprint; null when that is not one action. */
  actionName(fingerprint: string): string | null;
}

// Raw HTML and the text of scripts are not the view's; what is in them is passed over.
const tags =
  /<!--r-->[\s\S]*?<!--\/r-->|<(script|style|textarea|title)\b[\s\S]*?<\/\1|<form\b[^<>]*>/g;
const attribute = / ([^\s"=<>/]+)(?:="([^"]*)")?/g;
const valuePrefix = "live-value-";

/** A form that has its own `action`, or another method, stays as it is. `path`: the ids of the views around it, of a nested view. */
export function withFormFields(
  html: string,
  formsOf: () => PrintedForms,
  path: readonly string[] = [],
): string {
  if (!html.includes(" live-submit=")) return html;
  const forms = formsOf();
  return html.replace(tags, (tag) => (tag.startsWith("<form") ? withField(tag, forms, path) : tag));
}

function withField(
  tag: string,
  { token, actionName }: PrintedForms,
  path: readonly string[],
): string {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of tag.matchAll(attribute)) {
    attributes.set(name, decoded(value));
  }
  const method = attributes.get("method");
  if (attributes.has("action") || (method ?? "post").toLowerCase() !== "post") return tag;
  const { bound, values } = handlerOf(attributes.get("live-submit") ?? "");
  const handler = bound.startsWith("@") ? actionName(bound) : bound;
  if (handler === null || handler === "") return tag;
  for (const [name, value] of attributes) {
    if (name.startsWith(valuePrefix)) values.append(name.slice(valuePrefix.length), value);
  }
  const place = [...path, handler].map(encodeURIComponent).join("/").replace("%40", "@");
  const value = [token, place, values].join(" ").trimEnd();
  // Some browsers fill hidden fields, too, when a page is loaded again, by their places in it.
  const field = `<input type="hidden" name="${formFieldName}" value="${escapeAttribute(value)}" autocomplete="off">`;
  return (method === undefined ? `${tag.slice(0, -1)} method="post">` : tag) + field;
}

/** Of a chain of commands, what it pushes first; the others need a script. */
function handlerOf(bound: string): { bound: string; values: URLSearchParams } {
  if (!bound.startsWith("[[")) return { bound, values: new URLSearchParams() };
  const push = (JSON.parse(bound) as WireChain).find(([code]) => code === Command.push);
  const values = (push?.[3] ?? {}) as Readonly<Record<string, unknown>>;
  const texts = Object.entries(values).map(
    ([name, value]) => [name, String(value)] as [string, string],
  );
  return { bound: String(push?.[2] ?? ""), values: new URLSearchParams(texts) };
}

const entities: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&#13;": "\r",
  "&amp;": "&",
};

function decoded(value: string): string {
  return value.replace(/&(?:quot|lt|gt|amp|#13);/g, (entity) => entities[entity] ?? "");
}
