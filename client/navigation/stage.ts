// What the page shows, and the entry of the history that it belongs to: changes both together.
import type { KeptView, NavigationHost } from "../navigation-host.js";
import { Entries, type Entry } from "./entries.js";
import { hideFlash } from "./flash.js";
import { focusIn, moveFocus } from "./focus.js";
import { Head } from "./head.js";
import { LeftViews } from "./left-views.js";
import { pathOf } from "./place.js";
import { Scroll, scrollToStart, targetOf } from "./scroll.js";
import { mainView, swap } from "./swap.js";

/** How the page comes to another URL. */
export interface Arrival {
  readonly url: URL;
  readonly isReplacing?: boolean;
  /** The user has gone back or forward to it. */
  readonly goneTo?: Entry;
}

/** What is shown at a URL. */
export interface Shown {
  readonly container: Element;
  readonly head: readonly Element[];
  /** Of a page that was left a moment ago. */
  readonly kept?: ReadonlyMap<Element, KeptView>;
  readonly focused?: Element | null;
  /** Path and query that it had then. */
  readonly path?: string;
}

export class Stage {
  readonly entries = new Entries();
  readonly head = new Head();
  /** Whose page is seen: after a step back, until that page is there, it is not the present entry. */
  shownEntry: Entry = this.entries.current;
  path = pathOf(location);
  /** Path and query that the view has or is about to have: it may have been asked for what nobody wants any more. */
  told = this.path;
  readonly #left: LeftViews;
  readonly #scroll = new Scroll(this.shownEntry.id);
  readonly #host: NavigationHost;

  constructor(host: NavigationHost) {
    this.#host = host;
    this.#left = new LeftViews(host);
    this.#scroll.start();
  }

  /** The page is about to change: the event that tells of its last scrolling may come too late. */
  remember(): void {
    this.#scroll.save();
  }

  /** The same view at another URL. */
  patched(arrival: Arrival): void {
    this.#arrive(arrival, this.shownEntry.view);
    this.told = this.path;
    const target = targetOf(arrival.url);
    if (arrival.goneTo) this.#scroll.putBack() || scrollToStart(target);
    else if (target) scrollToStart(target);
    // Where nothing moves, no event says so.
    this.#scroll.save();
  }

  /** The browser has gone to a part of the page, and scrolled. */
  partShown(): void {
    const { view, position } = this.shownEntry;
    this.#follow(this.entries.claim({ view, position: position + 1 }));
  }

  /** The view of an entry, if it was left a moment ago. */
  leftOf({ view }: Entry): Shown | undefined {
    return this.#left.get(view);
  }

  show(shown: Shown, arrival: Arrival): void {
    const old = mainView() as Element;
    const { container, kept, focused } = shown;
    const left = {
      container: old,
      head: this.head.copy(),
      focused: document.activeElement,
      path: this.told,
    };
    const { view } = this.shownEntry;
    this.#scroll.save();
    this.#arrive(arrival, "");
    this.told = shown.path ?? this.path;
    this.head.become(shown.head);
    if (kept) hideFlash(container);
    if (kept && arrival.goneTo) this.#left.remove(arrival.goneTo.view);
    const away = swap(this.#host, { old, next: container, kept });
    this.#left.add(view, { ...left, kept: away });
    const target = targetOf(arrival.url);
    if (!(arrival.goneTo && this.#scroll.putBack())) scrollToStart(target);
    moveFocus((focused?.isConnected && focused) || target || focusIn(container));
    // It was left at another entry of its own: its view is about to be told, and changes its height.
    if (this.told !== this.path) this.#scroll.follow("");
  }

  #arrive({ url, isReplacing, goneTo }: Arrival, view: string): void {
    const isThere = url.href === location.href;
    const arrived =
      goneTo && isThere
        ? goneTo
        : this.entries.add({
            url: url.href,
            isReplacing: isReplacing || isThere || goneTo !== undefined,
            view,
          });
    this.path = pathOf(url);
    this.#follow(arrived);
  }

  #follow(entry: Entry): void {
    this.shownEntry = entry;
    this.#scroll.follow(entry.id);
  }
}
