// Calls a component again where it stands: only the boundary around it is touched.
import { type Component, ComponentCall } from "../jsx/rendered.js";
import { type Change, ChangeTag } from "../wire/patch.js";
import { valueToWire } from "./describe.js";
import { EvaluatedCall, withKey } from "./evaluated.js";
import type { Standing } from "./instance.js";
import {
  boundaryOf,
  type KeyedItem,
  KeyedList,
  Node,
  PositionalList,
  type Props,
  type Retained,
  TransparentCall,
} from "./node.js";
import type { Reconciler } from "./reconcile.js";
import type { Retainer } from "./retain.js";
import type { Turn } from "./turn.js";
import type { WireContext } from "./wire-context.js";

export interface RenderParts {
  readonly turn: Turn;
  readonly retainer: Retainer;
  readonly reconciler: Reconciler;
  readonly context: WireContext;
}

/** What is called again, and the boundary around it. */
export type Place = Pick<Standing, "place" | "above">;

/** What is not inside a boundary, as opposed to what is there and did not change. */
const elsewhere: unique symbol = Symbol("elsewhere");
type Found = Change | undefined | typeof elsewhere;

/** What is to be called again; `rest` when that has happened, and what stands there cannot stay. */
interface Target {
  readonly place: KeyedItem;
  readonly call: ComponentCall;
  readonly rest: EvaluatedCall | null;
}

/** One render under way. */
export class InPlace {
  readonly #parts: RenderParts;
  /** An item that is no single element any more: only the list's own render can tell what becomes of it. */
  #isBeyond = false;

  constructor(parts: RenderParts) {
    this.#parts = parts;
  }

  /** False: only a render of what is around it can show what it has become. */
  render({ place, above }: Place): boolean {
    const { reconciler, turn } = this.#parts;
    const call = new ComponentCall(place.component as Component, place.props as Props, place.key);
    // With an element of its own it needs nothing of what is around: a click costs what it changes.
    const rest = place instanceof Node ? reconciler.items.keepAgain(place, call) : null;
    if (rest === null && place instanceof Node) return true;
    this.#isBeyond = false;
    reconciler.startAt(above);
    const op = this.#below(above, { place, call, rest });
    if (Array.isArray(op)) turn.boundaryChanged(above, op as unknown as [number]);
    return !this.#isBeyond;
  }

  /** What changes in a node, a list or a call when the component somewhere in it is called again. */
  #below(value: Retained, target: Target): Found {
    if (value instanceof KeyedList) return this.#item(value, target);
    const isList = value instanceof PositionalList;
    if (!isList && !(value instanceof Node) && !(value instanceof TransparentCall)) {
      return elsewhere;
    }
    const values = isList ? value.items : value.values;
    for (let at = 0; at < values.length; at++) {
      const change = this.#in(values, at, target);
      if (change === elsewhere) continue;
      if (change === undefined || value instanceof TransparentCall) return change;
      if (!isList) return [value.id, at, change];
      return [ChangeTag.positionalChanges, values.length, at, change];
    }
    return elsewhere;
  }

  /** Boundaries are not looked into. */
  #in(values: Retained[], at: number, target: Target): Found {
    const value = values[at] as Retained;
    if (value !== target.place) {
      const isBoundary = value instanceof Node && value.id !== 0;
      return typeof value !== "object" || isBoundary ? elsewhere : this.#below(value, target);
    }
    const { reconciler } = this.#parts;
    if (target.rest !== null) return reconciler.replace(values, at, target.rest);
    return reconciler.again(values, at, target.call);
  }

  #item(list: KeyedList, { place, call, rest }: Target): Found {
    const at = list.items.findIndex((item) => isInChain(item, place));
    if (at < 0) return elsewhere;
    const next = rest ?? this.#parts.reconciler.items.keepAgain(place, call);
    if (next === null) return undefined;
    return this.#replaceItem(list, at, around(list.items[at] as KeyedItem, place, next));
  }

  #replaceItem(list: KeyedList, at: number, rest: EvaluatedCall): Change | undefined {
    const { retainer, reconciler, context } = this.#parts;
    const source = retainer.evaluateItem(rest);
    if (source === null) {
      this.#isBeyond = true;
      return undefined;
    }
    const { items } = list;
    const old = items[at] as KeyedItem;
    const next = items[at + 1];
    const created = retainer.retainItem(withKey(source, old.key ?? undefined));
    reconciler.setItems(list, items.with(at, created));
    const before = next === undefined ? 0 : boundaryOf(next).id;
    return [ChangeTag.keyedMoves, [boundaryOf(old).id], [before, valueToWire(created, context)]];
  }
}

function isInChain(item: KeyedItem, place: Retained): boolean {
  let at: Retained = item;
  while (at !== place && at instanceof TransparentCall) at = at.values[0] as Retained;
  return at === place;
}

/** The calls around a place once more, with what the place came to. */
function around(item: KeyedItem, place: Retained, rest: EvaluatedCall): EvaluatedCall {
  if (item === place) return rest;
  const { component, props, key, values } = item as TransparentCall;
  const below = around(values[0] as KeyedItem, place, rest);
  return new EvaluatedCall(new ComponentCall(component, props, key), below);
}
