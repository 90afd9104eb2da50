// What the server asks of forms by their attributes: to begin anew, and to be submitted by the browser.
import { closestOf } from "../portal-links.js";
import type { Use } from "./use.js";

export class FormCommands {
  readonly #use: Use;
  readonly #versions = new WeakMap<Element, string | null>();
  readonly #submitters = new WeakMap<Element, HTMLElement | null>();
  readonly #triggered = new WeakSet<Element>();

  constructor(use: Use) {
    this.#use = use;
  }

  start(): void {
    document.addEventListener(
      "submit",
      ({ target, submitter }) => this.#submitters.set(target as Element, submitter),
      true,
    );
    this.patched();
  }

  /** Forms are few, and the browser keeps a list of them: each is asked after each patch. */
  patched(): void {
    for (const form of document.forms) {
      if (!closestOf(form, "[live]")) continue;
      const version = form.getAttribute("live-form");
      if (this.#versions.has(form) && this.#versions.get(form) !== version) this.#beginAnew(form);
      this.#versions.set(form, version);
      if (!form.hasAttribute("live-trigger")) this.#triggered.delete(form);
      else if (!this.#triggered.has(form)) {
        this.#triggered.add(form);
        this.#trigger(form);
      }
    }
  }

  #beginAnew(form: HTMLFormElement): void {
    const active = document.activeElement;
    // Somebody is typing the next text. Without an owner it is not reset.
    const isKept = this.#use.isUnread(active) && (active as HTMLInputElement).form === form;
    const owner = active?.getAttribute("form") ?? null;
    if (isKept) active?.setAttribute("form", "");
    this.#use.resetQuietly(form);
    if (!isKept) return;
    if (owner === null) active?.removeAttribute("form");
    else active?.setAttribute("form", owner);
  }

  /** Everything as the browser does it, the button's own action too; the view's events are left out. */
  #trigger(form: HTMLFormElement): void {
    const handler = form.getAttribute("live-submit");
    const submitter = this.#submitters.get(form);
    const { noValidate } = form;
    form.removeAttribute("live-submit");
    form.noValidate = true;
    const isStill = submitter?.isConnected && (submitter as HTMLButtonElement).form === form;
    HTMLFormElement.prototype.requestSubmit.call(form, isStill ? submitter : null);
    form.noValidate = noValidate;
    if (handler !== null) form.setAttribute("live-submit", handler);
  }
}
