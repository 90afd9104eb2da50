// What cannot be used while an answer is awaited: the fields and buttons of a submitted form, and live-disable-with.
import type { Shown } from "../interaction-host.js";

const disableWith = "live-disable-with";

export class Locks {
  /** Had the focus when it was disabled. */
  #focused: HTMLElement | null = null;

  /** An element waits: what is shown for it is taken back before every change of the document, and shown again. */
  waits(el: Element, kinds: ReadonlySet<string>, shown: Shown): void {
    if (kinds.has("submit") && el.matches("form")) this.#lock(el, shown);
    else if (!kinds.has("submit") && el.hasAttribute(disableWith)) this.#disableSoon(el, shown);
  }

  /** A click submits, resets or opens something after its listeners, and only by a button that is not disabled. */
  #disableSoon(el: Element, shown: Shown): void {
    if (window.event?.type !== "click") return this.#disable(el, shown);
    const forget = (): void => {
      clearTimeout(timer);
      removeEventListener("click", disable, true);
    };
    const disable = (): void => {
      forget();
      this.#disable(el, shown);
    };
    const timer = setTimeout(disable);
    // The next click may be waiting already.
    addEventListener("click", disable, true);
    shown.undo(forget);
  }

  #lock(form: Element, shown: Shown): void {
    // A control may be named "elements".
    const elements: Iterable<Element> = Reflect.get(HTMLFormElement.prototype, "elements", form);
    // What is typed into a form that has been reset is the next text already.
    const isOpen = form.hasAttribute("live-reset");
    for (const el of new Set([...elements, ...form.querySelectorAll(`[${disableWith}]`)])) {
      if (el.closest("[live-update=ignore]")) continue;
      const isButton = /^(submit|image|file)$/.test((el as HTMLInputElement).type);
      if (el.hasAttribute(disableWith) || (isButton && !isOpen)) this.#disable(el, shown);
      else if (!isOpen && el.matches("input,textarea")) shown.set(el, "readonly", "");
    }
  }

  #disable(el: Element, shown: Shown): void {
    const { activeElement } = document;
    if (el.contains(activeElement)) this.#focused = activeElement as HTMLElement;
    shown.set(el, "disabled", "");
    // Later: it may be disabled again at once.
    shown.undo(() => queueMicrotask(this.#giveFocusBack));
    const text = el.getAttribute(disableWith);
    if (!text) return;
    if (el.matches("input")) return shown.set(el, "value", text);
    const nodes = [...el.childNodes];
    el.replaceChildren(text);
    shown.undo(() => el.replaceChildren(...nodes));
  }

  readonly #giveFocusBack = (): void => {
    const el = this.#focused;
    if (!el || el.matches(":disabled,[disabled]")) return;
    this.#focused = null;
    // Nothing else was focused meanwhile.
    if (document.activeElement === document.body) el.focus({ preventScroll: true });
  };
}
