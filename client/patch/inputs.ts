// Whose value a form control has: the user's while it is held, the server's once it was answered or left.
import { holds } from "../portal-links.js";
import {
  type Control,
  choose,
  controlOf,
  isCheckable,
  isSelect,
  keepCaret,
  pin,
  readValue,
  takeServerValue,
} from "./controls.js";
import { mismatch } from "./mismatch.js";

const userEvents = ["focusout", "compositionstart", "compositionend", "reset"];

interface Choice {
  readonly select: HTMLSelectElement;
  readonly chosen: readonly HTMLOptionElement[];
  readonly server: string;
}

/** The controls of a form, of which one may be named "elements", or the control itself. */
function controlsIn(el: Element): Control[] {
  const { elements } = el as HTMLFormElement;
  const all = elements instanceof HTMLFormControlsCollection ? [...elements] : [el];
  return all.flatMap((each) => controlOf(each) ?? []);
}

/**
 * A control is held while it has focus, is being composed in, or has an unanswered ref. The
 * server's value is then withheld: it goes to the attribute, and to the user's value on release,
 * unless the user has meanwhile typed what no event has carried yet.
 */
export class Inputs {
  readonly #root: Element;
  readonly #refs = new Map<Control, Set<number>>();
  /** The user's value that the server knows, where it is not the attribute: what was sent last. */
  readonly #sent = new WeakMap<Control, string>();
  readonly #withheld = new WeakSet<Control>();
  /** Controls that have a new value of the server's in this patch. Options, or the bounds of a range, may come after it. */
  readonly #writtenAnew = new Set<Control>();
  readonly #serverOpen = new WeakMap<Element, boolean>();
  #composing: unknown = null;
  #autofocused: HTMLElement | null = null;

  constructor(root: Element) {
    this.#root = root;
    // On the document: what is ported stands outside of the root.
    for (const type of userEvents) root.ownerDocument.addEventListener(type, this);
  }

  destroy(): void {
    for (const type of userEvents) this.#root.ownerDocument.removeEventListener(type, this);
    this.forget();
  }

