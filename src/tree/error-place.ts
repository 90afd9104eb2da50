// Where a mistake in what was rendered stands: the tree throws it, so that no line of the app is in its stack.
import { LiveError } from "../errors.js";
import { isVoid } from "../jsx/elements.js";
import type { ComponentCall, Template } from "../jsx/rendered.js";
import { SlotKind } from "../wire/template.js";

/** What is known by now: the error is on its way out of the render. */
interface Place {
  readonly message: string;
  readonly stack: string;
  element: string | null;
  readonly calls: ComponentCall[];
  view: string | null;
}

/** More of them would hide the rest of the message. */
const maxCalls = 8;
const places = new WeakMap<LiveError, Place>();

/** What has slots; the boundary 1 is the container, which the library writes. */
interface Slotted {
  readonly template: Template;
  readonly id?: number;
}

/** Of the slots that are inside each other the inner one counts. */
export function inSlot(error: unknown, { template, id }: Slotted, slot: number): unknown {
  const place = placeOf(error);
  if (place === null || id === 1 || place.element !== null || place.calls.length > 0) return error;
  place.element = elementAround(template, slot);
  return told(error, place);
}

export function inComponent(error: unknown, call: ComponentCall): unknown {
  const place = placeOf(error);
  if (place === null || place.calls.length > maxCalls || call.component.name === "") return error;
  // One that is called again where it stands may be on the way twice.
  if (place.calls.at(-1) === call) return error;
  place.calls.push(call);
  return told(error, place);
}

export function inView(error: unknown, view: string): unknown {
  const place = placeOf(error);
  if (place === null) return error;
  place.view = view;
  return told(error, place);
}

/** Null for what the app throws itself, and for what was thrown once before: there all has been said. */
function placeOf(error: unknown): Place | null {
  if (!(error instanceof LiveError)) return null;
  const found = places.get(error);
  if (found !== undefined) return found.view === null ? found : null;
  const { message, stack = "" } = error;
  const place: Place = { message, stack, element: null, calls: [], view: null };
  places.set(error, place);
  return place;
}

function told(error: unknown, { message, stack, element, calls, view }: Place): unknown {
  const parts = calls.slice(0, maxCalls).map(nameOf);
  if (element !== null) parts.unshift(`<${element}>`);
  if (calls.length > maxCalls) parts.push("…");
  if (view !== null) parts.push(view);
  if (parts.length === 0) return error;
  const text = message.replace("\n  Fix: ", (fix) => `\n  In: ${parts.join(", in ")}${fix}`);
  return Object.assign(error as LiveError, {
    message: text,
    stack: stack.replace(message, () => text),
  });
}

function nameOf({ component, key }: ComponentCall): string {
  return key === null ? `<${component.name}>` : `<${component.name} key=${JSON.stringify(key)}>`;
}

/** `["<tr><td>a</td><td title=…", …]` → `"td"`; null when the slot is in no element of the template. */
function elementAround({ statics, kinds }: Template, slot: number): string | null {
  const open: string[] = [];
  let last: string | null = null;
  for (const [, slash, tag = ""] of statics
    .slice(0, slot + 1)
    .join("")
    .matchAll(/<(\/?)([a-zA-Z][^\s<>/]*)/g)) {
    last = tag;
    if (slash === "/") open.pop();
    else if (!isVoid(tag)) open.push(tag);
  }
  const kind = kinds[slot];
  const isAttribute = typeof kind === "string" || kind === SlotKind.spread;
  return isAttribute ? last : (open.at(-1) ?? null);
}
