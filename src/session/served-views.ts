// The views that pages of this process show, by name: a session that comes from another process brings its view's name only.
import type { View } from "../live/view.js";

export class ServedViews {
  /** Null for a name that several views have. */
  readonly #views = new Map<string, View | null>();

  add(view: View): void {
    const { name } = view.definition;
    if (name === null) return;
    const known = this.#views.get(name);
    const isSame = known === undefined || known?.definition === view.definition;
    this.#views.set(name, isSame ? view : null);
  }

  find(name: string): View | null {
    return this.#views.get(name) ?? null;
  }
}
