// How far the window and containers with `live-scroll` are scrolled: remembered by entry of the history, over page loads too.
import { entryOf } from "./entries.js";
import { mainView } from "./swap.js";

const storageKey = "live:scroll";
const maxEntries = 50;

/** By the id of a container, "" for the window: `[x, y]`. */
type Places = Readonly<Record<string, Place>>;
type Place = readonly [number, number];

const ofWindow = "";

export class Scroll {
  readonly #byEntry = new Map<string, Places>(read());
  /** The entry whose page is shown. */
  #entry: string;

  constructor(entry: string) {
    this.#entry = entry;
  }

  start(): void {
    document.addEventListener("scroll", this.#scrolled, { capture: true, passive: true });
    // A page that is loaded is scrolled by the browser, and one that stays by this script.
    addEventListener("pagehide", () => {
      this.save();
      write(this.#byEntry);
      history.scrollRestoration = "auto";
    });
    addEventListener("pageshow", () => setTimeout(takeOver));
    if (document.readyState === "complete") takeOver();
    this.#placeContainers();
  }

  /** All that is scrolled, as it is now. */
  save(): void {
    this.#remember(ofWindow, [scrollX, scrollY]);
    for (const el of containers()) this.#remember(el.id, [el.scrollLeft, el.scrollTop]);
  }

  /** The page of another entry is shown from here on; of "", nothing is remembered. */
  follow(entry: string): void {
    takeOver();
    this.#entry = entry;
  }

  /** As it was when the entry was left; false: it never was. */
  putBack(): boolean {
    this.#placeContainers();
    const at = this.#byEntry.get(this.#entry)?.[ofWindow];
    if (at) place(window, at);
    return at !== undefined;
  }

  #placeContainers(): void {
    const places = this.#byEntry.get(this.#entry) ?? {};
    for (const el of containers()) {
      const at = places[el.id];
      if (at) place(el, at);
    }
  }

  #remember(name: string, at: Place): void {
    const places = { ...this.#byEntry.get(this.#entry), [name]: at };
    // The one that was used last is the last to go.
    this.#byEntry.delete(this.#entry);
    this.#byEntry.set(this.#entry, places);
    for (const oldest of this.#byEntry.keys()) {
      if (this.#byEntry.size <= maxEntries) break;
      this.#byEntry.delete(oldest);
    }
  }

  readonly #scrolled = ({ target }: Event): void => {
    // The browser has gone to another entry, and scrolled, before anybody was told.
    if (entryOf(history.state)?.id !== this.#entry) return;
    const el = target as Element;
    if (target === document) this.#remember(ofWindow, [scrollX, scrollY]);
    else if (el.id && el.hasAttribute("live-scroll")) {
      this.#remember(el.id, [el.scrollLeft, el.scrollTop]);
    }
  };
}

/** What the hash of an address names. */
export function targetOf({ hash }: URL): Element | null {
  try {
    const name = decodeURIComponent(hash.slice(1));
    return name
      ? (document.getElementById(name) ?? document.getElementsByName(name)[0] ?? null)
      : null;
  } catch {
    return null;
  }
}

/** The top of the window and of what the view stands in, or what the address names. */
export function scrollToStart(target: Element | null): void {
  place(window, [0, 0]);
  const around = mainView();
  for (const el of containers()) if (el.contains(around)) place(el, [0, 0]);
  target?.scrollIntoView({ behavior: "instant" });
}

function containers(): NodeListOf<Element> {
  return document.querySelectorAll("[live-scroll][id]");
}

function place(scrolled: Element | Window, [left, top]: Place): void {
  scrolled.scrollTo({ left, top, behavior: "instant" });
}

function takeOver(): void {
  history.scrollRestoration = "manual";
}

function read(): Iterable<[string, Places]> {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? "[]");
  } catch {
    return [];
  }
}

function write(byEntry: ReadonlyMap<string, Places>): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...byEntry]));
  } catch {
    // Blocked by the user, or full: the next page begins at the top.
  }
}
