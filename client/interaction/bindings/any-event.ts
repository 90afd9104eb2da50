// `live-on-*` and `live-window-*`: bindings for every event that a browser or a script dispatches.
import type { InteractionHost } from "../../interaction-host.js";
import { eventFields } from "./event-fields.js";
import { isNoKey } from "./keys.js";
import { BindingNames } from "./names.js";

const onPrefix = "live-on-";
const windowPrefix = "live-window-";

export class AnyEvent {
  readonly #host: InteractionHost;
  readonly #names = new BindingNames([onPrefix, windowPrefix], (prefix, type) => {
    if (prefix === windowPrefix) this.#listenToWindow(type);
    else this.#listen(type);
  });

  constructor(host: InteractionHost) {
    this.#host = host;
  }

  start(): void {
    this.#names.start();
  }

  wrote(_el: Element, name: string): void {
    this.#names.wrote(name);
  }

  willMorph(_el: Element, next: Element): void {
    for (const name of next.getAttributeNames()) this.#names.wrote(name);
  }

  // Not passive, as wheel and touch would be: `live-prevent` is to work.
  #listen(type: string): void {
    const attribute = onPrefix + type;
    document.addEventListener(type, (event) => this.#happened(event, attribute), {
      passive: false,
    });
    // What does not bubble is seen on its way down, and is its target's alone.
    const options = { capture: true, passive: false };
    const captured = (event: Event) => {
      if (!event.bubbles) this.#happened(event, attribute);
    };
    document.addEventListener(type, captured, options);
  }

  #happened(event: Event, attribute: string): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const binding = this.#host.listeners.bindingAt(event, attribute);
    if (binding && (event.bubbles || binding === target)) this.#send(event, attribute, binding);
  }

  #listenToWindow(type: string): void {
    const attribute = windowPrefix + type;
    addEventListener(type, (event) => {
      const { listeners } = this.#host;
      // The key was meant for what has the focus and a binding for it.
      const isTaken = event.target instanceof Element && listeners.bindingAt(event, `live-${type}`);
      if (isTaken && event instanceof KeyboardEvent) return;
      for (const el of document.querySelectorAll(`[${CSS.escape(attribute)}]`)) {
        if (listeners.bindingAt(event, attribute, el) === el) this.#send(event, attribute, el);
      }
    });
  }

  #send(event: Event, attribute: string, binding: Element): void {
    if (isNoKey(event)) return;
    const payload = eventFields(event, binding);
    const key = event instanceof KeyboardEvent ? event.key : "";
    // A throttle keeps the last state of what has one: where it was scrolled to, how large it is.
    const isValue = /^(scroll|resize|\w*move|timeupdate)$/.test(event.type);
    const lane = attribute + key;
    this.#host.listeners.send(event, attribute, binding, { payload, lane, isValue });
  }
}
