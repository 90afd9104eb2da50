// `live-prefetch`: fetches the page of a link when the user is about to click it, or when the link is in view.
import type { NavigationHost } from "../navigation-host.js";
import { type Answer, fetchPage } from "./fetch-page.js";
import { linkedBy } from "./links.js";
import { pathOf } from "./place.js";

/** A pointer that only crosses a link is gone by then. */
const hoverMs = 65;

/** The server keeps a page that nobody has joined for `limits.parkedMs`, which is ten seconds. */
const keptMs = 8000;
const maxKept = 4;

interface Fetched {
  readonly answer: Promise<Answer>;
  readonly abort: AbortController;
  /** Those of the host by then. */
  readonly posts: number;
}

const selector = "[live-nav][live-prefetch]";

export class Prefetch {
  readonly #host: NavigationHost;
  readonly #byPath = new Map<string, Fetched>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      // Those that nobody points at take the place of none.
      if (!isIntersecting || this.#byPath.size >= maxKept) continue;
      this.#seen.unobserve(target);
      this.#fetch(target, true);
    }
  });

  constructor(host: NavigationHost) {
    this.#host = host;
  }

  start(): void {
    const listen = (type: string, listener: (link: Element) => void): void =>
      document.addEventListener(
        type,
        ({ target }) => {
          const link = (target as Element).closest?.(selector);
          if (link) listener(link);
        },
        { passive: true },
      );
    listen("mouseover", (link) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#fetch(link), hoverMs);
    });
    listen("mouseout", () => clearTimeout(this.#timer));
    listen("focusin", (link) => this.#fetch(link));
    listen("touchstart", (link) => this.#fetch(link));
    for (const moment of ["live:patched", "live:navigated"]) addEventListener(moment, this.#watch);
    this.#watch();
  }

  /** The answer, which counts once, and not after an event: the page may be another one for what that did. */
  take(url: URL): Promise<Answer> | undefined {
    // What was pointed at a moment ago is left.
    clearTimeout(this.#timer);
    const fetched = this.#byPath.get(pathOf(url));
    this.#byPath.delete(pathOf(url));
    return fetched && this.#isFresh(fetched) ? fetched.answer : undefined;
  }

  #isFresh({ posts }: Fetched): boolean {
    return posts === this.#host.posts;
  }

  /** Looks for links that are to be fetched when they are in view. */
  readonly #watch = (): void => {
    for (const link of document.querySelectorAll("[live-prefetch=visible]")) {
      this.#seen.observe(link);
    }
  };

  #fetch(link: Element, isSeen = false): void {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    const linked = linkedBy(link);
    if (!linked || linked.kind === "patch" || connection?.saveData) return;
    const { url } = linked;
    const path = pathOf(url);
    const known = this.#byPath.get(path);
    if (path === pathOf(location) || (known && (isSeen || this.#isFresh(known)))) return;
    // What an event does that is under way would be missing.
    if (document.querySelector("[live-loading]")) return;
    const abort = new AbortController();
    const answer = fetchPage({
      url,
      from: pathOf(location),
      isPrefetch: true,
      signal: abort.signal,
    });
    const fetched = { answer, abort, posts: this.#host.posts };
    // A click tries again, and pointing at the link does not, for a while.
    answer.catch(() => {});
    this.#byPath.set(path, fetched);
    setTimeout(() => this.#drop(path, fetched), keptMs);
    for (const [oldest, each] of this.#byPath) {
      if (this.#byPath.size > maxKept) this.#drop(oldest, each);
    }
  }

  #drop(path: string, fetched: Fetched): void {
    if (this.#byPath.get(path) !== fetched) return;
    this.#byPath.delete(path);
    fetched.abort.abort();
  }
}
