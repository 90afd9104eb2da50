// Attribute values as authors write them, to what a tree retains, compares and prints.
import { LiveError, show } from "../errors.js";
import { bindingFor, nearestBinding } from "../wire/bindings.js";
import { Action, EventRef } from "./action.js";
import { Rule, ruleOf } from "./attribute-rule.js";
import { classListToString } from "./class-list.js";
import { asAttribute, BoundChain } from "./command-parts.js";
import { isDevelopment } from "./development.js";
import { escapeText } from "./escape.js";
import { foreignNameFix } from "./foreign-names.js";
import { Raw } from "./rendered.js";
import { styleToString } from "./style.js";
import {
  isSafeAnimationValue,
  isSafeMediaUrl,
  isSafeMetaContent,
  isSafeUrl,
  isSafeUrlList,
} from "./url.js";

/** What `js` makes: it knows this file, so this file knows only how it turns into an attribute. */
interface Chain {
  [asAttribute](): string | BoundChain | null;
}

/** What a slot may retain: true prints the name alone, null prints nothing. */
export type AttributeValue = string | number | true | null | Action | EventRef | BoundChain;

/**
 * Normalises the value of one attribute slot. Runs per slot and render, so strings and finite numbers
 * of harmless names leave at once. Doing it twice changes nothing, but for `srcdoc`.
 */
export function attributeValue(name: string, value: unknown): AttributeValue {
  const rule = ruleOf(name);
  if (rule >= Rule.skipped) return refuseName(name);
  if (typeof value === "string") {
    if (rule <= Rule.style || isSafeText(rule, value)) return value;
    return rule === Rule.srcdoc ? escapeText(value) : null;
  }
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return rule === Rule.flag ? String(value) : value || null;
  if (typeof value === "bigint") return String(value);
  return typeof value === "object" ? objectValue(name, value) : refuseValue(name, value);
}

/**
 * Normalises what could change under our hands (class lists, style objects, dates) and leaves the
 * rest as it is: `jsx()` does this at creation, the tree does everything when it compares.
 */
export function frozenValue(name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Raw || value instanceof Action || value instanceof EventRef) return value;
  return attributeValue(name, value);
}

/**
 * The attributes of a spread, flat: `[name, value, …]` in order, nulls left out. An array is what an
 * earlier call returned, and is passed on.
 */
export function spreadPairs(attributes: unknown): unknown[] {
  if (Array.isArray(attributes)) return attributes;
  const pairs: unknown[] = [];
  if (typeof attributes !== "object" || attributes === null) return pairs;
  for (const [name, value] of Object.entries(attributes)) {
    const normalised = attributeValue(name, value);
    if (normalised !== null) pairs.push(name, normalised);
  }
  return pairs;
}

/** Throws in development when nothing would ever be printed under this name. */
export function refuseName(name: string): null {
  const rule = ruleOf(name);
  if (!isDevelopment() || rule === Rule.skipped) return null;
  if (rule === Rule.handler) {
    throw new LiveError("HANDLER_ATTRIBUTE", { name, binding: bindingFor(name.slice(2)) });
  }
  if (rule === Rule.unknownBinding) {
    throw new LiveError("UNKNOWN_BINDING", { name, nearest: nearestBinding(name) });
  }
  const fix = foreignNameFix(name);
  if (fix !== null) throw new LiveError("ATTRIBUTE_OF_REACT", { name, fix });
  throw new LiveError("ATTRIBUTE_NAME", { name });
}

function isSafeText(rule: Rule, text: string): boolean {
  switch (rule) {
    case Rule.url:
      return isSafeUrl(text);
    case Rule.mediaUrl:
      return isSafeMediaUrl(text);
    case Rule.urlList:
      return isSafeUrlList(text);
    case Rule.animation:
      return isSafeAnimationValue(text);
    case Rule.meta:
      return isSafeMetaContent(text);
    default:
      return false;
  }
}

function objectValue(name: string, value: object): AttributeValue {
  const rule = ruleOf(name);
  if (value instanceof Action || value instanceof EventRef) {
    return rule === Rule.binding ? value : refuseValue(name, value);
  }
  // A chain may wait in a data-* attribute for a js.exec.
  if (rule === Rule.binding || name.startsWith("data-")) {
    if (value instanceof BoundChain) return value;
    if (asAttribute in value) return (value as Chain)[asAttribute]();
  }
  if (value instanceof Raw) {
    const isDoor = rule >= Rule.url && rule <= Rule.srcdoc;
    return isDoor ? value.html : refuseValue(name, value);
  }
  if (rule === Rule.classList) return classListToString(value);
  if (rule === Rule.style && !Array.isArray(value)) return styleToString(value);
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  }
  if (value instanceof URL) return attributeValue(name, value.href);
  return refuseValue(name, value);
}

/** An object would print what its toString() says, a function its source: nobody means that. */
function refuseValue(name: string, value: unknown): null {
  if (!isDevelopment()) return null;
  const isHandler = typeof value === "function" && ruleOf(name) === Rule.binding;
  throw new LiveError("ATTRIBUTE_VALUE", { name, value: show(value), isHandler });
}
