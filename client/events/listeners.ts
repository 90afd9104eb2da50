// The listeners of a page, one for each kind of event on the document, and what each of them sends.
import type { Payload } from "../../src/wire/protocol.js";
import { type Pace, tempoOf } from "./pace.js";
import {
  type Control,
  clickPayload,
  controlPayload,
  focusPayload,
  formPayload,
  isControl,
  keyPayload,
} from "./payload.js";

/** The fields of an element, or a form as the urlencoded body it would post. */
export type EventPayload = Payload | string | undefined;

/** An event of the page, read at the moment it happened. */
export interface BoundEvent {
  /** What the binding names: an event of the view, or `@` and the fingerprint of an action. */
  readonly handler: string;
  readonly binding: Element;
  readonly payload: EventPayload;
  /** The controls whose values the payload carries. */
  readonly controls: readonly Element[];
}

export interface ListenersDelegate {
  /** The container of the live view that `el` is in, if any. */
  containerOf(el: Element): Element | null;
  /** Reads the address of the event now and returns what sends it, now or later. */
  eventHappened(event: BoundEvent): () => void;
}

function targetOf(event: Event): Element | null {
  return event.target instanceof Element ? event.target : null;
}

export class Listeners {
  readonly #delegate: ListenersDelegate;
  readonly #pace: Pace;
  readonly #byType: Readonly<Record<string, (event: never) => void>>;

  constructor(delegate: ListenersDelegate, pace: Pace) {
    this.#delegate = delegate;
    this.#pace = pace;
    this.#byType = {
      click: this.#clicked,
      submit: this.#submitted,
      change: this.#controlChanged,
      input: this.#controlChanged,
      keydown: this.#keyPressed,
      keyup: this.#keyPressed,
      focusin: this.#focusMoved,
      focusout: this.#focusMoved,
    };
  }

  start(): void {
    for (const [type, listener] of Object.entries(this.#byType)) {
      document.addEventListener(type, listener as EventListener);
    }
  }

  stop(): void {
    for (const [type, listener] of Object.entries(this.#byType)) {
      document.removeEventListener(type, listener as EventListener);
    }
  }

  readonly #clicked = (event: MouseEvent): void => {
    const target = targetOf(event);
    const binding = this.#bindingAt(target, "live-click");
    if (binding === null || event.defaultPrevented) return;
    if (target?.closest(":disabled") || binding.matches(":disabled")) return;
    const isLink = binding.matches("a[href], area[href]");
    if (isLink) {
      // The user asked for a new tab, a new window or a download of the link.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
    }
    this.#post("click", binding, { payload: clickPayload(binding) });
  };

  readonly #submitted = (event: SubmitEvent): void => {
    const form = targetOf(event);
    const binding = this.#bindingAt(form, "live-submit");
    if (!(form instanceof HTMLFormElement)) return;
    // Without a binding too: the change that a debounce holds back belongs before the navigation.
    this.#pace.flushForm(form);
    if (binding !== form || event.defaultPrevented) return;
    const { submitter } = event;
    const method = submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
    // A dialog's form closes its dialog by its default action, which does not leave the page.
    if (method !== "dialog") event.preventDefault();
    const payload = formPayload(form, { submitter });
    this.#post("submit", form, { payload, controls: form.elements });
  };

  // `input` and `change` differ in their names only.
  readonly #controlChanged = (event: Event): void => {
    const control = targetOf(event);
    if (!isControl(control)) return;
    const binding =
      this.#bindingAt(control, `live-${event.type}`) ??
      this.#bindingAt(control.form, `live-${event.type}`);
    if (binding === null) return;
    if (binding instanceof HTMLFormElement && binding === control.form) {
      const payload = formPayload(binding, { changed: control });
      this.#post(event.type, binding, { control, payload, controls: binding.elements });
    } else {
      const payload = controlPayload(binding, control);
      this.#post(event.type, binding, { control, payload, controls: [control] });
    }
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    // Autofill dispatches key events without a key; a key that ends a composition belongs to it.
    if (!event.key || event.isComposing) return;
    const attribute = `live-${event.type}`;
    let binding = this.#bindingAt(targetOf(event), attribute);
    while (binding !== null) {
      const key = binding.getAttribute("live-key");
      if (key === null || key.toLowerCase() === event.key.toLowerCase()) break;
      binding = this.#bindingAt(binding.parentElement, attribute);
    }
    if (binding === null) return;
    const kind = `${event.type} ${event.key}`;
    this.#post(kind, binding, { payload: keyPayload(binding, event) });
  };

  readonly #focusMoved = (event: FocusEvent): void => {
    const target = targetOf(event);
    if (target === null) return;
    const hasLeft = event.type === "focusout";
    if (hasLeft) this.#pace.flush(target);
    const binding = this.#bindingAt(target, hasLeft ? "live-blur" : "live-focus");
    if (binding === null) return;
    // Inside one binding the focus only moves: it neither came nor went.
    if (event.relatedTarget instanceof Node && binding.contains(event.relatedTarget)) return;
    this.#send(binding, hasLeft ? "live-blur" : "live-focus", {
      payload: focusPayload(binding, target),
    })();
  };

  /** The closest element at or above `el` with this binding, inside the view that `el` is in. */
  #bindingAt(el: Element | null, attribute: string): Element | null {
    const binding = el?.closest(`[${attribute}]`) ?? null;
    if (el === null || binding === null) return null;
    const container = this.#delegate.containerOf(el);
    return container?.contains(binding) ? binding : null;
  }

  #post(
    kind: string,
    binding: Element,
    details: { control?: Control; payload: EventPayload; controls?: Iterable<Element> },
  ): void {
    const type = kind.split(" ", 1)[0] ?? kind;
    const send = this.#send(binding, `live-${type}`, details);
    const control = details.control ?? binding;
    // A submit is never held back or dropped; of clicks and keys a throttle drops the surplus, of
    // values it delays the last.
    const tempo =
      type === "submit" ? null : tempoOf(control, binding, details.control !== undefined);
    this.#pace.post(control, kind, { tempo, send });
  }

  #send(
    binding: Element,
    attribute: string,
    { payload, controls = [] }: { payload: EventPayload; controls?: Iterable<Element> },
  ): () => void {
    const handler = binding.getAttribute(attribute) ?? "";
    return this.#delegate.eventHappened({ handler, binding, payload, controls: [...controls] });
  }
}
