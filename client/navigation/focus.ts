// Where the keyboard goes on after a navigation.

/** Somebody does so in what has stayed. */
function isTyping(): boolean | undefined {
  const active = document.activeElement as HTMLElement | null;
  return active?.isContentEditable || active?.matches("input,textarea,select");
}

/** What wants the focus, else the heading. */
export function focusIn(container: Element): Element {
  return container.querySelector("[autofocus]") ?? container.querySelector("h1") ?? container;
}

export function moveFocus(to: Element): void {
  if (isTyping()) return;
  const el = to as HTMLElement;
  el.focus({ preventScroll: true });
  if (document.activeElement === el) return;
  // For this once: a click on its text later must not give it the focus.
  el.tabIndex = -1;
  el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
  el.focus({ preventScroll: true });
}
