// Retained tree → HTML: the only place where slot values are escaped.
import { Action } from "../jsx/action.js";
import { BoundChain } from "../jsx/command-parts.js";
import { escapeAttribute, escapeText } from "../jsx/escape.js";
import { Raw } from "../jsx/rendered.js";
import type { Scalar } from "../wire/patch.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { chainText } from "./bound-chain.js";
import { fingerprint } from "./fingerprint.js";
import {
  isElement,
  isList,
  type Node,
  type Retained,
  type RetainedPairs,
  type Row,
} from "./node.js";

/**
 * Prints a node. A boundary carries its id right after the tag name, and `attributes`, which are HTML,
 * right after the id.
 */
export function printNode(node: Node | Row, salt: number, attributes = ""): string {
  const { statics, kinds, tag } = node.template;
  const { values, start } = node;
  let html = statics[0] as string;
  if (node.id !== 0) {
    const name = (tag as string).length + 1;
    html = `${html.slice(0, name)} l=${node.id}${attributes}${html.slice(name)}`;
  }
  for (let slot = 0; slot < kinds.length; slot++) {
    const kind = kinds[slot] as Kind;
    const value = values[start + slot] as Retained;
    if (kind === SlotKind.child) html += printChild(value, salt);
    else if (kind === SlotKind.content) html += printContent(value as Scalar | Raw);
    else if (kind === SlotKind.spread) html += printPairs(value as RetainedPairs, salt);
    else html += printAttribute(kind, value as RetainedPairs[number], salt);
    html += statics[slot + 1] as string;
  }
  return html;
}

function printChild(value: Retained, salt: number): string {
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  if (value === null) return "";
  if (isElement(value)) return printNode(value, salt);
  // The marks tell the client where the HTML that has no slots begins and ends.
  if (value instanceof Raw) return `<!--r-->${value.html}<!--/r-->`;
  let html = "";
  if (isList(value)) {
    for (const item of value.items) html += printChild(item, salt);
  } else html = printChild((value as { values: Retained[] }).values[0] as Retained, salt);
  return html;
}

function printContent(value: Scalar | Raw): string {
  if (value instanceof Raw) return value.html;
  return value === null ? "" : escapeText(String(value));
}

function printAttribute(name: string, value: RetainedPairs[number], salt: number): string {
  if (typeof value === "string") return ` ${name}="${escapeAttribute(value)}"`;
  if (typeof value === "number") return ` ${name}="${value}"`;
  if (value instanceof Action) return ` ${name}="${fingerprint(value, salt)}"`;
  if (value instanceof BoundChain) {
    return ` ${name}="${escapeAttribute(chainText(value, salt))}"`;
  }
  return value === true ? ` ${name}` : "";
}

function printPairs(pairs: RetainedPairs, salt: number): string {
  let html = "";
  for (let at = 0; at < pairs.length; at += 2) {
    html += printAttribute(pairs[at] as string, pairs[at + 1] as RetainedPairs[number], salt);
  }
  return html;
}
