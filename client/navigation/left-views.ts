// Views that were left a moment ago: out of the document, with their sessions at rest, for when the user comes back.
import type { KeptView } from "../navigation-host.js";

const maxViews = 3;

/** The server keeps a session that rests for `limits.detachedMs`, which is a minute. */
const keptMs = 30_000;

/** A page as it was when it was left. */
export interface LeftView {
  readonly container: Element;
  /** The views in it, its own first. */
  readonly kept: ReadonlyMap<Element, KeptView>;
  readonly head: readonly Element[];
  readonly focused: Element | null;
  /** The URL that it has, as path and query. */
  readonly path: string;
}

export class LeftViews {
  /** By the word of the view in the entries of the history. */
  readonly #byWord = new Map<string, LeftView>();

  add(word: string, left: LeftView): void {
    for (const view of left.kept.values()) view.goAway();
    const older = this.#byWord.get(word);
    if (older) this.#drop(word, older);
    this.#byWord.set(word, left);
    setTimeout(() => this.#drop(word, left), keptMs);
    for (const [oldest, view] of this.#byWord) {
      if (this.#byWord.size > maxViews) this.#drop(oldest, view);
    }
  }

  get(word: string): LeftView | undefined {
    return this.#byWord.get(word);
  }

  /** The caller has brought it back. */
  remove(word: string): void {
    this.#byWord.delete(word);
  }

  #drop(word: string, left: LeftView): void {
    if (this.#byWord.get(word) !== left) return;
    this.#byWord.delete(word);
    for (const view of left.kept.values()) view.end();
  }
}
