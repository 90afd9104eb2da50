// The listeners of a page, one for each kind of event on the document, and what each of them sends.
import type { BindingListeners, Interaction, Sending } from "../interaction-host.js";
import { holds, parentOf } from "../portal-links.js";
import { heldModifiers, isModified, nameOf } from "./modifiers.js";
import { controlAt, controlFields, fieldsIfAny, formBody } from "./payload.js";

/** An event of the page, read at the moment it happened. */
export interface BoundEvent {
  /** What the binding holds: an event of the view, `@` and the fingerprint of an action, or a chain. */
  readonly handler: string;
  readonly binding: Element;
  /** `click`, `submit`, …: the binding without its prefix. */
  readonly kind: string;
  readonly payload: Sending["payload"];
  /** The control, or the form, whose values the payload carries. */
  readonly source: Element | null | undefined;
  /** What is shown as waiting: the binding, and what was used of it. */
  readonly loading: readonly Element[];
}

/** By the type of the event: what goes with its payload, each value as a string. Fields of the element win. */
export type Metadata = Record<
  string,
  (event: Event, el: Element) => Readonly<Record<string, string | number | boolean>>
>;

export interface ListenersDelegate {
  /** Null until the page needs it. */
  readonly interaction: Interaction | null;
  /** Reads the address of the event now and returns what sends it, now or later. */
  eventHappened(event: BoundEvent): () => void;
}

type Listener = (event: never, target: Element) => void;

export class Listeners implements BindingListeners {
  readonly #delegate: ListenersDelegate;
  readonly #metadata: Metadata;
  /** Bindings with `live-once` that have been used. */
  readonly #spent = new WeakMap<Element, string>();

  constructor(delegate: ListenersDelegate, metadata: Metadata) {
    this.#delegate = delegate;
    this.#metadata = metadata;
  }

  /** For as long as the document lives. */
  start(): void {
    const table: Record<string, Listener> = {
      click: this.clicked,
      submit: this.#submitted,
      change: this.#controlChanged,
      input: this.#controlChanged,
      focusin: this.#focusMoved,
      focusout: this.#focusMoved,
    };
    for (const type in table) {
      document.addEventListener(type, (event) => {
        if (event.target instanceof Element)
          (table[type] as Listener)(event as never, event.target);
      });
    }
  }

  bindingAt(
    event: Event,
    attribute: string,
    from = event.target as Element | null,
  ): Element | null {
    const name = nameOf(attribute);
    for (let el = from; el; el = el.hasAttribute("live") ? null : parentOf(el)) {
      if (!el.hasAttribute(attribute)) {
        if (isModified(el, "stop", name)) {
          event.stopPropagation();
          break;
        }
      } else if (
        (el === event.target || !isModified(el, "self", name)) &&
        (!("key" in event) ||
          this.#delegate.interaction?.isWantedKey(el, event as KeyboardEvent)) &&
        !this.#spent.get(el)?.includes(`${attribute} `)
      ) {
        return el;
      }
    }
    return null;
  }

  send(event: Event, attribute: string, binding: Element, sending: Sending): void {
    const name = nameOf(attribute);
    if (isModified(binding, "prevent", name)) event.preventDefault();
    if (isModified(binding, "stop", name)) event.stopPropagation();
    const handler = binding.getAttribute(attribute);
    if (!handler) return;
    if (isModified(binding, "once", name)) {
      this.#spent.set(binding, `${this.#spent.get(binding) ?? ""}${attribute} `);
    }
    const { source, control, lane, isValue } = sending;
    const payload = withMetadata(sending.payload, this.#metadata[event.type]?.(event, binding));
    const loading = control ? [binding, control] : [binding];
    const kind = name;
    const send = this.#delegate.eventHappened({ handler, binding, kind, payload, source, loading });
    const { interaction } = this.#delegate;
    // Until the script is there that can hold it back, it goes out at once.
    if (lane && interaction) {
      interaction.hold(control ?? binding, lane, { binding, isValue, send });
    } else send();
  }

  readonly clicked = (event: MouseEvent, target: Element): void => {
    const binding = this.bindingAt(event, "live-click");
    if (!binding || event.defaultPrevented) return;
    if (binding.matches(":any-link")) {
      // The user asked for a new tab, a new window or a download of the link.
      if (heldModifiers(event).length) return;
      event.preventDefault();
    }
    if (target.closest('a[href="#"]')) event.preventDefault();
    // In its legend, a fieldset that is disabled has controls that are not.
    if (target.closest(":is(:disabled,[disabled]):not(fieldset)")) return;
    const payload = fieldsIfAny(binding, binding);
    // Unless the browser is told to take it back, a box is what the click made of it until the answer.
    const source = isModified(binding, "prevent", "click") ? null : controlAt(binding);
    this.send(event, "live-click", binding, { payload, source, lane: "click" });
  };

  readonly #submitted = (event: SubmitEvent, target: Element): void => {
    const form = target as HTMLFormElement;
    // Without a binding too: the change that a debounce holds back belongs before the navigation.
    this.#delegate.interaction?.flush(form);
    if (this.bindingAt(event, "live-submit") !== form || event.defaultPrevented) return;
    const { submitter } = event;
    const method = submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
    // A dialog's form closes its dialog by its default action, which does not leave the page.
    if (method !== "dialog") event.preventDefault();
    const isReset = form.hasAttribute("live-reset");
    // Once is enough. A form that was reset holds the next text already.
    if (!isReset && form.matches("[live-loading~=submit]")) return;
    const payload = formBody(form, { submitter });
    // At once, and not with the answer: what is typed from now on is the next text. A control may be
    // named "reset", so the form's own property is not asked.
    if (isReset) HTMLFormElement.prototype.reset.call(form);
    this.send(event, "live-submit", form, { payload, source: form, control: submitter });
  };

  readonly #controlChanged = (event: Event, target: Element): void => {
    const control = controlAt(target);
    // Half a word of an input method means nothing yet, and half a number has no value.
    if (!control || (event as InputEvent).isComposing || control.validity?.badInput) return;
    const lane = event.type;
    const attribute = `live-${lane}`;
    // A custom element may keep its form to itself.
    const form = control.form ?? control.closest("form");
    let binding = this.bindingAt(event, attribute);
    // What stands outside of its form may have another one around it, which has no part in it.
    if (form && !form.contains(control) && (binding ?? form).matches("form")) {
      binding = this.bindingAt(event, attribute, form);
    }
    if (!binding) return;
    const isForm = binding === form;
    this.send(event, attribute, binding, {
      payload: isForm ? formBody(form, { changed: control }) : controlFields(binding, control),
      source: isForm ? form : control,
      lane,
      control,
      isValue: true,
    });
  };

  // Later: a patch may be about to take away what has the focus, from which nobody went then.
  readonly #focusMoved = async (event: FocusEvent, target: Element): Promise<void> => {
    await 0;
    const hasLeft = event.type === "focusout";
    if (hasLeft) this.#delegate.interaction?.flush(target);
    const attribute = hasLeft ? "live-blur" : "live-focus";
    const binding = this.bindingAt(event, attribute);
    // Inside one binding the focus only moves: it neither came nor went.
    if (!binding || holds(binding, event.relatedTarget as Node | null)) return;
    this.send(event, attribute, binding, { payload: fieldsIfAny(binding, target) });
  };
}

function withMetadata(payload: Sending["payload"], more: ReturnType<Metadata[string]> | undefined) {
  if (!more) return payload;
  const fields = new URLSearchParams(more as Record<string, string>);
  return typeof payload === "string"
    ? `${payload}&${fields}`
    : { ...Object.fromEntries(fields), ...payload };
}
