// Bindings about the life of an element and its view: mounted, remove, connected, disconnected.
import type { Interaction, InteractionHost, ViewMoment } from "../interaction-host.js";
import { allIn } from "./all-in.js";
import type { Transitions } from "./transitions.js";

/** A connection that is lost for less than this is not worth a notice. */
const noticeMs = 500;
const valuePrefix = "live-value-";
/** What hears of things that happen elsewhere, or has the focus to itself: nothing for who is leaving. */
const farReaching = /^live-(window-.+|click-away|blur|connected|disconnected|trap)$/;

export interface LifecycleOptions {
  readonly transitions: Transitions;
  /** Runs a chain of commands. */
  readonly run: Interaction["run"];
}

export class Lifecycle implements Partial<Interaction> {
  readonly #host: InteractionHost;
  readonly #transitions: Transitions;
  readonly #run: Interaction["run"];
  readonly #mounted = new WeakSet<Element>();
  /** Out of the tree, and to be seen until their transitions end. */
  readonly #leaving = new WeakSet<Element>();
  /** Of views without a connection: what waits for the notice, or null when it was given. */
  readonly #notices = new Map<Element, ReturnType<typeof setTimeout> | null>();

  constructor(host: InteractionHost, { transitions, run }: LifecycleOptions) {
    this.#host = host;
    this.#transitions = transitions;
    this.#run = run;
  }

  rootAdded(root: Element): void {
    this.#mountAll(root);
  }

  rootRemoved(root: Element): void {
    clearTimeout(this.#notices.get(root) ?? undefined);
    this.#notices.delete(root);
  }

  patched(container: Element): void {
    this.#mountAll(container);
  }

  moment(container: Element, moment: ViewMoment): void {
    const notice = this.#notices.get(container);
    if (moment === "disconnected") {
      if (notice === undefined) this.#notices.set(container, this.#noticeLater(container));
      return;
    }
    if (moment !== "joined" && moment !== "reconnected") return;
    this.rootRemoved(container);
    // Back before anybody was told that it was gone.
    if (!notice) this.#runAll(container, "connected");
  }

  /** A morph has found a new use for it. */
  willMorph(el: Element): void {
    this.#leaving.delete(el);
  }

  /** Its transition may be seen to the end; nobody can use the element any more. */
  keepsRemoved(el: Element): boolean {
    if (!el.hasAttribute("live-remove") || this.#leaving.has(el)) return false;
    this.#call(el, "remove");
    if (!this.#transitions.isRunning(el)) return false;
    this.#leaving.add(el);
    for (const name of ["inert", "aria-hidden"]) el.setAttribute(name, "true");
    // The mark of a boundary that is no more.
    el.removeAttribute("l");
    for (const each of [el, ...el.querySelectorAll("*")]) {
      for (const name of each.getAttributeNames()) {
        if (farReaching.test(name)) each.removeAttribute(name);
      }
    }
    this.#transitions.whenEnded(el, () => this.#leaving.has(el) && el.remove());
    return true;
  }

  #noticeLater(container: Element): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.#notices.set(container, null);
      this.#runAll(container, "disconnected");
    }, noticeMs);
  }

  #mountAll(root: Element): void {
    for (const el of [root, ...allIn(root, "[live-mounted]")]) {
      if (this.#mounted.has(el) || !el.hasAttribute("live-mounted")) continue;
      this.#mounted.add(el);
      this.#call(el, "mounted");
    }
  }

  /** Those of the view, and those around all views, such as a notice in the layout. */
  #runAll(container: Element, kind: "connected" | "disconnected"): void {
    for (const el of document.querySelectorAll(`[live-${kind}]`)) {
      const own = this.#host.containerOf(el);
      if (own === container || own === null) this.#call(el, kind);
    }
  }

  #call(el: Element, kind: string): void {
    const handler = el.getAttribute(`live-${kind}`) ?? "";
    const values = [...el.attributes].filter(({ name }) => name.startsWith(valuePrefix));
    const fields = values.map(({ name, value }) => [name.slice(valuePrefix.length), value]);
    const payload = fields.length > 0 ? Object.fromEntries(fields) : undefined;
    const call = { el, kind, payload, source: undefined };
    if (handler.startsWith("[[")) this.#run(handler, call);
    else if (handler) this.#host.post({ handler, ...call });
  }
}
