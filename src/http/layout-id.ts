// Names what stands around a view, so that a page knows whether another one has the same document around it.
import { createHash } from "node:crypto";
import type { Layout } from "./layout.js";

/** The layouts of one live app. */
export class LayoutIds {
  readonly #app: string;
  readonly #names = new WeakMap<Layout, string>();
  readonly #ids = new WeakMap<Layout, Map<string, string>>();
  /** Layouts that a function of the app makes have one text, and are different ones all the same. */
  readonly #texts = new Map<string, number>();

  /** `app`: what the documents of the app share; those of another one have another client. */
  constructor(app: string) {
    this.#app = app;
  }

  /**
   * A short hash of the layout's name and text, and of the document's language. It is the same in all
   * processes of a build.
   */
  of(layout: Layout, lang: string): string {
    const name = this.add(layout);
    let ids = this.#ids.get(layout);
    if (ids === undefined) {
      ids = new Map();
      this.#ids.set(layout, ids);
    }
    const known = ids.get(lang) ?? hash(`${this.#app}\n${lang}\n${name}`);
    ids.set(lang, known);
    return known;
  }

  /** To be done when the app starts: layouts of one text are numbered as they come. */
  add(layout: Layout): string {
    const known = this.#names.get(layout);
    if (known !== undefined) return known;
    const text = `${layout.name}\n${layout}`;
    const number = this.#texts.get(text) ?? 0;
    this.#texts.set(text, number + 1);
    const name = `${number}\n${text}`;
    this.#names.set(layout, name);
    return name;
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}
