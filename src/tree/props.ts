// Whether a component has to be called again: a shallow comparison of its props.
import { Action, EventRef } from "../jsx/action.js";
import { asAttribute, BoundChain } from "../jsx/command-parts.js";
import { Commands } from "../jsx/commands.js";
import { chainsEqual } from "./bound-chain.js";
import { actionsEqual } from "./fingerprint.js";
import type { Props } from "./node.js";

export function propsEqual(previous: Props | null, next: Props): boolean {
  if (previous === next) return true;
  if (previous === null) return false;
  let count = 0;
  for (const name in next) {
    if (!propEqual(previous[name], next[name])) return false;
    // A missing prop and one that is undefined differ for a component that looks with `in`.
    if (next[name] === undefined && !(name in previous)) return false;
    count++;
  }
  for (const _ in previous) count--;
  return count === 0;
}

export function propEqual(previous: unknown, next: unknown): boolean {
  if (Object.is(previous, next)) return true;
  if (typeof next !== "object" || typeof previous !== "object") return false;
  if (next instanceof Action) return previous instanceof Action && actionsEqual(previous, next);
  if (next instanceof Commands)
    return previous instanceof Commands && commandsEqual(previous, next);
  return next instanceof EventRef && previous instanceof EventRef && previous.event === next.event;
}

function commandsEqual(previous: Commands, next: Commands): boolean {
  const [one, other] = [previous[asAttribute](), next[asAttribute]()];
  if (one === other) return true;
  return one instanceof BoundChain && other instanceof BoundChain && chainsEqual(one, other);
}
