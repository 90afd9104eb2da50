// The entries of the browser's history that are ours: which view each belongs to, and the order in which they were made.

/** `history.state.live`. */
export interface Entry {
  readonly id: string;
  /** Entries with the same word are of one view, which patches its URL. */
  readonly view: string;
  /** Counts up; the smaller one of two is further back. */
  readonly position: number;
}

export interface Adding {
  readonly url: string;
  readonly isReplacing: boolean;
  /** The word of the present view, or "" for another one. */
  readonly view: string;
}

export class Entries {
  #current: Entry;

  /** The present entry becomes ours; what others keep in its state stays. */
  constructor() {
    this.#current = entryOf(history.state) ?? { id: newId(), view: newId(), position: 0 };
    this.claim(this.#current, this.#current.id);
  }

  get current(): Entry {
    return this.#current;
  }

  /** Adds an entry, or makes the present one another. */
  add({ url, isReplacing, view }: Adding): Entry {
    const position = this.#current.position + (isReplacing ? 0 : 1);
    this.#current = { id: newId(), view: view || newId(), position };
    const state = { live: this.#current };
    if (isReplacing) history.replaceState(state, "", url);
    else history.pushState(state, "", url);
    return this.#current;
  }

  /** The user has gone to an entry: it is the present one, whatever comes of it. */
  arrive(entry: Entry): void {
    this.#current = entry;
  }

  /** Marks the browser's present entry, which is not one of ours yet. */
  claim({ view, position }: Pick<Entry, "view" | "position">, id = newId()): Entry {
    const { state } = history;
    this.#current = { id, view: view || newId(), position };
    if (state === null || typeof state === "object") {
      history.replaceState({ ...state, live: this.#current }, "");
    }
    return this.#current;
  }
}

/** Null: an entry that others have made. */
export function entryOf(state: unknown): Entry | null {
  const { id, view, position } = Object((state as { live?: unknown } | null)?.live) as Entry;
  return id && view && position >= 0 ? { id, view, position } : null;
}

function newId(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join("");
}
