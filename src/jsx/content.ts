// Children of elements that hold no elements: the one value of a content slot.
import { disown, LiveError, show } from "../errors.js";
import { isRawTag } from "./elements.js";
import { escapeText } from "./escape.js";
import { ComponentCall, Raw, Rendered } from "./rendered.js";

/**
 * Joins the children of a script or style to one `Raw`, of a textarea, title or noscript to one string
 * (a noscript may also hold `raw()`).
 */
export function contentValue(tag: string, children: readonly unknown[]): string | Raw {
  const parts: (string | Raw)[] = [];
  collect(tag, children, parts);
  if (isRawTag(tag) || parts.some((part) => part instanceof Raw)) {
    return new Raw(parts.map((part) => toHtml(tag, part)).join(""));
  }
  return parts.join("");
}

function toHtml(tag: string, part: string | Raw): string {
  if (part instanceof Raw) return part.html;
  if (isRawTag(tag)) throw new LiveError("RAW_TEXT", { tag, got: show(part) });
  return escapeText(part);
}

function collect(tag: string, child: unknown, parts: (string | Raw)[]): void {
  if (child === null || child === undefined || typeof child === "boolean" || child === "") return;
  if (Array.isArray(child)) {
    for (const item of child) collect(tag, item, parts);
  } else if (typeof child === "string" || typeof child === "number" || typeof child === "bigint") {
    parts.push(String(child));
  } else if (
    child instanceof Raw &&
    tag.toLowerCase() !== "textarea" &&
    tag.toLowerCase() !== "title"
  ) {
    parts.push(child);
  } else if (isRawTag(tag)) {
    throw new LiveError("RAW_TEXT", { tag, got: describeChild(child) });
  } else {
    throw new LiveError("TEXT_ONLY", { tag, got: describeChild(child) });
  }
}

/** The error for something between tags that is no child: a promise has a way out of its own. */
export function childError(child: unknown): LiveError {
  if (disown(child)) return new LiveError("ASYNC_CHILD", {});
  return new LiveError("INVALID_CHILD", { got: child });
}

function describeChild(child: unknown): string {
  if (child instanceof Rendered) return `<${child.template.tag ?? "…"}>`;
  if (child instanceof ComponentCall) return `<${child.component.name || "…"}>`;
  if (child instanceof Raw) return "raw() HTML";
  if (typeof child === "symbol") return "a symbol";
  return show(child);
}
