// What the user's value and the server's value of a form control are, whichever control it is.

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

// Their value is their attribute, or only the user may set it.
const valueless = /^(hidden|submit|image|reset|button|file)$/;
const checkable = /^(checkbox|radio)$/;

export function isCheckable(control: Control): boolean {
  return checkable.test(control.type);
}

function isSelect(control: Control): control is HTMLSelectElement {
  return control.localName === "select";
}

function isChecked(control: Control, property: "checked" | "defaultChecked"): boolean {
  return (control as HTMLInputElement)[property];
}

/** The control whose value an attribute of this element is, if it is one that a user changes. */
export function controlOf(el: Element, name: string): Control | null {
  const { localName } = el;
  if (localName === "option") return name === "selected" ? el.closest("select") : null;
  if (localName === "textarea") return name === "value" ? (el as HTMLTextAreaElement) : null;
  if (localName !== "input") return null;
  const input = el as HTMLInputElement;
  if (isCheckable(input)) return name === "checked" ? input : null;
  return name === "value" && !valueless.test(input.type) ? input : null;
}

/** Any control that can be held. */
export function asControl(el: Element | null): Control | null {
  if (el?.localName === "select") return el as HTMLSelectElement;
  return el && (controlOf(el, "value") ?? controlOf(el, "checked"));
}

export function userValue(control: Control): string {
  if (isSelect(control)) return [...control.selectedOptions].map((o) => o.value).join("\n");
  return isCheckable(control) ? String(isChecked(control, "checked")) : control.value;
}

/** What the attributes say, which only the server writes. */
export function serverValue(control: Control): string {
  if (isSelect(control))
    return serverOptions(control)
      .map((o) => o.value)
      .join("\n");
  if (isCheckable(control)) return String(isChecked(control, "defaultChecked"));
  const { defaultValue } = control;
  return control.localName === "textarea" ? defaultValue.replace(/\r\n?/g, "\n") : defaultValue;
}

// As after a parse: of a single select the last one marked, or else the first that can be chosen.
function serverOptions(select: HTMLSelectElement): HTMLOptionElement[] {
  const all = [...select.options];
  const marked = all.filter((o) => o.defaultSelected);
  if (select.multiple) return marked;
  const only = marked.pop() ?? (select.size > 1 ? undefined : all.find((o) => !o.disabled));
  return only ? [only] : [];
}

export function chooseOptions(
  select: HTMLSelectElement,
  chosen: readonly HTMLOptionElement[],
): void {
  if (select.multiple)
    for (const option of select.options) option.selected = chosen.includes(option);
  else select.selectedIndex = chosen[0]?.index ?? -1;
}

/** Sets the user's value to the server's; a caret stays where it was. */
export function takeServerValue(control: Control): void {
  if (userValue(control) === serverValue(control)) return;
  if (isSelect(control)) chooseOptions(control, serverOptions(control));
  else if (isCheckable(control))
    (control as HTMLInputElement).checked = isChecked(control, "defaultChecked");
  else {
    const caret = caretOf(control);
    control.value = control.defaultValue;
    restoreCaret(control, caret);
  }
}

/** A value that the user did not touch follows its attribute: this makes it stand on its own. */
export function pin(control: Control): void {
  if (isSelect(control)) return;
  if (isCheckable(control)) (control as HTMLInputElement).checked = isChecked(control, "checked");
  // A number field with half a number in it has "" as its value: setting that would empty it.
  else if (!control.validity.badInput) control.value = userValue(control);
}

export type Caret = readonly [number, number, "forward" | "backward" | "none"] | null;

export function caretOf(el: Element): Caret {
  const { selectionStart, selectionEnd, selectionDirection } = el as HTMLInputElement;
  return selectionStart == null
    ? null
    : [selectionStart, selectionEnd ?? 0, selectionDirection ?? "none"];
}

export function restoreCaret(el: Element, caret: Caret): void {
  // Only where it has moved: Safari focuses a control whose selection is set.
  if (caret && String(caretOf(el)) !== String(caret))
    (el as HTMLInputElement).setSelectionRange(...caret);
}
