// A chain of commands as text: JSON, in pieces around the actions that only a tree can name.
import { LiveError } from "../errors.js";
import { Command } from "../wire/commands.js";
import { Action } from "./action.js";
import { isDevelopment } from "./development.js";

/** As on the wire, but that a pushed action is the action itself. */
export type Op = readonly [code: number, ...rest: unknown[]];

/** How a chain turns into what a slot holds; known here so that attributes need not know chains. */
export const asAttribute: unique symbol = Symbol("as attribute");

/**
 * A chain with actions, as a tree retains it: `texts` has one entry more than `actions`, the JSON
 * around and between them.
 */
export class BoundChain {
  readonly texts: readonly string[];
  readonly actions: readonly Action[];

  constructor(texts: readonly string[], actions: readonly Action[]) {
    this.texts = texts;
    this.actions = actions;
  }
}

const undoable: ReadonlySet<number> = new Set([
  Command.show,
  Command.hide,
  Command.toggle,
  Command.addClass,
  Command.removeClass,
  Command.toggleClass,
  Command.setAttribute,
  Command.removeAttribute,
  Command.toggleAttribute,
  Command.setProperty,
  Command.transition,
  Command.text,
]);

/** Of what an optimistic chain does, everything has to be taken back. */
export function assertUndoable(ops: readonly Op[]): void {
  if (!isDevelopment()) return;
  for (const [code] of ops) {
    if (undoable.has(code)) continue;
    const entry = Object.entries(Command).find(([, each]) => each === code);
    throw new LiveError("COMMAND_NOT_OPTIMISTIC", { command: entry?.[0] ?? "" });
  }
}

/**
 * `js.hide("#a").push(on.remove(3))` is `[[1,"#a"],[18,0,"` + the action + `"]]`: its fingerprint
 * depends on the session, so the tree writes it when it prints. An empty chain is null.
 */
export function partsOf(ops: readonly Op[]): string | BoundChain | null {
  if (ops.length === 0) return null;
  if (isDevelopment()) assertAnswered(ops);
  const texts: string[] = [];
  const actions: Action[] = [];
  let written = "";
  ops.forEach((op, index) => {
    written += index === 0 ? "[" : ",";
    const action = op.find((part): part is Action => part instanceof Action);
    const json = JSON.stringify(op.map((part) => (part instanceof Action ? "" : part)));
    // The handler is the third entry, so that the first empty text is where it was.
    const at = action === undefined ? 0 : json.indexOf('""') + 1;
    if (action !== undefined) {
      texts.push(written + json.slice(0, at));
      actions.push(action);
      written = "";
    }
    written += json.slice(at);
  });
  texts.push(`${written}]`);
  return actions.length === 0 ? (texts[0] as string) : new BoundChain(texts, actions);
}

/** Arguments that are left out at the end do not travel. */
export function withoutEnd(op: Op): Op {
  let end = op.length;
  while (end > 2 && (op[end - 1] === undefined || op[end - 1] === null)) end--;
  return op.slice(0, end === 2 && op[1] === 0 ? 1 : end) as unknown as Op;
}

function assertAnswered(ops: readonly Op[]): void {
  const has = (code: number): boolean => ops.some(([each]) => each === code);
  if (has(Command.optimistic) && !has(Command.push)) {
    throw new LiveError("OPTIMISTIC_WITHOUT_PUSH", {});
  }
}
