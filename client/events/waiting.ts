// How the page shows what waits for an answer; and afterwards it is exactly as it was.
import type { Interaction, Shown } from "../interaction-host.js";

/** An event under way. */
interface Call {
  /** `click`, `submit`, …: a word of `live-loading`. */
  readonly kind: string;
  /** The element with the binding, and the control or button that was used. */
  readonly els: readonly Element[];
}

export interface WaitingDelegate {
  /** Null until the page needs it. */
  readonly interaction: Interaction | null;
}

/**
 * All of it stands on top of what the server wrote: a patch lifts it, sees the document as the server
 * knows it, and what still waits is laid over what the patch made of it.
 */
export class Waiting implements Shown {
  readonly #delegate: WaitingDelegate;
  /** By ref. */
  readonly #calls = new Map<number, Call>();
  /** What takes back what is shown, in the order in which it was shown. */
  #undo: (() => void)[] = [];

  constructor(delegate: WaitingDelegate) {
    this.#delegate = delegate;
  }

  sent(ref: number, call: Call): void {
    this.during([], () => this.#calls.set(ref, call));
  }

  answered(refs: readonly number[]): void {
    if (refs.some((ref) => this.#calls.has(ref))) this.during(refs, () => {});
  }

  /** Runs what changes the document. `refs` are answered by it. */
  during(refs: readonly number[], change: () => void): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo = [];
    for (const ref of refs) this.#calls.delete(ref);
    change();
    const kindsOf = new Map<Element, Set<string>>();
    for (const { els, kind } of this.#calls.values()) {
      for (const el of els) kindsOf.set(el, (kindsOf.get(el) ?? new Set()).add(kind));
    }
    for (const [el, kinds] of kindsOf) {
      this.set(el, "live-loading", [...kinds].join(" "));
      // A screen reader would say "busy" at every letter.
      if (!el.matches("input,textarea,select")) this.set(el, "aria-busy", "true");
      this.#delegate.interaction?.waits(el, kinds, this);
    }
  }

  set(el: Element, name: string, value: string): void {
    const before = el.getAttribute(name);
    el.setAttribute(name, value);
    this.undo(() => (before === null ? el.removeAttribute(name) : el.setAttribute(name, before)));
  }

  undo(action: () => void): void {
    this.#undo.push(action);
  }
}
