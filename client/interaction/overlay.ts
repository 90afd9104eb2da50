// What commands changed of an element's attributes: kept on top of what the server writes, and taken back exactly.

/** Whose change it is. All changes of one owner can be taken back; those of `forGood` stay. */
export interface Owner {
  isOver: boolean;
  /** What takes back the changes that are no attributes, in the order in which they were made. */
  readonly undos?: (() => void)[];
}

export const forGood: Owner = { isOver: false };

/** One thing about an element that can be covered: a class, its `display`, or a whole attribute. */
export interface Spot {
  readonly el: Element;
  /** `class`, `style`, or any other attribute, which is covered whole. */
  readonly attribute: string;
  /** A class name, `display`, or "" for the whole attribute. */
  readonly part: string;
}

type Value = string | boolean | null;

interface Layer {
  readonly owner: Owner;
  readonly value: Value;
}

/** A covered attribute. */
interface Cover {
  /** What the server wrote last, and what stands there instead. */
  server: string | null;
  shown: string | null;
  /** By part; the last layer is the one to be seen. */
  readonly layers: Map<string, readonly Layer[]>;
}

export class Overlay {
  readonly #covers = new WeakMap<Element, Map<string, Cover>>();
  readonly #spots = new Map<Owner, Spot[]>();

  set(spot: Spot, value: Value, owner: Owner): void {
    const { el, attribute, part } = spot;
    const cover = this.#coverOf(el, attribute);
    const layers = cover.layers.get(part) ?? [];
    cover.layers.set(part, [...layers.filter((layer) => layer.owner !== owner), { owner, value }]);
    if (owner !== forGood) {
      const spots = this.#spots.get(owner) ?? [];
      this.#spots.set(owner, spots);
      spots.push(spot);
    }
    write(el, spot, value);
    if (part === "") this.#show(el, attribute, cover);
    cover.shown = el.getAttribute(attribute);
  }

  /** Takes back everything that `owner` changed: what is below is seen again. */
  undo(owner: Owner): void {
    for (const { el, attribute, part } of this.#spots.get(owner) ?? []) {
      const cover = this.#covers.get(el)?.get(attribute);
      if (!cover) continue;
      const layers = cover.layers.get(part)?.filter((layer) => layer.owner !== owner) ?? [];
      if (layers.length > 0) cover.layers.set(part, layers);
      else cover.layers.delete(part);
      this.#uncover({ el, attribute, part }, cover);
    }
    this.#spots.delete(owner);
  }

  /** The server has just written this attribute. */
  wrote(el: Element, attribute: string): void {
    const cover = this.#covers.get(el)?.get(attribute);
    if (!cover) return;
    cover.server = el.getAttribute(attribute);
    this.#show(el, attribute, cover);
    cover.shown = el.getAttribute(attribute);
  }

  /** `next` is what the server says of `el`. */
  willMorph(el: Element, next: Element): void {
    for (const [attribute, cover] of this.#covers.get(el) ?? []) {
      cover.server = next.getAttribute(attribute);
      this.#show(next, attribute, cover);
      cover.shown = next.getAttribute(attribute);
    }
  }

  #coverOf(el: Element, attribute: string): Cover {
    const covers = this.#covers.get(el) ?? new Map<string, Cover>();
    this.#covers.set(el, covers);
    const existing = covers.get(attribute);
    if (existing) return existing;
    const cover: Cover = { server: el.getAttribute(attribute), shown: null, layers: new Map() };
    covers.set(attribute, cover);
    return cover;
  }

  /** Writes all layers over what the server wrote; the whole attribute first, since it holds the parts. */
  #show(el: Element, attribute: string, { layers }: Cover): void {
    const whole = layers.get("")?.at(-1);
    if (whole) write(el, { attribute, part: "" }, whole.value);
    for (const [part, stack] of layers) {
      if (part) write(el, { attribute, part }, (stack.at(-1) as Layer).value);
    }
  }

  #uncover({ el, attribute, part }: Spot, cover: Cover): void {
    const { layers, server } = cover;
    // As the server wrote it, to the letter, unless somebody else has written there too.
    const isOurs = el.getAttribute(attribute) === cover.shown;
    const top = layers.get(part)?.at(-1);
    if (top) write(el, { attribute, part }, top.value);
    else if (part === "" || (layers.size === 0 && isOurs)) {
      write(el, { attribute, part: "" }, server);
    } else write(el, { attribute, part }, partOf(server, attribute, part));
    if (part === "") this.#show(el, attribute, cover);
    cover.shown = el.getAttribute(attribute);
    if (layers.size === 0) this.#covers.get(el)?.delete(attribute);
  }
}

function write(el: Element, { attribute, part }: Omit<Spot, "el">, value: Value): void {
  if (part === "") {
    if (value === null) el.removeAttribute(attribute);
    else el.setAttribute(attribute, String(value));
  } else if (attribute === "class") el.classList.toggle(part, value === true);
  // Through the object model, which a content security policy lets pass.
  else (el as HTMLElement).style.setProperty(part, String(value ?? ""));
}

function partOf(text: string | null, attribute: string, part: string): Value {
  if (attribute === "class") return text?.split(/\s+/).includes(part) ?? false;
  const { style } = document.createElement("i");
  style.cssText = text ?? "";
  return style.getPropertyValue(part);
}
