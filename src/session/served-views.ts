// The views that pages of this process show, by name and place: a session that comes from another process brings these only.
import type { View } from "../live/view.js";
import type { ViewDefinition } from "../live/view-definition.js";

export class ServedViews {
  /** Null where several have the same name, and stand in the same place. */
  readonly #views = new Map<string, View | null>();

  add(view: View): void {
    const { name, place } = view.definition;
    if (name === null) return;
    const key = keyOf(name, place);
    const known = this.#views.get(key);
    const isSame = known === undefined || isSameView(known?.definition, view.definition);
    this.#views.set(key, isSame ? view : null);
  }

  find(name: string, place = ""): View | null {
    return this.#views.get(keyOf(name, place)) ?? null;
  }
}

function keyOf(name: string, place: string): string {
  return `${place} ${name}`;
}

/** Two pages may show one view inside of the same layouts. */
function isSameView(one: ViewDefinition | undefined, other: ViewDefinition): boolean {
  if (one === undefined || one.on !== other.on || one.title !== other.title) return false;
  const { within } = one;
  return (
    within.length === other.within.length && within.every((each, at) => each === other.within[at])
  );
}