  handleEvent({ type, target }: Event): void {
    if (!holds(this.#root, target as Node)) return;
    this.#composing = type === "compositionstart" ? target : null;
    // Its controls have the server's values: nothing is the user's any more.
    if (type === "reset") {
      for (const control of controlsIn(target as Element)) this.#sent.delete(control);
    }
    // Later: the listeners of this event may be about to send the value.
    setTimeout(() => {
      if (!this.isHeld(target as Element)) this.#release(target as Control);
    });
  }

  /** Refs that will never be answered: the session is another one. */
  forget(): void {
    this.#refs.clear();
  }

  /** An event with this ref carried the value of this control, or those of this form's controls. */
  sent(el: Element, ref: number): void {
    for (const control of controlsIn(el)) {
      this.#sent.set(control, readValue(control, "user"));
      const refs = this.#refs.get(control) ?? new Set();
      this.#refs.set(control, refs.add(ref));
    }
  }

  /** To be called after the patch that answers was applied. */
  answered(ref: number): void {
    for (const [control, refs] of this.#refs) {
      if (!refs.delete(ref) || refs.size) continue;
      this.#refs.delete(control);
      this.#release(control);
    }
  }

  isHeld(el: Element): boolean {
    const control = el as Control;
    if (this.#refs.has(control) || this.#composing === el) return true;
    // A box or a button has no caret to lose: focus alone, without a change, holds nothing.
    const hasFocus = el === this.#active() && !el.hasAttribute("live-patch-focused");
    return hasFocus && (!isCheckable(control) || this.#isEdited(control));
  }

  /** The one door for attributes that have a user's side. `change` writes the attribute. */
  write(el: Element, name: string, change: () => void): void {
    const control = controlOf(el, name);
    if (!control) {
      change();
      if (name === "open") this.#serverOpen.set(el, el.hasAttribute("open"));
      return;
    }
    const isHeld = this.isHeld(control);
    const before = readValue(control, "server");
    if (isHeld && this.#composing !== control) pin(control);
    change();
    if (isHeld) this.#withhold(control, before);
    else this.#writtenAnew.add(control);
  }

  /** A new element that asks for focus gets it after the patch. Browsers do it once a document. */
  autofocus(el: HTMLElement | null): void {
    if (el) this.#autofocused = el;
  }

  /**
   * To be called before a patch or a morph; returns what is to be called after it. Options come
   * and go under a choice, and a moved element loses its focus: both are put back.
   * `scope`: all selects in it keep their choice where the server's has not changed.
   */
  begin(scope?: Element): () => void {
    const active = this.#active();
    const restoreCaret = keepCaret(active);
    const held = [
      ...this.#refs.keys(),
      active,
      scope,
      ...(scope?.querySelectorAll("select") ?? []),
    ];
    const choices: Choice[] = [];
    for (const el of new Set(held)) {
      if (!isSelect(el)) continue;
      choices.push({
        select: el,
        chosen: [...el.selectedOptions],
        server: readValue(el, "server"),
      });
    }
    return () => {
      for (const choice of choices) {
        this.#writtenAnew.delete(choice.select);
        this.#keepChoice(choice);
      }
      for (const control of this.#writtenAnew) this.#take(control);
      const wanted = this.#autofocused;
      this.#autofocused = null;
      // Never out of a control that somebody may be typing in.
      if (wanted?.isConnected && !(active?.isConnected && controlOf(active))) wanted.focus();
      else if (active?.isConnected && active !== this.#active()) {
        (active as HTMLElement).focus({ preventScroll: true });
        restoreCaret();
      }
    };
  }

  /** Before a morph writes attributes of `from`: those with a user's side go through the door. */
  morph(from: Element, to: Element): void {
    if (from.localName === "details" || from.localName === "dialog") this.#morphOpen(from, to);
    for (const name of ["checked", "selected", "value"]) {
      if (!controlOf(from, name)) continue;
      const isText = from.localName === "textarea";
      const value = isText ? to.textContent : to.getAttribute(name);
      if (value === (isText ? from.textContent : from.getAttribute(name))) continue;
      this.write(from, name, () => {
        if (isText) from.textContent = value;
        else if (value === null) from.removeAttribute(name);
        else from.setAttribute(name, value);
      });
    }
  }

  /** Text under the user's caret in an editable element is not the server's to change. */
  assertFree(node: Node): void {
    const active = this.#active() as HTMLElement | null;
    if (active?.isContentEditable && active.contains(node)) mismatch();
  }

  isEditing(el: Element): boolean {
    return el === this.#active() && (el as HTMLElement).isContentEditable;
  }

  // Whether it is open is the user's, until the server says something else than it said before.
  #morphOpen(from: Element, to: Element): void {
    const before = this.#serverOpen.get(from);
    const now = to.hasAttribute("open");
    this.#serverOpen.set(from, now);
    if (before === undefined || before === now) {
      to.toggleAttribute("open", from.hasAttribute("open"));
    }
  }

  #keepChoice({ select, chosen, server }: Choice): void {
    if (readValue(select, "server") !== server) {
      if (!this.isHeld(select)) return this.#take(select);
      this.#withhold(select, server);
    }
    const values = chosen.map((o) => o.value);
    const still = chosen.filter((o) => select.contains(o));
    const options = still.length
      ? still
      : [...select.options].filter((o) => values.includes(o.value));
    if (options.length) choose(select, options);
    else if (chosen.length) this.#take(select);
  }

  #active(): Element | null {
    const { activeElement } = this.#root.getRootNode() as Document;
    return holds(this.#root, activeElement) ? activeElement : null;
  }

  #isEdited(control: Control): boolean {
    return readValue(control, "user") !== (this.#sent.get(control) ?? readValue(control, "server"));
  }

  #withhold(control: Control, before: string): void {
    if (!this.#sent.has(control)) this.#sent.set(control, before);
    this.#withheld.add(control);
  }

  #take(control: Control): void {
    takeServerValue(control);
    this.#writtenAnew.delete(control);
    this.#sent.delete(control);
    this.#withheld.delete(control);
  }

  #release(control: Control): void {
    if (!this.#withheld.has(control) || this.#composing === control) return;
    if (!this.#isEdited(control)) this.#take(control);
  }
}
