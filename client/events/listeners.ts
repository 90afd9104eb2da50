// The listeners of a page, one for each kind of event on the document, and what each of them sends.
import { type Pace, tempoOf } from "./pace.js";
import {
  controlAt,
  controlFields,
  type EventPayload,
  fieldsIfAny,
  formBody,
  keyFields,
} from "./payload.js";

/** An event of the page, read at the moment it happened. */
export interface BoundEvent {
  /** What the binding names: an event of the view, or `@` and the fingerprint of an action. */
  readonly handler: string;
  readonly binding: Element;
  readonly payload: EventPayload;
  /** The control, or the form, whose values the payload carries. */
  readonly source: Element | undefined;
}

export interface ListenersDelegate {
  /** Reads the address of the event now and returns what sends it, now or later. */
  eventHappened(event: BoundEvent): () => void;
}

/** How an event goes out; without `kind` at once. */
interface Posting {
  readonly payload: EventPayload;
  readonly source?: Element;
  readonly kind?: string;
  /** The control that a tempo is kept for; the binding itself when it is none. */
  readonly control?: Element;
}

export class Listeners {
  readonly #delegate: ListenersDelegate;
  readonly #pace: Pace;

  constructor(delegate: ListenersDelegate, pace: Pace) {
    this.#delegate = delegate;
    this.#pace = pace;
  }

  /** For as long as the document lives. */
  start(): void {
    this.#listen("click", this.#clicked);
    this.#listen("submit", this.#submitted);
    this.#listen("change", this.#controlChanged);
    this.#listen("input", this.#controlChanged);
    this.#listen("keydown", this.#keyPressed);
    this.#listen("keyup", this.#keyPressed);
    this.#listen("focusin", this.#focusMoved);
    this.#listen("focusout", this.#focusMoved);
  }

  readonly #clicked = (event: MouseEvent, target: Element): void => {
    const binding = this.#bindingAt(target, "live-click");
    if (!binding || event.defaultPrevented || target.closest(":disabled")) return;
    if (binding.matches("a[href],area[href]")) {
      // The user asked for a new tab, a new window or a download of the link.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
    }
    this.#post(binding, "live-click", { payload: fieldsIfAny(binding, binding), kind: "click" });
  };

  readonly #submitted = (event: SubmitEvent, target: Element): void => {
    const form = target as HTMLFormElement;
    // Without a binding too: the change that a debounce holds back belongs before the navigation.
    this.#pace.flush(form);
    if (this.#bindingAt(form, "live-submit") !== form || event.defaultPrevented) return;
    const { submitter } = event;
    const method = submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
    // A dialog's form closes its dialog by its default action, which does not leave the page.
    if (method !== "dialog") event.preventDefault();
    const payload = formBody(form, { submitter });
    // At once, and not with the answer: what is typed from now on is the next text. A control may be
    // named "reset", so the form's own property is not asked.
    if (form.hasAttribute("live-reset")) HTMLFormElement.prototype.reset.call(form);
    this.#post(form, "live-submit", { payload, source: form });
  };

  readonly #controlChanged = ({ type }: Event, target: Element): void => {
    const control = controlAt(target);
    if (!control) return;
    const attribute = `live-${type}`;
    const { form } = control;
    const binding = this.#bindingAt(control, attribute) ?? this.#bindingAt(form, attribute);
    if (!binding) return;
    const isForm = binding === form;
    this.#post(binding, attribute, {
      payload: isForm ? formBody(form, { changed: control }) : controlFields(binding, control),
      source: isForm ? form : control,
      kind: type,
      control,
    });
  };

  readonly #keyPressed = (event: KeyboardEvent, target: Element): void => {
    const { type, key } = event;
    // Autofill dispatches key events without a key; a key that ends a composition belongs to it.
    if (!key || event.isComposing) return;
    const attribute = `live-${type}`;
    let binding = this.#bindingAt(target, attribute);
    while (binding) {
      const wanted = binding.getAttribute("live-key") ?? key;
      if (wanted.toLowerCase() === key.toLowerCase()) {
        this.#post(binding, attribute, { payload: keyFields(binding, event), kind: type + key });
        return;
      }
      binding = this.#bindingAt(binding.parentElement, attribute);
    }
  };

  readonly #focusMoved = ({ type, relatedTarget }: FocusEvent, target: Element): void => {
    const hasLeft = type === "focusout";
    if (hasLeft) this.#pace.flush(target);
    const attribute = hasLeft ? "live-blur" : "live-focus";
    const binding = this.#bindingAt(target, attribute);
    // Inside one binding the focus only moves: it neither came nor went.
    if (!binding || (relatedTarget !== null && binding.contains(relatedTarget as Node))) return;
    this.#post(binding, attribute, { payload: fieldsIfAny(binding, target) });
  };

  #listen<E extends Event>(type: string, listener: (event: E, target: Element) => void): void {
    document.addEventListener(type, (event) => {
      if (event.target instanceof Element) listener(event as E, event.target);
    });
  }

  /** The closest element at or above `el` with this binding, inside the view that `el` is in. */
  #bindingAt(el: Element | null, attribute: string): Element | null {
    const binding = el?.closest(`[${attribute}]`);
    return binding && el?.closest("[live]")?.contains(binding) ? binding : null;
  }

  #post(binding: Element, attribute: string, { kind, ...posting }: Posting): void {
    const { payload, source, control } = posting;
    const handler = binding.getAttribute(attribute) ?? "";
    const send = this.#delegate.eventHappened({ handler, binding, payload, source });
    if (kind === undefined) {
      send();
      return;
    }
    // Of clicks and keys a throttle drops the surplus, of values it delays the last.
    const tempo = tempoOf(control ?? binding, binding, control !== undefined);
    this.#pace.post(control ?? binding, kind, { tempo, send });
  }
}
