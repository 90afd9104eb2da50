// What an event carries up: the values of a control, the fields of a form, the facts of a key press.
export type Fields = Record<string, string | string[]>;

const valuePrefix = "live-value-";

/** The element as a control, whose value an event can carry. */
export function controlAt(el: Element): HTMLInputElement | null {
  // One type for all: what is read of a control here, every control has.
  const { formAssociated } = el.constructor as { formAssociated?: boolean };
  const isControl = formAssociated || el.matches("input,textarea,select,button");
  return isControl ? (el as HTMLInputElement) : null;
}

/** Absent where a form would not send it either: an unchecked box, a button without a value. */
function valueOfControl(control: HTMLInputElement): string | string[] | undefined {
  const { type, value } = control;
  if (type === "select-multiple") {
    const { selectedOptions } = control as unknown as HTMLSelectElement;
    return Array.from(selectedOptions, (option) => option.value);
  }
  if (type === "checkbox" || type === "radio") return control.checked ? value : undefined;
  return type === "file" || (/^(submit|reset|button)$/.test(type) && !value) ? undefined : value;
}

/** The binding's `live-value-*`, and the value of `target` when it is a control. */
export function fieldsOf(binding: Element, target: Element | null): Fields {
  // Without a prototype, so that a value named `__proto__` is a field like any other.
  const fields: Fields = Object.create(null);
  for (const { name, value } of binding.attributes) {
    if (name.startsWith(valuePrefix)) fields[name.slice(valuePrefix.length)] = value;
  }
  const control = target && controlAt(target);
  const value = control && valueOfControl(control);
  if (value != null) fields.value = value;
  return fields;
}

/** The same, or nothing when there are none: an empty payload is left out of the frame. */
export function fieldsIfAny(binding: Element, target: Element): Fields | undefined {
  const fields = fieldsOf(binding, target);
  return Object.keys(fields).length ? fields : undefined;
}

/** Of one control: its value under its own name too, and the name as `_target`. */
export function controlFields(binding: Element, control: HTMLInputElement): Fields {
  const fields = fieldsOf(binding, control);
  const { name } = control;
  if (name) {
    fields._target = name;
    if (fields.value !== undefined) fields[name] = fields.value;
  }
  return fields;
}

/**
 * Of a whole form, urlencoded as a browser would send it: of files the names, the submitter's value at
 * its place. Of a control that was changed, the name is told as `_target`.
 */
export function formBody(
  form: HTMLFormElement,
  { submitter, changed }: { submitter?: HTMLElement | null; changed?: HTMLInputElement },
): string {
  const body = new URLSearchParams();
  const more = { ...fieldsOf(form, null), ...(changed && { _target: changed.name }) };
  for (const [name, value] of [...new FormData(form, submitter), ...Object.entries(more)]) {
    body.append(name, (value as File).name ?? value);
  }
  return String(body);
}
