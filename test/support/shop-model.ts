// What a visitor of the shop has to see: a history of entries, each with its place on the page, and what was said last.
import { headingOf, wishOf } from "../../views/shop/catalogue.js";
import { productOf } from "../../views/shop/products.js";

export interface Expected {
  /** Path, query and hash. */
  readonly url: string;
  readonly title: string;
  readonly heading: string;
  readonly flash: readonly string[];
  /** From the top; "target": what the hash names is there. */
  readonly scroll: number | "target";
}

interface Entry {
  url: string;
  /** Entries with the same number are of one view. */
  view: number;
  scroll: number | "target";
}

const names: Readonly<Record<string, string>> = {
  "/shop/workshop": "The workshop",
  "/shop/cart": "Your cart",
  "/shop/login": "Log in",
  "/shop/account": "Your orders",
};

/** What the guard makes of a link for somebody who has not logged in. */
function guarded(url: string): string {
  return url.startsWith("/shop/account") ? `/shop/login?to=${encodeURIComponent(url)}` : url;
}

function pageOf(url: string): { title: string; heading: string } {
  const { pathname, searchParams } = new URL(url, "http://shop");
  const product = productOf(pathname.replace("/shop/products/", ""));
  const wish = wishOf(Object.fromEntries(searchParams));
  const heading = names[pathname] ?? product?.name ?? headingOf(wish);
  const page = pathname === "/shop" && wish.page > 1 ? `, page ${wish.page}` : "";
  return { title: `${heading}${page} · Northlight`, heading };
}

const pathOf = (url: string) => url.split("#")[0];

export class ShopModel {
  #entries: Entry[] = [{ url: "/shop", view: 0, scroll: 0 }];
  #at = 0;
  #views = 0;
  #flash: string | null = null;

  get #entry(): Entry {
    return this.#entries[this.#at]!;
  }

  get expected(): Expected {
    const { url, scroll } = this.#entry;
    return { url, ...pageOf(url), flash: this.#flash === null ? [] : [this.#flash], scroll };
  }

  /** How far one can go back, and forward. */
  get steps(): { readonly back: number; readonly forward: number } {
    return { back: this.#at, forward: this.#entries.length - 1 - this.#at };
  }

  /** Where the window was found to be. */
  scrolled(scroll: number): void {
    this.#entry.scroll = scroll;
  }

  clicked(href: string, kind: string): void {
    const { url: from, view, scroll } = this.#entry;
    const url = guarded(href);
    const isTarget = url.includes("#");
    const isPart = isTarget && pathOf(url) === pathOf(from);
    if (!isPart) this.#flash = null;
    if (kind === "patch" || isPart) {
      this.#add({ url, view, scroll: isTarget ? "target" : scroll });
    } else {
      this.#views += 1;
      this.#add({ url, view: this.#views, scroll: 0 });
    }
  }

  went(steps: number): void {
    const { url, view } = this.#entry;
    this.#at += steps;
    const isPart = this.#entry.view === view && pathOf(this.#entry.url) === pathOf(url);
    if (!isPart) this.#flash = null;
  }

  reloaded(): void {
    this.#flash = null;
  }

  said(text: string | null): void {
    this.#flash = text;
  }

  #add(entry: Entry): void {
    if (entry.url === this.#entry.url) this.#entries[this.#at] = entry;
    else {
      this.#at += 1;
      this.#entries.splice(this.#at, this.#entries.length, entry);
    }
  }
}
