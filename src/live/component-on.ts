// Builds `on` for the instances of a component: every name is bound to the one instance it was rendered for.
import { Action } from "../jsx/action.js";
import { assertPlain, lookUp } from "./on.js";

interface OnNames {
  readonly component: string;
  readonly events: Iterable<string>;
  readonly actions: Iterable<string>;
}

const ownerKey: unique symbol = Symbol("owner");

interface OwnedOn {
  readonly [ownerKey]: string;
}

/**
 * What makes `on` from the owner of an instance. A page may hold a thousand instances, so a binding is
 * made when a render first asks for it; afterwards it keeps its identity.
 */
export function createOnFactory(names: OnNames, isDevelopment: boolean): (owner: string) => object {
  const bindings = Object.create(null) as object;
  for (const event of names.events) {
    define(bindings, event, (owner) => new Action(owner, event, undefined));
  }
  for (const action of names.actions) {
    define(bindings, action, (owner) =>
      isDevelopment
        ? (arg: unknown) => new Action(owner, action, assertPlain(action, arg))
        : (arg: unknown) => new Action(owner, action, arg),
    );
  }
  const all = [...names.events, ...names.actions];
  return (owner) => {
    const on = Object.create(bindings, { [ownerKey]: { value: owner } }) as Record<string, unknown>;
    if (!isDevelopment) return on;
    return new Proxy(on, { get: (_, name) => lookUp(on, name, { view: names.component, all }) });
  };
}

function define(bindings: object, name: string, bind: (owner: string) => unknown): void {
  Object.defineProperty(bindings, name, {
    enumerable: true,
    get(this: OwnedOn): unknown {
      const value = bind(this[ownerKey]);
      Object.defineProperty(this, name, { value });
      return value;
    },
  });
}
