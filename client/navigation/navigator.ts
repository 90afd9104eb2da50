// Takes the page to another URL: asks whether it may, has the page fetched or the view told, and has shown what came.

import type { Navigated } from "../dom-events.js";
import { announce } from "../interaction/announce.js";
import type { NavigationHost } from "../navigation-host.js";
import { entryOf } from "./entries.js";
import { type Answer, fetchPage } from "./fetch-page.js";
import { keepFlash } from "./flash.js";
import { pathOf } from "./place.js";
import type { Prefetch } from "./prefetch.js";
import { Progress } from "./progress.js";
import { type Arrival, type Shown, Stage } from "./stage.js";
import { mainView } from "./swap.js";
import { withTransition } from "./transition.js";

export interface Wish extends Arrival {
  /** What was clicked. */
  readonly link?: Element;
  /** A message for the next page, as the server has given it. */
  readonly flash?: string;
  /** The server sends the user there: what was fetched before is older than the reason. */
  readonly isAsked?: boolean;
}

export class Navigator {
  readonly #host: NavigationHost;
  readonly #prefetch: Prefetch;
  readonly #stage: Stage;
  readonly #progress = new Progress();
  /** Only the newest wish counts. */
  #pending: { readonly href: string; readonly stop: AbortController } | null = null;

  constructor(host: NavigationHost, prefetch: Prefetch) {
    this.#host = host;
    this.#prefetch = prefetch;
    this.#stage = new Stage(host);
    addEventListener("popstate", this.#popped);
  }

  changeHead(removed: readonly string[], added: readonly string[]): void {
    this.#stage.head.change(removed, added);
  }

  /** To another page. */
  navigate(wish: Wish): void {
    if (this.#may(wish, "navigate")) void this.#visit(wish);
  }

  /** To another query or hash of the same page, if its view takes it. */
  patch(wish: Wish): void {
    if (!this.#may(wish, "patch")) return;
    this.#stage.remember();
    this.#ask(wish);
  }

  /** The server has told the view of its URL already. */
  patched(arrival: Arrival): void {
    this.#stage.patched(arrival);
    tell("navigated", arrival.url, "patch");
  }

  #may({ url }: Wish, kind: Navigated["kind"]): boolean {
    // The same link again, while it is awaited.
    return this.#pending?.href !== url.href && tell("navigating", url, kind);
  }

  #ask(wish: Wish): void {
    const { url, goneTo, link } = wish;
    const pending = this.#begin(url);
    this.#stage.told = pathOf(url);
    const done = ({ code }: { readonly code: string | null }): void => {
      if (code !== null) this.#stage.told = "";
      // Something else is wanted by now.
      if (this.#pending !== pending) return;
      this.#stop();
      if (code !== null) return void this.#visit(wish);
      this.#stage.patched(wish);
      tell("navigated", url, goneTo ? "pop" : "patch");
    };
    const ref = this.#host.post({
      handler: "",
      el: mainView() ?? document.body,
      payload: pathOf(url) + url.hash,
      kind: "nav",
      loading: link ? [link] : [],
      done,
    });
    if (ref === 0) void this.#visit(wish);
  }

  async #visit(wish: Wish): Promise<void> {
    const { url, flash, link, goneTo, isAsked } = wish;
    const { signal } = this.#begin(url).stop;
    // After what the click sends besides: that is the first to be answered, and takes its marks away.
    if (link) queueMicrotask(() => showLoading(link, signal));
    let isLeft = false;
    addEventListener("beforeunload", () => (isLeft = true), { signal });
    const ask = (): Promise<Answer> => fetchPage({ url, from: this.#stage.path, flash, signal });
    const asked = (!isAsked && this.#prefetch.take(url)?.catch(ask)) || ask();
    const answer = await asked.catch(() => null);
    if (signal.aborted) return;
    if (!answer) {
      this.#stop();
      // By a later click the browser goes elsewhere, for which Safari drops what is being fetched.
      if (isLeft) return;
      if (tell("navigation-failed", url, goneTo ? "pop" : "navigate")) this.#load(wish);
      else if (goneTo) history.go(this.#stage.shownEntry.position - goneTo.position);
    } else {
      answer.url.hash ||= url.hash;
      const arrival = { ...wish, url: answer.url };
      const { container } = answer;
      if (container && mainView()) await this.#show({ ...answer, container }, arrival, link);
      else this.#load(arrival);
    }
  }

  readonly #popped = ({ state }: PopStateEvent): void => {
    const { entries, shownEntry, path, told } = this.#stage;
    const { position } = entries.current;
    const url = new URL(location.href);
    const known = entryOf(state);
    if (!known && pathOf(url) === path) return this.#stage.partShown();
    const entry = known ?? entries.claim({ view: "", position: position + 1 });
    const isTold = pathOf(url) === told;
    if (entry.id === shownEntry.id && isTold) {
      // Back from where nothing was shown yet.
      this.#stop();
      return entries.arrive(entry);
    }
    if (!tell("navigating", url, "pop")) return history.go(position - entry.position);
    entries.arrive(entry);
    const left = this.#stage.leftOf(entry);
    if (left) {
      this.#begin(url);
      void this.#show(left, { url, goneTo: entry });
    } else if (entry.view !== shownEntry.view) void this.#visit({ url, goneTo: entry });
    else if (!isTold) this.#ask({ url, goneTo: entry });
    else {
      this.#stop();
      this.#stage.patched({ url, goneTo: entry });
      tell("navigated", url, "pop");
    }
  };

  async #show(shown: Shown, arrival: Arrival, link?: Element): Promise<void> {
    const { url, goneTo } = arrival;
    const pending = this.#pending;
    await this.#stage.head.prepare(shown.head);
    await withTransition(link, () => {
      if (this.#pending !== pending) return;
      this.#stop();
      this.#stage.show(shown, arrival);
      // It was left at another entry of its own.
      if (this.#stage.told !== this.#stage.path) return this.#ask(arrival);
      announce(document.title);
      tell("navigated", url, goneTo ? "pop" : "navigate");
    });
  }

  #load({ url, isReplacing, goneTo, flash }: Wish): void {
    this.#stop();
    keepFlash(flash);
    if (goneTo && url.href === location.href) location.reload();
    else if (goneTo || isReplacing) location.replace(url);
    else location.assign(url);
  }

  #begin({ href }: URL): { readonly href: string; readonly stop: AbortController } {
    this.#stop();
    this.#pending = { href, stop: new AbortController() };
    this.#progress.start();
    return this.#pending;
  }

  #stop(): void {
    this.#pending?.stop.abort();
    this.#pending = null;
    this.#progress.end();
  }
}

/** False: a listener has prevented it. */
function tell(
  what: "navigating" | "navigated" | "navigation-failed",
  url: URL,
  kind: Navigated["kind"],
): boolean {
  const detail: Navigated = { url: url.href, kind };
  return dispatchEvent(new CustomEvent(`live:${what}`, { cancelable: true, detail }));
}

/** As an element that waits for the answer to its event. */
function showLoading(link: Element, signal: AbortSignal): void {
  if (signal.aborted) return;
  const marks = { "live-loading": "nav", "aria-busy": "true" };
  for (const [name, value] of Object.entries(marks)) link.setAttribute(name, value);
  signal.addEventListener("abort", () => {
    for (const name in marks) link.removeAttribute(name);
  });
}
