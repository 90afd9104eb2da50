// Merges what a handler returned into the state.
import { disown, LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { deepFreeze, isPlainObject } from "../live/plain-data.js";
import type { Call } from "./call.js";
import { viewName } from "./handled.js";

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

/** Of the call's own host, which is to be rendered when there is news. */
export function applyChange(
  { host, subject }: Pick<Call, "host" | "subject">,
  change: unknown,
): void {
  const source = { view: viewName(host.definition), handler: subject.where };
  const state = mergeChange(host.state, change, source);
  if (state !== host.state) host.changeState(state);
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
