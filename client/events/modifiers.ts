// What the attributes beside a binding say of its events: which of them count, and what becomes of them.

/** `live-window-keydown` is about "window-keydown", `live-on-dblclick` about "dblclick". */
export function nameOf(attribute: string): string {
  return attribute.replace(/^live-(on-)?/, "");
}

/** Whether `live-prevent`, `live-stop` … stands there for this name; without a value it is for all. */
export function isModified(el: Element, modifier: string, name: string): boolean {
  const names = el.getAttribute(`live-${modifier}`);
  return names !== null && (!names || names.split(" ").includes(name));
}

/** The modifier keys that are held. */
export function heldModifiers(event: KeyboardEvent | MouseEvent): string[] {
  return (["alt", "ctrl", "meta", "shift"] as const).filter((name) => event[`${name}Key`]);
}
