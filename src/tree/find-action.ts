// From what a click carries, a boundary and a fingerprint, to the action that is rendered there.
import { Action } from "../jsx/action.js";
import { BoundChain } from "../jsx/command-parts.js";
import { actionsEqual, fingerprint } from "./fingerprint.js";
import {
  childrenOf,
  isElement,
  type Node,
  type Retained,
  type RetainedPairs,
  type Row,
  RowList,
} from "./node.js";
import { rowWithId } from "./rows.js";

/** The boundary with this id at or below a value; the id comes from a client, and blocks have 0. */
export function findBoundary(value: Retained, id: number): Node | Row | null {
  if (id === 0) return null;
  if (isElement(value) && value.id === id) return value;
  if (value instanceof RowList) return rowWithId(value, id);
  for (const child of childrenOf(value)) {
    const found = typeof child === "object" ? findBoundary(child, id) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Where to look for an action. */
export const Reach = { boundary: "boundary", everything: "everything" } as const;
export type Reach = (typeof Reach)[keyof typeof Reach];

export interface ActionSearch {
  readonly fingerprint: string;
  readonly salt: number;
  readonly reach: Reach;
}

/**
 * The one action with this fingerprint. Null when there is none, and also when two different ones
 * share it: a click never runs an action that it may not have been made for.
 */
export function findAction(node: Node | Row, search: ActionSearch): Action | null {
  const found = [...actionsIn(node, search.reach === Reach.everything)].filter(
    (action) => fingerprint(action, search.salt) === search.fingerprint,
  );
  const [first = null] = found;
  return first !== null && found.every((action) => actionsEqual(action, first)) ? first : null;
}

/**
 * For each action at or below a node, what it is called under `salt`, by what it is called under
 * another salt. Two different ones that share a name there are left out.
 */
export function renamedActions(
  node: Node,
  { from, to }: { readonly from: number; readonly to: number },
): ReadonlyMap<string, string> {
  const actions = new Map<string, Action | null>();
  for (const action of actionsIn(node, true)) {
    const name = fingerprint(action, from);
    const other = actions.get(name);
    const isSame = other === undefined || (other !== null && actionsEqual(action, other));
    actions.set(name, isSame ? action : null);
  }
  const names = new Map<string, string>();
  for (const [name, action] of actions) {
    if (action !== null) names.set(name, fingerprint(action, to));
  }
  return names;
}

function* actionsIn(value: Retained, isDeep: boolean): Generator<Action> {
  for (const child of childrenOf(value)) {
    if (child instanceof Action) yield child;
    else if (child instanceof BoundChain) yield* child.actions;
    else if (Array.isArray(child)) yield* pairsActions(child);
    else if (typeof child === "object" && (isDeep || !isElement(child) || child.id === 0)) {
      yield* actionsIn(child as Retained, isDeep);
    }
  }
}

function* pairsActions(pairs: RetainedPairs): Generator<Action> {
  for (const part of pairs) {
    if (part instanceof Action) yield part;
    else if (part instanceof BoundChain) yield* part.actions;
  }
}
