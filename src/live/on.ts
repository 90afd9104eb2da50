// Builds `on`, the bindings that `render` is given: event references by name, and functions that bind an action.
import { LiveError } from "../errors.js";
import { Action, EventRef } from "../jsx/action.js";
import { nearestName } from "./nearest.js";
import { findNonPlain } from "./plain-data.js";

interface OnNames {
  readonly view: string;
  readonly events: Iterable<string>;
  readonly actions: Iterable<string>;
}

/** In development a misspelt name, and an argument that is not plain data, throw where they are written. */
export function createOn(names: OnNames, isDevelopment: boolean): object {
  const on = Object.create(null) as Record<string, unknown>;
  for (const event of names.events) on[event] = new EventRef(event);
  for (const action of names.actions) {
    on[action] = isDevelopment
      ? (arg: unknown) => new Action("", action, assertPlain(action, arg))
      : (arg: unknown) => new Action("", action, arg);
  }
  Object.freeze(on);
  if (!isDevelopment) return on;
  const known = { view: names.view, all: Object.keys(on) };
  return new Proxy(on, { get: (_, name) => lookUp(on, name, known) });
}

/** What JSON.stringify and await look for in any object. */
const asked: ReadonlySet<string> = new Set(["toJSON", "then"]);

/** What is bound under a name; a name that is not is a mistake. */
export function lookUp(
  on: Readonly<Record<string, unknown>>,
  name: string | symbol,
  { view, all }: { readonly view: string; readonly all: readonly string[] },
): unknown {
  if (typeof name === "symbol") return undefined;
  const found = on[name];
  if (found !== undefined || asked.has(name)) return found;
  throw new LiveError("UNKNOWN_EVENT", { view, name, nearest: nearestName(name, all) });
}

export function assertPlain(action: string, arg: unknown): unknown {
  const path = findNonPlain(arg);
  if (path !== null) throw new LiveError("ACTION_ARGUMENT", { action, path });
  return arg;
}
