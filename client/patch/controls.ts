// What the user's value and the server's value of a form control are, whichever control it is.

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

// Their value is their attribute, or only the user may set it.
const unchangeable = /^(hidden|submit|image|reset|button|file)$/;

export function isCheckable({ type }: Control): boolean {
  return type === "checkbox" || type === "radio";
}

export function isSelect(el: Element | null | undefined): el is HTMLSelectElement {
  return el?.localName === "select";
}

/** The control whose value an attribute of this element is; without a name, the control it is. */
export function controlOf(el: Element, name?: string): Control | null {
  const { localName } = el;
  if (name === "selected") return localName === "option" ? el.closest("select") : null;
  const control = el as HTMLInputElement;
  const isInput = localName === "input" && !unchangeable.test(control.type);
  if (!name && isSelect(el)) return el;
  if (!isInput && localName !== "textarea") return null;
  return !name || name === (isCheckable(control) ? "checked" : "value") ? control : null;
}

/** `who` "user" sees what is on the screen, "server" the attributes, which only the server writes. */
export function readValue(control: Control, who: "user" | "server"): string {
  const isUser = who === "user";
  if (isSelect(control)) {
    const options = isUser ? [...control.selectedOptions] : serverOptions(control);
    return options.map(({ value }) => value).join("\n");
  }
  const { checked, defaultChecked, value, defaultValue } = control as HTMLInputElement;
  if (isCheckable(control)) return String(isUser ? checked : defaultChecked);
  // As a textarea reads its own text.
  return isUser ? value : defaultValue.replace(/\r\n?/g, "\n");
}

// As after a parse: of a single select the last one marked, or else the first that can be chosen.
function serverOptions(select: HTMLSelectElement): HTMLOptionElement[] {
  const all = [...select.options];
  const marked = all.filter((option) => option.defaultSelected);
  if (select.multiple) return marked;
  if (!marked.length && select.size < 2) return all.filter((o) => !o.disabled).slice(0, 1);
  return marked.slice(-1);
}

export function choose(select: HTMLSelectElement, chosen: readonly HTMLOptionElement[]): void {
  if (!chosen.length) select.selectedIndex = -1;
  for (const option of select.options) {
    // Of a single select, choosing one is what unchooses the others.
    if (select.multiple || chosen.includes(option)) option.selected = chosen.includes(option);
  }
}

/** Sets the user's value to the server's; a caret stays where it was. */
export function takeServerValue(control: Control): void {
  const input = control as HTMLInputElement;
  if (readValue(control, "user") === readValue(control, "server")) return;
  if (isSelect(control)) choose(control, serverOptions(control));
  else if (isCheckable(control)) input.checked = input.defaultChecked;
  else {
    const restoreCaret = keepCaret(control);
    control.value = control.defaultValue;
    restoreCaret();
  }
}

/** A value that the user did not touch follows its attribute: this makes it stand on its own. */
export function pin(control: Control): void {
  const input = control as HTMLInputElement;
  if (isCheckable(control)) input.checked = !!input.checked;
  // A number field with half a number in it has "" as its value: setting that would empty it.
  else if (!isSelect(control) && !control.validity.badInput) input.value = `${input.value}`;
}

/** Returns what puts the selection back, where there was one and it has moved. */
export function keepCaret(el: Element | null): () => void {
  const input = el as HTMLInputElement | null;
  const { selectionStart: start, selectionEnd: end, selectionDirection } = input ?? {};
  return () => {
    if (start == null || (input?.selectionStart === start && input.selectionEnd === end)) return;
    input?.setSelectionRange(start, end as number, selectionDirection ?? "none");
  };
}
