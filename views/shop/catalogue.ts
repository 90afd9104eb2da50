// Which pots a URL asks for: search, category, glaze, order and page, read from the query and written into it.
import type { Payload } from "slotwire";
import { type GlazeName, glazeNames, glazes } from "./glazes.js";
import { type Category, categories, type Product, products } from "./products.js";

export const sorts = [
  { id: "shelf", name: "As on the shelf" },
  { id: "cheap", name: "Price, low to high" },
  { id: "dear", name: "Price, high to low" },
  { id: "name", name: "Name" },
] as const;

export type Sort = (typeof sorts)[number]["id"];

/** What somebody looks for. */
export interface Wish {
  readonly words: string;
  readonly category: Category | null;
  readonly glaze: GlazeName | null;
  readonly sort: Sort;
  readonly page: number;
}

export interface Found {
  readonly shown: readonly Product[];
  readonly total: number;
  readonly pages: number;
}

export const perPage = 12;
export const maxWords = 40;
export const anything: Wish = { words: "", category: null, glaze: null, sort: "shelf", page: 1 };

/** A query holds what anybody may have typed: what is not known counts as not said. */
export function wishOf(query: Payload): Wish {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value.trim().slice(0, maxWords) : "";
  };
  const page = /^[1-9]\d?$/.test(text("page")) ? Number(text("page")) : 1;
  return {
    words: text("q"),
    category: categories.find(({ id }) => id === text("category"))?.id ?? null,
    glaze: glazeNames.find((name) => name === text("glaze")) ?? null,
    sort: sorts.find(({ id }) => id === text("sort"))?.id ?? "shelf",
    page,
  };
}

/** The URL of a wish: nothing in it but what differs from the whole shelf. */
export function urlOf(wish: Partial<Wish>): string {
  const { words, category, glaze, sort, page } = { ...anything, ...wish };
  const query = new URLSearchParams();
  if (words !== "") query.set("q", words);
  if (category !== null) query.set("category", category);
  if (glaze !== null) query.set("glaze", glaze);
  if (sort !== "shelf") query.set("sort", sort);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/shop" : `/shop?${query}`;
}

const orders: Record<Sort, (a: Product, b: Product) => number> = {
  shelf: () => 0,
  cheap: (a, b) => a.price - b.price,
  dear: (a, b) => b.price - a.price,
  name: (a, b) => a.name.localeCompare(b.name, "en"),
};

function isWished({ name, about, category, glaze }: Product, wish: Wish): boolean {
  if (wish.category !== null && category !== wish.category) return false;
  if (wish.glaze !== null && glaze !== wish.glaze) return false;
  const text = `${name} ${about} ${category} ${glazes[glaze].name}`.toLowerCase();
  return wish.words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function find(wish: Wish): Found {
  const all = products.filter((product) => isWished(product, wish)).sort(orders[wish.sort]);
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const first = (Math.min(wish.page, pages) - 1) * perPage;
  return { shown: all.slice(first, first + perPage), total: all.length, pages };
}

/** What the page of a wish is called, in its title and above it. */
export function headingOf({ words, category, glaze }: Wish): string {
  if (words !== "") return `“${words}”`;
  const kind = categories.find(({ id }) => id === category)?.name;
  if (glaze !== null) return `${kind ?? "Pots"} in ${glazes[glaze].name.toLowerCase()}`;
  return kind ?? "Pots for every day";
}

/** Others in the same glaze, beginning after this one, so that each has different neighbours. */
export function relatedTo(product: Product): readonly Product[] {
  const same = products.filter(({ glaze }) => glaze === product.glaze);
  const at = same.indexOf(product);
  return [...same.slice(at + 1), ...same.slice(0, at)].slice(0, 4);
}
