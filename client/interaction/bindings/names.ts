// Finds the bindings whose last part the author chose, `live-on-dblclick` or `live-window-resize`, wherever they come from.

/** A page that makes names without an end does not get listeners without an end. */
const maxNames = 100;

/** Tells each name once, as soon as an element with such a binding is in the document. */
export class BindingNames {
  readonly #prefixes: readonly string[];
  readonly #found: (prefix: string, type: string) => void;
  readonly #known = new Set<string>();
  readonly #pattern: RegExp;

  constructor(prefixes: readonly string[], found: (prefix: string, type: string) => void) {
    this.#prefixes = prefixes;
    this.#found = found;
    this.#pattern = new RegExp(`\\s(${prefixes.join("|")})([^\\s=>/]+)`, "g");
  }

  /** For as long as the document lives. */
  start(): void {
    this.#read(document.documentElement);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) if (node instanceof Element) this.#read(node);
      }
    }).observe(document, { childList: true, subtree: true });
  }

  /** An attribute was written to an element that has been there. */
  wrote(name: string): void {
    const prefix = this.#prefixes.find((each) => name.startsWith(each));
    if (prefix) this.#tell(prefix, name.slice(prefix.length));
  }

  // Of the text that a browser prints for an element; a name that only a text mentions does no harm.
  #read(el: Element): void {
    for (const [, prefix = "", type = ""] of el.outerHTML.matchAll(this.#pattern)) {
      this.#tell(prefix, type);
    }
  }

  #tell(prefix: string, type: string): void {
    const name = prefix + type;
    if (this.#known.has(name) || this.#known.size >= maxNames) return;
    this.#known.add(name);
    this.#found(prefix, type);
  }
}
