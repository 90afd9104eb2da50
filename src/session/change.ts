// Merges what a handler returned into the state.
import { disown, LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { deepFreeze, isPlainObject } from "../live/plain-data.js";

/** Who returned it, for the error. */
export interface ChangeSource {
  readonly view: string;
  readonly handler: string;
}

/** The same object when nothing changed, so that nothing is rendered. */
export function mergeChange(state: object, change: unknown, source: ChangeSource): object {
  const changed = typeof change === "function" ? (change(state) as unknown) : change;
  if (changed === undefined || changed === null) return state;
  if (typeof changed !== "object" || Array.isArray(changed) || disown(changed)) {
    throw new LiveError("CHANGE_NOT_OBJECT", { ...source, got: changed });
  }
  if (!hasNews(state, changed)) return state;
  const merged = { ...state, ...changed };
  if (isDevelopment()) deepFreeze(merged);
  return merged;
}

/** What `mount`, `migrate` and `persist` return: data and nothing else, at once. */
export function assertState(state: unknown, source: ChangeSource): object {
  const isPromise = disown(state);
  if (!isPromise && isPlainObject(state) && !Array.isArray(state)) return state;
  throw new LiveError("STATE_NOT_OBJECT", { ...source, got: state });
}

function hasNews(state: object, changed: object): boolean {
  const before = state as Readonly<Record<string, unknown>>;
  const after = changed as Readonly<Record<string, unknown>>;
  for (const name in after) {
    if (!Object.is(before[name], after[name]) || !(name in before)) return true;
  }
  return false;
}
