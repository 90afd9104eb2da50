// Prints what is around a view: HTML without marks, because nothing of it changes after the answer.
import { attributeValue, spreadPairs } from "../jsx/attribute.js";
import { childError } from "../jsx/content.js";
import { escapeAttribute, escapeText } from "../jsx/escape.js";
import { type Child, ComponentCall, Raw, Rendered } from "../jsx/rendered.js";
import { type Kind, SlotKind } from "../wire/template.js";
import { inComponent, inSlot } from "./error-place.js";

/** Calls every component and prints the result; the opposite of a tree, nothing is retained. */
export function printPlain(child: Child): string {
  if (child === null || child === undefined || typeof child === "boolean") return "";
  if (child instanceof Raw) return child.html;
  if (child instanceof ComponentCall) return printCall(child);
  if (child instanceof Rendered) return printRendered(child);
  if (Array.isArray(child)) return child.map((each: Child) => printPlain(each)).join("");
  if (typeof child === "object" || typeof child === "function") throw childError(child);
  return escapeText(String(child));
}

function printCall(call: ComponentCall): string {
  try {
    return printPlain(call.component(call.props as never));
  } catch (error) {
    throw inComponent(error, call);
  }
}

function printRendered(rendered: Rendered): string {
  const { template, values } = rendered;
  let html = template.statics[0] ?? "";
  template.kinds.forEach((kind, slot) => {
    try {
      html += printSlot(kind, values[slot]) + (template.statics[slot + 1] ?? "");
    } catch (error) {
      throw inSlot(error, rendered, slot);
    }
  });
  return html;
}

function printSlot(kind: Kind, value: unknown): string {
  if (kind === SlotKind.child || kind === SlotKind.content) return printPlain(value as Child);
  if (typeof kind === "string") return printAttribute(kind, attributeValue(kind, value));
  const pairs = spreadPairs(value as Parameters<typeof spreadPairs>[0]);
  let html = "";
  for (let at = 0; at < pairs.length; at += 2) {
    html += printAttribute(String(pairs[at]), pairs[at + 1]);
  }
  return html;
}

function printAttribute(name: string, value: unknown): string {
  if (value === true) return ` ${name}`;
  if (typeof value === "string" || typeof value === "number") {
    return ` ${name}="${escapeAttribute(String(value))}"`;
  }
  return "";
}
