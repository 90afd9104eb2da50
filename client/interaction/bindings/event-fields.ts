// The payload of any DOM event: what its kind of event is read for, as few and short strings.
import type { Payload } from "../../../src/wire/protocol.js";
import { heldModifiers } from "../../events/modifiers.js";
import { type Fields, fieldsOf } from "../../events/payload.js";

/** Beyond it the text of a paste or the detail of a custom event is not sent. */
const maxChars = 10_000;
const maxEntries = 100;

/** `live-value-*` of the binding, and what the event says; undefined: nothing at all. */
export function eventFields(event: Event, binding: Element): Payload | undefined {
  const fields = fieldsOf(binding, null);
  if (event instanceof CustomEvent) readDetail(fields, event.detail);
  else if (event instanceof KeyboardEvent) readKey(fields, event);
  else if (event instanceof MouseEvent) readPointer(fields, event, binding);
  else if (event instanceof ClipboardEvent) readText(fields, event.clipboardData);
  else readTarget(fields, event);
  return Object.keys(fields).length > 0 ? fields : undefined;
}

function readModifiers(fields: Fields, event: MouseEvent | KeyboardEvent): void {
  for (const name of heldModifiers(event)) fields[name] = "true";
}

function readKey(fields: Fields, event: KeyboardEvent): void {
  fields.key = event.key;
  fields.code = event.code;
  readModifiers(fields, event);
  if (event.repeat) fields.repeat = "true";
}

/** Pixels from the corner of the element with the binding: what the server can do something with. */
function readPointer(fields: Fields, event: MouseEvent, binding: Element): void {
  const { left, top } = binding.getBoundingClientRect();
  fields.x = String(Math.round(event.clientX - left));
  fields.y = String(Math.round(event.clientY - top));
  fields.button = String(event.button);
  readModifiers(fields, event);
  if (event instanceof WheelEvent) fields.deltaY = String(Math.round(event.deltaY));
  // Only a drop may read what is dragged.
  if (event instanceof DragEvent && event.type === "drop") readText(fields, event.dataTransfer);
}

function readText(fields: Fields, transfer: DataTransfer | null): void {
  const text = transfer?.getData("text/plain");
  if (text && text.length <= maxChars) fields.text = text;
}

function readTarget(fields: Fields, event: Event): void {
  const { type, target } = event;
  if (type === "resize") {
    fields.width = String(innerWidth);
    fields.height = String(innerHeight);
  } else if (type === "scroll") {
    // The document scrolls its root.
    const el = target instanceof Element ? target : document.documentElement;
    fields.x = String(Math.round(el.scrollLeft));
    fields.y = String(Math.round(el.scrollTop));
  } else if ("newState" in event) {
    if (event.newState === "open") fields.open = "true";
  } else if (target instanceof HTMLMediaElement) fields.time = String(target.currentTime);
  else if (target instanceof HTMLDetailsElement || target instanceof HTMLDialogElement) {
    if (target.open) fields.open = "true";
  } else if (target instanceof Element && target.matches("input,textarea,select")) {
    fields.value = (target as HTMLInputElement).value;
  }
}

/** `{ x: 1, tags: ["a"] }` goes as fields, anything else as the field `detail`. */
function readDetail(fields: Fields, detail: unknown): void {
  if (detail === null || detail === undefined) return;
  const isRecord = typeof detail === "object" && !Array.isArray(detail);
  const entries = isRecord ? Object.entries(detail) : [["detail", detail] as const];
  let chars = 0;
  for (const [name, value] of entries.slice(0, maxEntries)) {
    const text = Array.isArray(value) ? value.map(textOf) : textOf(value);
    chars += name.length + String(text).length;
    if (chars <= maxChars) fields[name] = text;
  }
}

function textOf(value: unknown): string {
  try {
    return typeof value === "object" ? (JSON.stringify(value) ?? "") : String(value);
  } catch {
    // A cycle, or something that does not want to be read.
    return "";
  }
}
