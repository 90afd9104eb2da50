// Where the keyboard goes on after a navigation.

/** Whoever types outside of the view that goes keeps typing. */
export function isTypingOutside(view: Element): boolean {
  const active = document.activeElement as HTMLElement | null;
  if (!active || view.contains(active)) return false;
  return active.isContentEditable || active.matches("input,textarea,select");
}

/** What wants the focus, else the heading. */
export function focusIn(container: Element): Element {
  return container.querySelector("[autofocus]") ?? container.querySelector("h1") ?? container;
}

export function moveFocus(to: Element): void {
  const el = to as HTMLElement;
  el.focus({ preventScroll: true });
  if (document.activeElement === el) return;
  // For this once: a click on its text later must not give it the focus.
  el.tabIndex = -1;
  el.addEventListener("blur", () => el.removeAttribute("tabindex"), { once: true });
  el.focus({ preventScroll: true });
}
