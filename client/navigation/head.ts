// The document's head: follows what a view says of it, and becomes that of another page; what stays is not touched.
import { parseHtml } from "../patch/html.js";
import { copyOf, isProgram, isSame, isSheet, keyOf } from "./head-elements.js";

/** A style sheet that has not come by then is not waited for any longer. */
const sheetMs = 1000;

export class Head {
  /** What the server has printed; what scripts have added besides is theirs. */
  readonly #printed = new WeakSet<Element>();
  /** Style sheets that are loaded for a page that is not shown yet, and what they will be for. */
  readonly #waiting = new Map<HTMLLinkElement, string>();

  constructor() {
    let isLate = false;
    for (const el of present()) {
      // Scripts add styles at the end, and what a view prints stands before the client.
      if (!isLate || !(isSheet(el) || el.localName === "style")) this.#printed.add(el);
      isLate ||= el.hasAttribute("live-layout");
    }
  }

  /** As it is now, to come back to. */
  copy(): readonly Element[] {
    const printed = present().filter((el) => this.#printed.has(el));
    return printed.map((el) => el.cloneNode(true) as Element);
  }

  /** Loads the style sheets that only `next` has; they do nothing before `become`. */
  async prepare(next: readonly Element[]): Promise<void> {
    const loading: Promise<unknown>[] = [];
    this.#walk(next, (el, old, last) => {
      if (!isSheet(el) || old) return old ?? last;
      const sheet = copyOf(el) as HTMLLinkElement;
      this.#waiting.set(sheet, sheet.media);
      sheet.media = "not all";
      const loaded = new Promise((done) => {
        sheet.onload = sheet.onerror = done;
      });
      loading.push(loaded);
      return this.#put(sheet, null, last);
    });
    if (loading.length === 0) return;
    await Promise.race([Promise.all(loading), new Promise((done) => setTimeout(done, sheetMs))]);
  }

  become(next: readonly Element[]): void {
    for (const [sheet, media] of this.#waiting) {
      sheet.media = media;
      if (!media) sheet.removeAttribute("media");
    }
    this.#waiting.clear();
    const surplus = this.#walk(next, (el, old, last) => {
      if (el.localName === "title") document.title = el.textContent ?? "";
      // What has run, has run, whatever its other attributes say now.
      else if (!old || !el.matches("script[src]")) return this.#put(copyOf(el), old, last);
      return old ?? last;
    });
    for (const el of surplus) {
      if (this.#printed.has(el) && !isProgram(el)) el.remove();
    }
  }

  /** What the view's own head has changed, each element as its HTML. */
  change(removed: readonly string[], added: readonly string[]): void {
    const gone = removed.map(parse).flatMap((el) => find((each) => isSame(each, el)) ?? []);
    for (const el of added.map(parse)) {
      // After a gap the page may have been told before.
      if (find((each) => isSame(each, el))) continue;
      const isAlike = (each: Element): boolean => keyOf(each) === keyOf(el);
      const at = gone.findIndex(isAlike);
      // Of others there may be several.
      const isOnly = /^(base|link|meta)$/.test(el.localName);
      const old = at < 0 ? isOnly && find(isAlike) : gone.splice(at, 1)[0];
      this.#put(copyOf(el), old || null, document.head.lastElementChild);
    }
    for (const el of gone) el.remove();
  }

  /** Calls `missing` for what is not there as it is; returns what only the present head has. */
  #walk(
    next: readonly Element[],
    missing: (el: Element, old: Element | null, last: Element | null) => Element | null,
  ): Iterable<Element> {
    const surplus = new Set(present());
    const take = (isWanted: (el: Element) => boolean): Element | null => {
      const taken = [...surplus].find(isWanted) ?? null;
      if (taken) surplus.delete(taken);
      return taken;
    };
    // All of them first: what is to stay must not make way for what only says the same thing.
    const stays = next.map((el) => take((each) => isSame(each, el)));
    let last: Element | null = null;
    for (const [at, el] of next.entries()) {
      last =
        stays[at] ??
        missing(
          el,
          take((each) => this.#printed.has(each) && keyOf(each) === keyOf(el)),
          last,
        );
    }
    return surplus;
  }

  #put(el: Element, old: Element | null, last: Element | null): Element {
    this.#printed.add(el);
    if (old) old.replaceWith(el);
    else if (last) last.after(el);
    else document.head.prepend(el);
    return el;
  }
}

function present(): readonly Element[] {
  return [...document.head.children];
}

function find(isWanted: (el: Element) => unknown): Element | undefined {
  return present().find(isWanted);
}

function parse(html: string): Element {
  return parseHtml(html, "").children[0] as Element;
}
