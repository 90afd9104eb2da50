// Which controls the user has used, so that the server shows no error beside one that nobody has come to yet.
import { closestOf } from "../portal-links.js";
import { controlsOf, isFilledIn } from "./elements.js";

/** On each control that was left, changed or submitted; for styles, too. */
export const usedAttribute = "live-used";

export class Use {
  /** Controls with a value that a user, or a script for them, has put there. */
  readonly #edited = new WeakSet<Element>();
  /** Controls that were typed in since their form was last read. */
  readonly #unread = new WeakSet<Element>();
  #composedIn: Element | null = null;
  /** The form whose reset nobody is told of. */
  #quiet: Element | null = null;

  start(): void {
    const table: Record<string, (event: never, target: Element) => void> = {
      focusout: (_event, target) => this.#use(target),
      input: this.#changed,
      change: this.#changed,
      submit: this.#submitted,
      reset: (_event, form) => this.#reset(form),
      formdata: this.#read,
      compositionend: this.#composed,
    };
    for (const type in table) {
      // On the way down: whoever sends the event is to find what it changed.
      const listener = (event: Event): void => {
        if (event.target instanceof Element) table[type]?.(event as never, event.target);
      };
      document.addEventListener(type, listener, true);
    }
  }

  isEdited(control: Element): boolean {
    return this.#edited.has(control);
  }

  /** Whether it holds what no event has carried yet. */
  isUnread(control: Element | null): boolean {
    return !!control && this.#unread.has(control);
  }

  /** Nobody has used the controls of this form. */
  forget(form: Element): void {
    for (const control of controlsOf(form)) {
      control.removeAttribute(usedAttribute);
      this.#edited.delete(control);
      this.#unread.delete(control);
    }
  }

  /** As the server asked for. */
  resetQuietly(form: Element): void {
    this.#quiet = form;
    // Without asking a control that is named "reset".
    HTMLFormElement.prototype.reset.call(form);
    this.#quiet = null;
  }

  #use(control: Element): void {
    if (isFilledIn(control) && closestOf(control, "[live]"))
      control.setAttribute(usedAttribute, "");
  }

  readonly #changed = (event: Event, control: Element): void => {
    if (!(event as InputEvent).isComposing) this.#composedIn = null;
    this.#use(control);
    this.#edited.add(control);
    this.#unread.add(control);
  };

  /** What is sent is the whole of it: some browsers have an input event after it, and some had the last one in it. */
  readonly #composed = (_event: Event, target: Element): void => {
    this.#composedIn = target;
    setTimeout(() => this.#composedIn?.dispatchEvent(new Event("input", { bubbles: true })));
  };

  readonly #submitted = ({ submitter }: SubmitEvent, form: Element): void => {
    // A button that works on the form, such as one that adds a row, does not say that it is filled in.
    if (!submitter?.hasAttribute("formnovalidate")) {
      for (const control of controlsOf(form)) this.#use(control);
    }
    // A reset in the middle of it is that of `live-reset`, which the server knows of.
    this.#quiet = form;
    setTimeout(() => {
      this.#quiet = null;
    });
  };

  #reset(form: Element): void {
    const isQuiet = this.#quiet === form;
    if (isQuiet) this.forget(form);
    // The controls have their first values only after the event.
    else setTimeout(() => this.#tellReset(form));
  }

  /** As a change of the button that did it. */
  #tellReset(form: Element): void {
    this.forget(form);
    const active = document.activeElement;
    const isButton = active?.matches("[type=reset]") && (active as HTMLButtonElement).form === form;
    const button = isButton ? active : form.querySelector("[type=reset]");
    const isHeardAsInput = form.matches("[live-input]:not([live-change])");
    const type = isHeardAsInput ? "input" : "change";
    button?.dispatchEvent(new Event(type, { bubbles: true }));
  }

  readonly #read = ({ formData }: FormDataEvent, form: Element): void => {
    const controls = controlsOf(form);
    for (const control of controls) this.#unread.delete(control);
    const isTelling = form.matches(":is([live-change],[live-input]):not([live-no-unused])");
    if (!isTelling || !closestOf(form, "[live]")) return;
    const used = new Set<string>();
    const unused = new Set<string>();
    for (const control of controls) {
      if (control.matches(":disabled")) continue;
      const isUsed = control.matches(`[${usedAttribute}],[live-no-unused]`);
      if (control.name && !/\s/.test(control.name)) (isUsed ? used : unused).add(control.name);
    }
    const names = [...unused].filter((name) => !used.has(name));
    if (names.length > 0) formData.append("_unused", names.join(" "));
  };
}
