// Texts that commands replaced: lifted while a patch is applied, and put back over what the server wrote.
import { forGood, type Owner } from "./overlay.js";

interface Cover {
  server: string;
  shown: string;
  layers: readonly { readonly owner: Owner; readonly text: string }[];
}

export class Texts {
  readonly #covers = new Map<Element, Cover>();

  /** False: the element holds more than one text. */
  set(el: Element, text: string, owner: Owner): boolean {
    const node = textIn(el);
    if (!node) return false;
    const cover = this.#covers.get(el) ?? { server: node.data, shown: "", layers: [] };
    cover.layers = [...cover.layers.filter((layer) => layer.owner !== owner), { owner, text }];
    this.#covers.set(el, cover);
    node.data = cover.shown = text;
    return true;
  }

  undo(owner: Owner): void {
    for (const [el, cover] of this.#covers) {
      cover.layers = cover.layers.filter((layer) => layer.owner !== owner);
      this.#show(el, cover);
    }
  }

  /** A patch works on the texts that the server knows, and compares their lengths. */
  lift(): void {
    for (const [el, cover] of this.#covers) {
      const node = textIn(el);
      if (node?.data === cover.shown) node.data = cover.shown = cover.server;
    }
  }

  putBack(): void {
    for (const [el, cover] of this.#covers) {
      const server = textIn(el)?.data;
      if (server !== undefined && server !== cover.server) {
        cover.server = cover.shown = server;
        // The server has said something new, which only what awaits an answer may cover.
        cover.layers = cover.layers.filter((layer) => layer.owner !== forGood);
      }
      this.#show(el, cover);
    }
  }

  #show(el: Element, cover: Cover): void {
    const node = el.isConnected ? textIn(el) : null;
    // Somebody else's text is left alone.
    if (node?.data === cover.shown)
      node.data = cover.shown = cover.layers.at(-1)?.text ?? cover.server;
    if (!node || cover.layers.length === 0) this.#covers.delete(el);
  }
}

/** The one text of an element, beside the empty ones that mark the places of slots. */
function textIn(el: Element): Text | null {
  const texts = [...el.childNodes].filter((node) => !(node instanceof Text) || node.data !== "");
  const [only = el.firstChild] = texts;
  return texts.length < 2 && only instanceof Text ? only : null;
}
