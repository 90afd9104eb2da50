// The commands about visibility and classes, which take a target, options, or both.
import {
  type CommandTarget,
  checkOptions,
  classNames,
  isTarget,
  type Transition,
  transitionToWire,
} from "./command-checks.js";
import type { ShowOptions, ToggleOptions } from "./command-options.js";

/** The options of each, in the order in which they travel. */
const optionsOf = {
  show: ["transition", "display"],
  hide: ["transition"],
  toggle: ["in", "out", "display"],
  addClass: ["transition"],
  removeClass: ["transition"],
  toggleClass: ["transition"],
} as const;

export type StyledCommand = keyof typeof optionsOf;

export interface StyledArguments {
  /** A target, or the options when there is none. */
  readonly to: unknown;
  readonly options: ShowOptions | ToggleOptions | undefined;
  /** Of the commands about classes. */
  readonly names?: string;
}

export function styledToWire(
  command: StyledCommand,
  { to, options, names }: StyledArguments,
): { readonly to: CommandTarget | undefined; readonly args: readonly unknown[] } {
  const known = optionsOf[command];
  const isOptions = typeof to === "object" && to !== null && !isTarget(to);
  const given = ((isOptions ? to : options) ?? {}) as Readonly<Record<string, unknown>>;
  checkOptions(command, given, known);
  const args: unknown[] = names === undefined ? [] : [classNames(command, names)];
  for (const option of known) {
    const value = given[option];
    const isPlain = option === "display";
    args.push(isPlain ? value : transitionToWire(command, value as Transition | undefined));
  }
  return { to: isOptions ? undefined : (to as CommandTarget | undefined), args };
}
