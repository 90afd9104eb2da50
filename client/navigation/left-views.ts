// Views that were left a moment ago: out of the document, with their sessions at rest, for when the user comes back.
import type { KeptView, NavigationHost } from "../navigation-host.js";
import { mainView } from "./swap.js";

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
  /** Those that have still to send what was done in them, and what ends that. */
  readonly #sending = new Map<KeptView, () => void>();
  readonly #host: NavigationHost;

  constructor(host: NavigationHost) {
    this.#host = host;
  }

  add(word: string, left: LeftView): void {
    for (const [container, view] of left.kept) {
      view.goAway();
      if (container.querySelector("[live-loading]")) this.#send(container, view);
    }
    const older = this.#byWord.get(word);
    if (older) this.#drop(word, older);
    this.#byWord.set(word, left);
    this.#dropLater(word, left);
    for (const [oldest, view] of this.#byWord) {
      if (this.#byWord.size > maxViews) this.#drop(oldest, view);
    }
  }

  get(word: string): LeftView | undefined {
    return this.#byWord.get(word);
  }

  /** The caller has brought it back. */
  remove(word: string): void {
    for (const view of this.get(word)?.kept.values() ?? []) this.#sending.get(view)?.();
    this.#byWord.delete(word);
  }

  #dropLater(word: string, left: LeftView): void {
    setTimeout(() => this.#drop(word, left), keptMs);
  }

  #drop(word: string, left: LeftView): void {
    if (this.#byWord.get(word) !== left) return;
    const shown = mainView();
    const isOnline = !!shown && this.#host.isConnected(shown);
    if (!isOnline && [...left.kept.values()].some((view) => this.#sending.has(view))) {
      return this.#dropLater(word, left);
    }
    this.remove(word);
    for (const view of left.kept.values()) view.end();
  }

  /** What was done without a connection, or perhaps lost with one, is sent by the next one: for that the view joins once more. */
  #send(container: Element, view: KeptView): void {
    const stop = (): void => {
      container.removeEventListener("live:joined", joined);
      this.#sending.delete(view);
      this.#host.viewAway(container);
      view.goAway();
    };
    // What waits is sent right after it.
    const joined = (): void => queueMicrotask(stop);
    container.addEventListener("live:joined", joined);
    this.#sending.set(view, stop);
    this.#host.viewAdded(container, view);
  }
}
