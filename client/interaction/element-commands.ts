// The commands that change one element, and can be taken back.
import { Command, settableProperties, type WireTransition } from "../../src/wire/commands.js";
import type { Overlay, Owner } from "./overlay.js";
import type { Texts } from "./texts.js";
import { Transitions } from "./transitions.js";
import { Visibility } from "./visibility.js";

type Transition = WireTransition | null | undefined;

export class ElementCommands {
  readonly transitions: Transitions;
  readonly #overlay: Overlay;
  readonly #texts: Texts;
  readonly #visibility: Visibility;

  constructor(overlay: Overlay, texts: Texts) {
    this.#overlay = overlay;
    this.#texts = texts;
    this.transitions = new Transitions(overlay);
    this.#visibility = new Visibility(overlay, this.transitions);
  }

  /** `args`: as they travel behind the target. False: not one of these commands. */
  run(code: number, el: Element, args: readonly unknown[], owner: Owner): boolean {
    if (code <= Command.toggle) this.#showOrHide(code, el, args, owner);
    else if (code <= Command.toggleClass) this.#changeClasses(code, el, args, owner);
    else if (code <= Command.toggleAttribute) this.#changeAttribute(code, el, args, owner);
    else if (code === Command.setProperty) setProperty(el, args, owner);
    else if (code === Command.transition) this.#animate(el, args[0] as Transition);
    else if (code === Command.text) {
      const isSet = this.#texts.set(el, String(args[0]), owner);
      if (!isSet) throw new Error("the element holds more than one text");
    } else return false;
    return true;
  }

  #showOrHide(code: number, el: Element, args: readonly unknown[], owner: Owner): void {
    const visibility = this.#visibility;
    if (code === Command.toggle) {
      const [transition, out, display] = args as [Transition, Transition, string];
      if (visibility.isVisible(el)) visibility.hide(el, { transition: out, owner });
      else visibility.show(el, { transition, display, owner });
      return;
    }
    const [transition, display] = args as [Transition, string];
    if (code === Command.show) visibility.show(el, { transition, display, owner });
    else visibility.hide(el, { transition, owner });
  }

  #changeClasses(code: number, el: Element, args: readonly unknown[], owner: Owner): void {
    const [names, transition] = args as [string, Transition];
    for (const part of names.split(" ")) {
      const isAdded =
        code === Command.toggleClass ? !el.classList.contains(part) : code === Command.addClass;
      this.#overlay.set({ el, attribute: "class", part }, isAdded, owner);
    }
    if (transition) this.#animate(el, transition);
  }

  #changeAttribute(code: number, el: Element, args: readonly unknown[], owner: Owner): void {
    const [attribute, on = null, off] = args as [string, (string | null)?, string?];
    // The server prints none of these; here once more, for chains that a page's script has made.
    if (/^(on|l$|live$)/i.test(attribute)) throw new Error(`not to be set: ${attribute}`);
    const now = el.getAttribute(attribute);
    let value: string | null = null;
    if (code === Command.setAttribute) value = on;
    else if (code === Command.toggleAttribute) {
      if (on === null) value = now === null ? "" : null;
      else value = now === on ? (off ?? null) : on;
    }
    this.#overlay.set({ el, attribute, part: "" }, value, owner);
  }

  #animate(el: Element, transition: Transition): void {
    this.transitions.run(el, transition, () => {});
  }
}

function setProperty(el: Element, [name, value]: readonly unknown[], owner: Owner): void {
  const key = String(name);
  if (!settableProperties.includes(key)) throw new Error(`not to be set: ${key}`);
  const before: unknown = Reflect.get(el, key);
  Reflect.set(el, key, value);
  const shown: unknown = Reflect.get(el, key);
  // What the user has done since then is the user's.
  owner.undos?.push(() => Reflect.get(el, key) === shown && Reflect.set(el, key, before));
}
