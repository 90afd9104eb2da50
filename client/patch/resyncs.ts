// Boundaries that could not be patched: what is asked of the server, what is dropped until it answers, and when to give up.
import { holds } from "../portal-links.js";
import type { Boundaries } from "./boundaries.js";
import { ignoredAround } from "./html.js";

export interface ResyncDelegate {
  /** `isHopeless`: it failed before; the server should send its HTML from now on. */
  resyncNeeded(id: number, isHopeless: boolean): void;
  /** Resyncs do not help: called once. */
  reloadNeeded(reason: string): void;
}

// A boundary may fail twice before the whole view is asked for, and that could go on forever.
const maxViews = 20;
const windowMs = 10_000;

export class Resyncs {
  readonly #boundaries: Boundaries;
  readonly #delegate: ResyncDelegate;
  readonly #pending = new Set<number>();
  readonly #failures = new Map<number, number>();
  #viewsAt: number[] = [];

  constructor(boundaries: Boundaries, delegate: ResyncDelegate) {
    this.#boundaries = boundaries;
    this.#delegate = delegate;
  }

  clear(): void {
    this.#pending.clear();
    this.#failures.clear();
  }

  /** The op of this boundary threw. */
  failed(id: number): void {
    const el = this.#boundaries.find(id);
    if (el && ignoredAround(el)) return;
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    // Where it is not in the document, or its HTML did not help either, only the whole view is left.
    const target = failures <= 2 && el ? id : 1;
    if (this.#pending.has(target) || (target === 1 && this.#isTooOften())) return;
    this.#pending.add(target);
    this.#delegate.resyncNeeded(target, failures > 1);
  }

  /** HTML for this boundary came: true when it is to be morphed in. */
  answered(id: number): boolean {
    this.#pending.delete(id);
    return !this.isDropped(id);
  }

  /**
   * An op of a boundary that is printed anew is not applied: the answer to the resync has it. A
   * boundary that a dropped op would have made is not found; then the whole view is asked for.
   */
  isDropped(id: number): boolean {
    const pending = this.#pending;
    if (!pending.size) return false;
    if (pending.has(1) || pending.has(id)) return true;
    const el = this.#boundaries.find(id);
    for (const each of pending) {
      const around = this.#boundaries.find(each);
      if (around && holds(around, el)) return true;
      // Gone from the page, and so from the tree soon: it may get no answer.
      if (!around) pending.delete(each);
    }
    return false;
  }

  #isTooOften(): boolean {
    const now = Date.now();
    const recent = this.#viewsAt.filter((at) => at > now - windowMs);
    const count = recent.push(now);
    this.#viewsAt = recent;
    if (count === maxViews + 1) this.#delegate.reloadNeeded("resyncs do not help");
    return count > maxViews;
  }
}
