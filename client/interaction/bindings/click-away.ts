// `live-click-away`: a click that began and ended outside of an element that the user can see.
import type { InteractionHost } from "../../interaction-host.js";
import { holds } from "../../portal-links.js";
import { eventFields } from "./event-fields.js";

const attribute = "live-click-away";

export class ClickAway {
  readonly #host: InteractionHost;
  /** Elements that the mouse button was pressed or let go in; a drag out of them or into them is no click away. */
  #touched = new Set<Element>();
  /** What was open when the click came: what a command of this click opens is not left by it. */
  #left: readonly Element[] = [];

  constructor(host: InteractionHost) {
    this.#host = host;
  }

  start(): void {
    addEventListener("mousedown", this.#pressed, true);
    addEventListener("mouseup", this.#released, true);
    addEventListener("click", this.#clickCaptured, true);
    addEventListener("click", this.#clicked);
  }

  readonly #pressed = (event: MouseEvent): void => {
    this.#touched.clear();
    this.#released(event);
  };

  readonly #released = ({ target }: MouseEvent): void => {
    for (const el of document.querySelectorAll(`[${attribute}]`)) {
      if (holds(el, target as Node)) this.#touched.add(el);
    }
  };

  // Now, and not when the event bubbles: until then a script may have taken the target out of the page.
  readonly #clickCaptured = ({ target, detail }: MouseEvent): void => {
    const touched = detail > 0 ? this.#touched : new Set<Element>();
    this.#touched = new Set();
    // Enter in a field clicks its form's button, which nobody touched.
    const isByUser = detail > 0 || target === document.activeElement;
    const all = isByUser && isSeen(target) ? document.querySelectorAll(`[${attribute}]`) : [];
    this.#left = [...all].filter(
      (el) => !touched.has(el) && !holds(el, target as Node) && isSeen(el),
    );
  };

  readonly #clicked = (event: MouseEvent): void => {
    const left = this.#left;
    this.#left = [];
    const { listeners } = this.#host;
    for (const el of left) {
      if (listeners.bindingAt(event, attribute, el) !== el) continue;
      listeners.send(event, attribute, el, { payload: eventFields(new Event("click"), el) });
    }
  };
}

/** Has a box, and some of it lies in the window. */
function isSeen(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target.getClientRects().length === 0) return false;
  const { top, left, bottom, right } = target.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
