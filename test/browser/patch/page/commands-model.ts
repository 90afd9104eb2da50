// What a page with commands has to look like: a list of everything that was done, of which the last that counts is seen.

/** What the server says of an item. */
export interface Said {
  readonly classes: readonly string[];
  readonly title: string | null;
  readonly style: string | null;
  readonly text: string;
}

/** 0: done for good; else the number of the run that promised it. */
type Owner = number;

interface Done {
  readonly owner: Owner;
  readonly id: string;
  /** `.a` a class, `title`, `display`, `text`. */
  readonly spot: string;
  readonly value: string | boolean | null;
}

export class CommandsModel {
  readonly said = new Map<string, Said>();
  #done: Done[] = [];

  do(done: Done): void {
    this.#done.push(done);
  }

  /** The answer to a run has come. */
  takeBack(owner: Owner): void {
    this.#done = this.#done.filter((each) => each.owner !== owner);
  }

  forget(id: string): void {
    this.said.delete(id);
    this.#done = this.#done.filter((each) => each.id !== id);
  }

  isTouched(id: string): boolean {
    return this.#done.some((each) => each.id === id);
  }

  hasClass(id: string, name: string): boolean {
    return this.#seen(id, `.${name}`, this.#saidOf(id).classes.includes(name)) === true;
  }

  title(id: string): unknown {
    return this.#seen(id, "title", this.#saidOf(id).title);
  }

  text(id: string): unknown {
    return this.#seen(id, "text", this.#saidOf(id).text);
  }

  isVisible(id: string): boolean {
    const said = !this.#saidOf(id).style?.includes("none");
    return this.#seen(id, "display", said) === true;
  }

  #saidOf(id: string): Said {
    return this.said.get(id) as Said;
  }

  #seen(id: string, spot: string, said: Done["value"]): Done["value"] {
    const last = this.#done.findLast((each) => each.id === id && each.spot === spot);
    return last ? last.value : said;
  }
}
