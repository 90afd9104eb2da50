// Shows and hides elements: by `display`, or by what a dialog or a popover has for it.
import type { WireTransition } from "../../src/wire/commands.js";
import type { Overlay, Owner } from "./overlay.js";
import type { Transitions } from "./transitions.js";

export interface VisibilityOptions {
  readonly transition: WireTransition | null | undefined;
  readonly display?: string | null | undefined;
  readonly owner: Owner;
}

export class Visibility {
  readonly #overlay: Overlay;
  readonly #transitions: Transitions;
  /** What is being shown or hidden counts as what it is going to be. */
  readonly #isShowing = new WeakMap<Element, boolean>();

  constructor(overlay: Overlay, transitions: Transitions) {
    this.#overlay = overlay;
    this.#transitions = transitions;
  }

  isVisible(el: Element): boolean {
    return this.#isShowing.get(el) ?? isDisplayed(el);
  }

  show(el: Element, { transition, display, owner }: VisibilityOptions): void {
    if (this.isVisible(el)) return;
    this.#run(el, { name: "show", transition, before: () => this.#reveal(el, display, owner) });
  }

  hide(el: Element, { transition, owner }: VisibilityOptions): void {
    if (!this.isVisible(el)) return;
    owner.undos?.push(() => this.#transitions.stop(el));
    const finish = (): void => {
      const layer = layerOf(el);
      if (layer?.isOpen) {
        layer.close();
        owner.undos?.push(() => !layerOf(el)?.isOpen && layer.open());
      } else this.#overlay.set({ el, attribute: "style", part: "display" }, "none", owner);
    };
    this.#run(el, { name: "hide", transition, after: finish });
  }

  #run(el: Element, { name, transition, before, after }: Change): void {
    this.#transitions.stop(el);
    this.#isShowing.set(el, name === "show");
    tell(el, `live:${name}-start`);
    before?.();
    this.#transitions.run(el, transition, (isWhole) => {
      this.#isShowing.delete(el);
      if (!isWhole) return;
      after?.();
      tell(el, `live:${name}-end`);
    });
  }

  #reveal(el: Element, display: string | null | undefined, owner: Owner): void {
    const layer = layerOf(el);
    if (layer) {
      layer.open();
      owner.undos?.push(() => layerOf(el)?.isOpen && layer.close());
      return;
    }
    const set = (value: string): void =>
      this.#overlay.set({ el, attribute: "style", part: "display" }, value, owner);
    if (el.hasAttribute("hidden")) {
      this.#overlay.set({ el, attribute: "hidden", part: "" }, null, owner);
    }
    // What the page's styles say comes first, then what the browser has for the tag.
    for (const value of display ? [display] : ["", "revert", "block"]) {
      set(value);
      if (isDisplayed(el)) return;
    }
  }
}

interface Change {
  readonly name: "show" | "hide";
  readonly transition: WireTransition | null | undefined;
  readonly before?: () => void;
  readonly after?: () => void;
}

function isDisplayed(el: Element): boolean {
  return getComputedStyle(el).display !== "none";
}

/** How an element is opened that has a place above the page. */
function layerOf(el: Element): { isOpen: boolean; open(): void; close(): void } | null {
  if (el instanceof HTMLDialogElement) {
    return { isOpen: el.open, open: () => el.showModal(), close: () => el.close() };
  }
  if (!(el instanceof HTMLElement) || typeof el.popover !== "string") return null;
  return {
    isOpen: el.matches(":popover-open"),
    open: () => el.showPopover(),
    close: () => el.hidePopover(),
  };
}

function tell(el: Element, type: string): void {
  el.dispatchEvent(new CustomEvent(type, { bubbles: true }));
}
