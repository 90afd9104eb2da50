// Boundaries that could not be patched: what is asked of the server, what is dropped until it answers, and when to give up.
import type { Boundaries } from "./boundaries.js";
import { ignoredAround } from "./html.js";
import { tagBoundary } from "./tags.js";

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
  /** Boundaries that dropped ops would have made, each with the pending one it would be in. */
  readonly #unmade = new Map<number, number>();
  readonly #failures = new Map<number, number>();
  #viewsAt: number[] = [];

  constructor(boundaries: Boundaries, delegate: ResyncDelegate) {
    this.#boundaries = boundaries;
    this.#delegate = delegate;
  }

  clear(): void {
    this.#pending.clear();
    this.#unmade.clear();
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
    if (this.#pending.delete(id)) {
      for (const [unmade, owner] of this.#unmade) if (owner === id) this.#unmade.delete(unmade);
    }
    return !this.#pending.size || this.#pendingAround(id) === 0;
  }

  /** An op of a boundary that is printed anew is not applied: the answer to the resync has it. */
  isDropped(id: number, op: readonly unknown[]): boolean {
    if (!this.#pending.size) return false;
    const owner = this.#pendingAround(id);
    if (owner) this.#rememberMade(op, owner);
    return owner !== 0;
  }

  #pendingAround(id: number): number {
    if (this.#pending.has(1)) return 1;
    if (this.#pending.has(id)) return id;
    const owner = this.#unmade.get(id);
    if (owner) return owner;
    const el = this.#boundaries.find(id);
    for (const pending of this.#pending) {
      const around = this.#boundaries.find(pending);
      if (el && around?.contains(el)) return pending;
      // Gone from the page, and so from the tree soon: it may get no answer.
      if (!around) this.#pending.delete(pending);
    }
    return 0;
  }

  // Every new boundary is a `[2, id, …]` somewhere in an op. A few other arrays look alike, and all
  // that they name is in the same boundary.
  #rememberMade(op: readonly unknown[], owner: number): void {
    for (const inner of op) {
      if (!Array.isArray(inner)) continue;
      if (inner[0] === tagBoundary) this.#unmade.set(inner[1] as number, owner);
      this.#rememberMade(inner, owner);
    }
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
