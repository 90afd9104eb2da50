// How the page shows what waits for an answer: marked, disabled, locked; and afterwards exactly as it was.

const disableWith = "live-disable-with";

/** An event under way. */
interface Call {
  /** `click`, `submit`, …: a word of `live-loading`. */
  readonly kind: string;
  /** The element with the binding, and the control or button that was used. */
  readonly els: readonly Element[];
}

/**
 * All of it stands on top of what the server wrote: a patch lifts it, sees the document as the server
 * knows it, and what still waits is laid over what the patch made of it.
 */
export class Waiting {
  /** By ref. */
  readonly #calls = new Map<number, Call>();
  /** What takes back what is shown, in the order in which it was shown. */
  #undo: (() => void)[] = [];
  /** Had the focus when it was disabled. */
  #focused: HTMLElement | null = null;

  sent(ref: number, call: Call): void {
    this.#lift();
    this.#calls.set(ref, call);
    this.#show();
  }

  answered(refs: readonly number[]): void {
    if (refs.some((ref) => this.#calls.has(ref))) this.during(refs, () => {});
  }

  /** Runs what changes the document. `refs` are answered by it. */
  during(refs: readonly number[], change: () => void): void {
    this.#lift();
    for (const ref of refs) this.#calls.delete(ref);
    change();
    this.#show();
    if (this.#focused?.matches(":disabled")) return;
    // Nothing else was focused meanwhile.
    if (document.activeElement === document.body) this.#focused?.focus({ preventScroll: true });
    this.#focused = null;
  }

  #lift(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
  }

  #show(): void {
    const kindsOf = new Map<Element, Set<string>>();
    for (const { els, kind } of this.#calls.values()) {
      for (const el of els) kindsOf.set(el, (kindsOf.get(el) ?? new Set()).add(kind));
    }
    for (const [el, kinds] of kindsOf) {
      this.#set(el, "live-loading", [...kinds].join(" "));
      // A screen reader would say "busy" at every letter.
      if (!el.matches("input,textarea,select")) this.#set(el, "aria-busy", "true");
      if (kinds.has("submit") && el.matches("form")) this.#lock(el);
      else if (!kinds.has("submit") && el.hasAttribute(disableWith)) this.#disable(el);
    }
  }

  #lock(form: Element): void {
    // A control may be named "elements".
    const elements: Iterable<Element> = Reflect.get(HTMLFormElement.prototype, "elements", form);
    // What is typed into a form that has been reset is the next text already.
    const isOpen = form.hasAttribute("live-reset");
    for (const el of new Set([...elements, ...form.querySelectorAll(`[${disableWith}]`)])) {
      if (el.closest("[live-update=ignore]")) continue;
      const isButton = /^(submit|image|file)$/.test((el as HTMLInputElement).type);
      if (el.hasAttribute(disableWith) || (isButton && !isOpen)) this.#disable(el);
      else if (!isOpen && el.matches("input,textarea")) this.#set(el, "readonly", "");
    }
  }

  #disable(el: Element): void {
    const text = el.getAttribute(disableWith);
    const { activeElement } = document;
    if (el.contains(activeElement)) this.#focused = activeElement as HTMLElement;
    this.#set(el, "disabled", "");
    if (!text) return;
    if (el.matches("input")) return this.#set(el, "value", text);
    const nodes = [...el.childNodes];
    el.replaceChildren(text);
    this.#undo.push(() => el.replaceChildren(...nodes));
  }

  #set(el: Element, name: string, value: string): void {
    const before = el.getAttribute(name);
    el.setAttribute(name, value);
    this.#undo.push(() =>
      before === null ? el.removeAttribute(name) : el.setAttribute(name, before),
    );
  }
}
