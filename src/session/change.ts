// Merges what a handler returned into the state.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { deepFreeze } from "../live/plain-data.js";

/** Who returned it, for the error. */
export interface ChangeSource {
  readonly view: string;
  readonly handler: string;
}

/** The same object when nothing changed, so that nothing is rendered. */
export function mergeChange(state: object, change: unknown, source: ChangeSource): object {
  const changed = typeof change === "function" ? (change(state) as unknown) : change;
  if (changed === undefined || changed === null) return state;
  if (typeof changed !== "object" || Array.isArray(changed)) {
    throw new LiveError("CHANGE_NOT_OBJECT", { ...source, got: changed });
  }
  if (!hasNews(state, changed)) return state;
  const merged = { ...state, ...changed };
  if (isDevelopment()) deepFreeze(merged);
  return merged;
}

function hasNews(state: object, changed: object): boolean {
  const before = state as Readonly<Record<string, unknown>>;
  const after = changed as Readonly<Record<string, unknown>>;
  for (const name in after) {
    if (!Object.is(before[name], after[name]) || !(name in before)) return true;
  }
  return false;
}
