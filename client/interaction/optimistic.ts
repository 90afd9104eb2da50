// Changes that stand for an answer of the server: each is taken back when the answer comes, or fails to come.
import type { Overlay, Owner } from "./overlay.js";
import type { Texts } from "./texts.js";

/** What one run of a chain showed in advance, and the events whose answers end it. */
export interface Promised extends Owner {
  readonly undos: (() => void)[];
  readonly container: Element | null;
  readonly refs: Set<number>;
}

export class Optimistic {
  readonly #overlay: Overlay;
  readonly #texts: Texts;
  readonly #promised = new Set<Promised>();

  constructor(overlay: Overlay, texts: Texts) {
    this.#overlay = overlay;
    this.#texts = texts;
  }

  begin(container: Element | null): Promised {
    const promised = { isOver: false, undos: [], container, refs: new Set<number>() };
    this.#promised.add(promised);
    return promised;
  }

  /** All commands of its chain have run. Without an event under way nothing would end it. */
  chainEnded(promised: Promised, refs: readonly number[]): void {
    for (const ref of refs) promised.refs.add(ref);
    if (refs.length === 0) this.#takeBack(promised);
  }

  /** To be called before the patch that answers is applied, so that nobody sees what is in between. */
  answered(container: Element | null, refs: readonly number[]): void {
    for (const promised of this.#promised) {
      if (promised.container !== container) continue;
      const isMeant = refs.filter((ref) => promised.refs.delete(ref)).length > 0;
      if (isMeant && promised.refs.size === 0) this.#takeBack(promised);
    }
  }

  #takeBack(promised: Promised): void {
    promised.isOver = true;
    this.#promised.delete(promised);
    for (const undo of promised.undos.reverse()) undo();
    this.#overlay.undo(promised);
    this.#texts.undo(promised);
  }
}
