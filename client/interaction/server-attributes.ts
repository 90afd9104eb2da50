// What the server wrote on an element that a hook looks after. All else on it is the hook's, and stays.

type Entries = ReadonlyMap<string, string>;

/** What the server changed from `old` to `next`, done to what is there now. */
export function mergeEntries(now: Entries, old: Entries, next: Entries): Entries {
  const merged = new Map(now);
  for (const [name, value] of next) if (old.get(name) !== value) merged.set(name, value);
  for (const name of old.keys()) if (!next.has(name)) merged.delete(name);
  return merged;
}

/** How an attribute is made of entries that may have several owners. */
interface Shared {
  entriesOf(text: string): Entries;
  write(el: Element, entries: Entries): void;
}

const classes: Shared = {
  entriesOf: (text) => new Map((text.match(/\S+/g) ?? []).map((token) => [token, ""])),
  write: (el, entries) => el.setAttribute("class", [...entries.keys()].join(" ")),
};

const styles: Shared = {
  entriesOf(text) {
    const { style } = document.createElement("i");
    style.cssText = text;
    return new Map(
      Array.from(style, (name) => {
        const important = style.getPropertyPriority(name) && " !important";
        return [name, style.getPropertyValue(name) + important];
      }),
    );
  },
  // As text it would need `unsafe-inline` of the page's policy; a script's own writes do not.
  write(el, entries) {
    const { style } = el as HTMLElement;
    style.cssText = [...entries].map(([name, value]) => `${name}: ${value};`).join(" ");
  },
};

const sharedNames: ReadonlyMap<string, Shared> = new Map([
  ["class", classes],
  ["style", styles],
]);

export class ServerAttributes {
  readonly #el: Element;
  /** As the server last wrote them. */
  #texts: Map<string, string>;
  #before: Map<string, string>;

  constructor(el: Element) {
    this.#el = el;
    this.#texts = textsOf(el);
    this.#before = this.#texts;
  }

  /** To be called before the server writes. */
  willWrite(): void {
    this.#before = textsOf(this.#el);
  }

  /** The server's value stands in the attribute: what the hook had in it is put back. */
  wrote(name: string): void {
    const next = this.#el.getAttribute(name);
    this.#merge(this.#el, name, this.#before.get(name) ?? "");
    if (next === null) this.#texts.delete(name);
    else this.#texts.set(name, next);
  }

  /** Gives `next`, which the element is about to become, what the hook has on the element. */
  willMorph(next: Element): void {
    const texts = textsOf(next);
    const now = textsOf(this.#el);
    for (const name of sharedNames.keys()) this.#merge(next, name, now.get(name) ?? "");
    for (const [name, text] of now) {
      const isServers = sharedNames.has(name) || this.#texts.has(name) || texts.has(name);
      if (!isServers) next.setAttribute(name, text);
    }
    this.#texts = texts;
  }

  #merge(target: Element, name: string, now: string): void {
    const shared = sharedNames.get(name);
    const old = this.#texts.get(name) ?? "";
    if (!shared || now === old) return;
    const next = target.getAttribute(name) ?? "";
    const [nowEntries, oldEntries, nextEntries] = [now, old, next].map(shared.entriesOf);
    const merged = mergeEntries(
      nowEntries as Entries,
      oldEntries as Entries,
      nextEntries as Entries,
    );
    if (merged.size > 0 || next !== "") shared.write(target, merged);
  }
}

function textsOf(el: Element): Map<string, string> {
  return new Map(Array.from(el.attributes, ({ name, value }) => [name, value]));
}
