// Hooks: which elements have which, and what each is told when the server changes the page.
import type { HookDefinition, HookQueue } from "../hook.js";
import type { Part } from "../interaction-host.js";
import { closestOf, parentOf } from "../portal-links.js";
import { HookInstance, type HookServices, type HookValue } from "./hook-instance.js";

const selector = "[live-hook]";

export class Hooks implements Part {
  readonly #services: HookServices;
  readonly #definitions = new Map<string, HookDefinition>();
  readonly #instances = new Map<Element, HookInstance>();
  readonly #roots = new Set<Element>();
  /** Those that the present patch changes, which have been told so. */
  readonly #changing = new Set<HookInstance>();
  /** The view that the present patch is about. */
  #container: Element | null = null;
  /** Elements that left the tree in the present patch, and those that are still to be seen. */
  readonly #leaving = new Set<Element>();
  readonly #observer = new MutationObserver(() => this.#sweep());
  readonly #unknown = new Set<string>();

  constructor(services: HookServices) {
    this.#services = services;
  }

  /** Takes what scripts have registered until now, and whatever they will. */
  start(): void {
    const early = window.slotwireHooks;
    const queue: HookQueue = {
      push: (...entries) => {
        for (const [name, definition] of entries) this.#definitions.set(name, definition);
        this.#mountEverywhere();
      },
    };
    window.slotwireHooks = queue;
    if (Array.isArray(early)) queue.push(...early);
    // When every script of the page has run, who is still missing is reported.
    addEventListener("load", () => this.#mountEverywhere(), { once: true });
  }

  rootAdded(root: Element): void {
    this.#roots.add(root);
    this.#mountAll(root);
  }

  rootRemoved(root: Element): void {
    this.#roots.delete(root);
    for (const instance of this.#instances.values()) {
      if (instance.container === root) this.#destroy(instance);
    }
  }

  moment(container: Element, moment: string): void {
    if (moment === "joined") return;
    for (const instance of this.#instances.values()) {
      if (instance.container === container) instance.call(moment as "disconnected");
    }
  }

  willPatch(container: Element): void {
    this.#container = container;
  }

  willChange(node: Node): void {
    if (this.#instances.size === 0) return;
    const el = node as Element;
    this.#instances.get(el)?.attributes.willWrite();
    this.#willUpdateAround(el, null);
  }

  wrote(el: Element, name: string): void {
    this.#instances.get(el)?.attributes.wrote(name);
  }

  willMorph(el: Element, next: Element): void {
    if (this.#instances.size === 0 || !closestOf(el, selector)) return;
    if (!el.isEqualNode(next)) this.#willUpdateAround(el, next);
    this.#instances.get(el)?.attributes.willMorph(next);
  }

  keepsRemoved(el: Element): boolean {
    // Whether another part keeps it shows when the patch is over.
    if (this.#instances.size > 0) this.#leaving.add(el);
    return false;
  }

  patched(container: Element): void {
    this.#sweep();
    this.#mountAll(container);
    for (const instance of this.#changing) instance.call("updated");
    this.#changing.clear();
    this.#container = null;
  }

  pushed(container: Element, event: string, payload: unknown): void {
    for (const instance of this.#instances.values()) {
      if (instance.container === container) instance.received(event, payload);
    }
  }

  /** `next`: what `el` itself is about to be like. */
  #willUpdateAround(el: Element, next: Element | null): void {
    for (let at = closestOf(el, selector); at; at = closestOf(parentOf(at), selector)) {
      const instance = this.#instances.get(at);
      if (!instance || instance.container !== this.#container) continue;
      if (this.#changing.has(instance)) continue;
      this.#changing.add(instance);
      instance.call("beforeUpdate", at === el ? next : null);
    }
  }

  /** Destroys what has left the page, or has another hook now. */
  #sweep(): void {
    for (const instance of this.#instances.values()) {
      const { el } = instance;
      const value = el.isConnected ? this.#valueOf(el) : null;
      if (value?.name === instance.name) instance.update(value);
      // Outside of views nobody but the page's own scripts takes elements away.
      else if (instance.container) this.#destroy(instance);
    }
    for (const el of this.#leaving) if (!el.isConnected) this.#leaving.delete(el);
    if (this.#leaving.size > 0) {
      this.#observer.observe(document, { childList: true, subtree: true });
    } else this.#observer.disconnect();
  }

  #destroy(instance: HookInstance): void {
    this.#instances.delete(instance.el);
    this.#changing.delete(instance);
    instance.call("destroyed");
  }

  #mountEverywhere(): void {
    for (const root of this.#roots) this.#mountAll(root);
  }

  #mountAll(root: Element): void {
    for (const el of document.querySelectorAll(selector)) {
      if (!this.#instances.has(el) && this.#rootOf(el) === root) this.#mount(el);
    }
  }

  #rootOf(el: Element): Element {
    return this.#services.host.containerOf(el) ?? document.documentElement;
  }

  #mount(el: Element): void {
    const value = this.#valueOf(el);
    if (!value) return;
    const definition = this.#definitions.get(value.name);
    if (!definition) return this.#missing(value.name, el);
    try {
      const instance = new HookInstance(el, { value, definition }, this.#services);
      this.#instances.set(el, instance);
      instance.call("mounted");
    } catch (error) {
      this.#logError("HOOK_FAILED", `${value.name}, its constructor: ${error}`, el);
    }
  }

  #missing(name: string, el: Element): void {
    if (document.readyState !== "complete" || this.#unknown.has(name)) return;
    this.#unknown.add(name);
    const known = [...this.#definitions.keys()].join(", ") || "none";
    this.#logError("UNKNOWN_HOOK", `"${name}" is not registered; known: ${known}`, el);
  }

  /** `live-hook` is a name, or `["name", {props}]`. */
  #valueOf(el: Element): HookValue | null {
    const text = el.getAttribute("live-hook");
    if (!text) return null;
    if (!text.startsWith("[")) return { text, name: text, props: {} };
    try {
      const [name, props] = JSON.parse(text);
      return { text, name: String(name), props: props ?? {} };
    } catch {
      this.#logError("HOOK_VALUE", "live-hook is neither a name nor what hook() makes", text);
      return null;
    }
  }

  #logError(code: string, message: string, metadata: unknown): void {
    this.#services.host.logError(code, message, metadata, "app");
  }
}
