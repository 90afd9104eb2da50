// Chains of commands that push actions: how a tree compares and prints them.
import type { BoundChain } from "../jsx/command-parts.js";
import { actionsEqual, fingerprint } from "./fingerprint.js";

/** Whether two chains do the same, and call the same handlers with the same arguments. */
export function chainsEqual(one: BoundChain, other: BoundChain): boolean {
  if (one === other) return true;
  return (
    one.texts.length === other.texts.length &&
    one.texts.every((text, at) => text === other.texts[at]) &&
    one.actions.every((action, at) => actionsEqual(action, other.actions[at] as typeof action))
  );
}

/** The chain as JSON, with the fingerprints of its actions. */
export function chainText({ texts, actions }: BoundChain, salt: number): string {
  let text = texts[0] as string;
  for (const [at, action] of actions.entries()) {
    text += fingerprint(action, salt) + (texts[at + 1] as string);
  }
  return text;
}
