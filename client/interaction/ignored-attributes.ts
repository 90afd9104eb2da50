// Attributes that patches leave alone, because a command said so: their values are put back after each write.

export class IgnoredAttributes {
  readonly #patterns = new WeakMap<Element, string[]>();
  /** The attributes as they were before the patch under way wrote to the element. */
  readonly #before = new WeakMap<Element, ReadonlyMap<string, string>>();

  /** `names`: separated by spaces; `data-*` and `*` stand for many. */
  add(el: Element, names: string): void {
    const patterns = this.#patterns.get(el) ?? [];
    this.#patterns.set(el, patterns);
    patterns.push(...names.split(" "));
  }

  willChange(node: Node): void {
    const el = node as Element;
    if (this.#patterns.has(el)) this.#before.set(el, attributesOf(el));
  }

  wrote(el: Element, name: string): void {
    if (this.#isIgnored(el, name)) put(el, name, this.#before.get(el)?.get(name));
  }

  willMorph(el: Element, next: Element): void {
    if (!this.#patterns.has(el)) return;
    const before = attributesOf(el);
    for (const name of new Set([...before.keys(), ...next.getAttributeNames()])) {
      if (this.#isIgnored(el, name)) put(next, name, before.get(name));
    }
  }

  #isIgnored(el: Element, name: string): boolean {
    // The marks of boundaries and containers are Slotwire's own.
    if (name === "l" || name === "live") return false;
    return !!this.#patterns.get(el)?.some((pattern) => {
      const at = pattern.indexOf("*");
      return at < 0 ? name === pattern : name.startsWith(pattern.slice(0, at));
    });
  }
}

function attributesOf(el: Element): ReadonlyMap<string, string> {
  return new Map([...el.attributes].map(({ name, value }) => [name, value]));
}

function put(el: Element, name: string, value: string | undefined): void {
  if (value === undefined) el.removeAttribute(name);
  else el.setAttribute(name, value);
}
