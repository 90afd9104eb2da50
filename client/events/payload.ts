// What an event carries up: the values of a control, the fields of a form, the facts of a key press.
import type { Payload } from "../../src/wire/protocol.js";

type Fields = Record<string, string | string[]>;
/** The controls whose value an event can carry. */
export type Control =
  | HTMLInputElement
  | HTMLTextAreaElement
  | HTMLSelectElement
  | HTMLButtonElement;

const valuePrefix = "live-value-";

export function isControl(el: Element | null): el is Control {
  return el !== null && /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(el.tagName);
}

/** Without a prototype, so that a control named `__proto__` is a field like any other. */
function fieldsOf(binding: Element): Fields {
  const fields = Object.create(null) as Fields;
  for (const { name, value } of binding.attributes) {
    if (name.startsWith(valuePrefix)) fields[name.slice(valuePrefix.length)] = value;
  }
  return fields;
}

/** Absent where a form would not send it either: an unchecked box, a button without a value. */
function valueToSend(el: Element): string | string[] | undefined {
  if (!isControl(el)) return undefined;
  if (el instanceof HTMLSelectElement && el.multiple) {
    return Array.from(el.selectedOptions, (option) => option.value);
  }
  if (el instanceof HTMLInputElement) {
    if (el.type === "file") return undefined;
    if (el.type === "checkbox" || el.type === "radio") return el.checked ? el.value : undefined;
  }
  return el instanceof HTMLButtonElement ? el.value || undefined : el.value;
}

function withValue(fields: Fields, el: Element): Fields {
  const value = valueToSend(el);
  if (value !== undefined) fields.value = value;
  return fields;
}

function emptyAsNone(fields: Fields): Payload | undefined {
  for (const _ in fields) return fields;
  return undefined;
}

export function clickPayload(binding: Element): Payload | undefined {
  return emptyAsNone(withValue(fieldsOf(binding), binding));
}

/** Of a focus or a blur: the value of the control that has got or lost it. */
export function focusPayload(binding: Element, target: Element): Payload | undefined {
  return emptyAsNone(withValue(fieldsOf(binding), target));
}

/** Modifiers are there, as "true", only while they are held. */
export function keyPayload(binding: Element, event: KeyboardEvent): Payload {
  const fields = withValue(fieldsOf(binding), event.target as Element);
  fields.key = event.key;
  fields.code = event.code;
  for (const name of ["alt", "ctrl", "meta", "shift"] as const) {
    if (event[`${name}Key`]) fields[name] = "true";
  }
  if (event.repeat) fields.repeat = "true";
  return fields;
}

/** Of one control: its value under its own name and under `value`. */
export function controlPayload(binding: Element, control: Control): Payload {
  const fields = fieldsOf(binding);
  const value = valueToSend(control);
  if (control.name) fields._target = control.name;
  if (value !== undefined) {
    if (control.name) fields[control.name] = value;
    fields.value = value;
  }
  return fields;
}

/**
 * Of a whole form, urlencoded as a browser would send it. Files are left out; `changed` is the control
 * that the user changed, told as `_target`.
 */
export function formPayload(
  form: HTMLFormElement,
  { submitter, changed }: { submitter?: HTMLElement | null; changed?: Control } = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") params.append(name, value);
  }
  if (submitter instanceof HTMLButtonElement || submitter instanceof HTMLInputElement) {
    if (submitter.name && submitter.type !== "image") {
      params.append(submitter.name, submitter.value);
    }
  }
  for (const [name, value] of Object.entries(fieldsOf(form))) params.append(name, String(value));
  if (changed?.name) params.append("_target", changed.name);
  return params.toString();
}
