// What commands accept: checked when a chain is written, loudly in development.
import { LiveError } from "../errors.js";
import { settableProperties, type WireTarget, type WireTransition } from "../wire/commands.js";
import { attributeValue, refuseName } from "./attribute.js";
import { Rule, ruleOf } from "./attribute-rule.js";
import { isDevelopment } from "./development.js";
import { isLocalUrl } from "./local-url.js";

/**
 * Which elements a command is for: all in the document that match a selector, those inside the element
 * of the chain, or the nearest one at or above it.
 */
export type CommandTarget = string | { readonly inner: string } | { readonly closest: string };

/** Classes during which something moves: `"fade-in"`, or what it begins and ends with too. */
export type Transition =
  | string
  | { readonly during?: string; readonly from: string; readonly to: string };

type Options = Readonly<Record<string, unknown>>;

function refuse(command: string, argument: string, expected: string, got: unknown): void {
  if (isDevelopment())
    throw new LiveError("COMMAND_ARGUMENT", { command, argument, expected, got });
}

/** Tells `js.hide("#menu", options)` from `js.hide(options)`. */
export function isTarget(value: unknown): value is CommandTarget {
  if (typeof value !== "object" || value === null) return typeof value === "string";
  return "inner" in value || "closest" in value;
}

export function targetToWire(command: string, to: CommandTarget | undefined): WireTarget {
  if (to === undefined || to === null) return 0;
  const { inner, closest } = (typeof to === "object" ? to : {}) as {
    readonly inner?: unknown;
    readonly closest?: unknown;
  };
  const selector = typeof to === "string" ? to : (inner ?? closest);
  const isOne = typeof to === "string" || Object.keys(to).length === 1;
  if (typeof selector !== "string" || selector.trim() === "" || !isOne) {
    refuse(command, "the target", 'a selector, { inner: ".x" } or { closest: ".x" }', to);
    // Matches nothing: in production a wrong target must not become the element itself.
    return ":not(*)";
  }
  if (typeof to === "string") return to;
  return [inner === undefined ? 2 : 1, selector];
}

export function checkOptions(command: string, options: Options, known: readonly string[]): void {
  if (!isDevelopment()) return;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    refuse(command, "the last argument", `an object with ${known.join(", ")}`, options);
  }
  for (const option of Object.keys(options)) {
    if (!known.includes(option)) {
      throw new LiveError("COMMAND_OPTION_UNKNOWN", { command, option, known });
    }
  }
}

export function transitionToWire(
  command: string,
  transition: Transition | undefined,
): WireTransition | undefined {
  if (transition === undefined || transition === null) return undefined;
  if (typeof transition === "string") return classNames(command, transition);
  const { during = "", from, to } = transition;
  checkOptions(command, { ...transition }, ["during", "from", "to"]);
  for (const classes of [during, from, to]) {
    if (typeof classes !== "string")
      refuse(command, "a transition", "made of class names", classes);
  }
  return [during, from, to];
}

/** One or more, separated by spaces. */
export function classNames(command: string, names: string): string {
  if (typeof names === "string" && names.trim() !== "") return names.trim().replace(/\s+/g, " ");
  refuse(command, "the class names", 'text such as "open" or "open wide"', names);
  return "";
}

export function text(command: string, argument: string, value: string): string {
  if (typeof value !== "string" || value === "") {
    refuse(command, argument, "text that is not empty", value);
  }
  return String(value);
}

/** Whether a command may write an attribute of this name; throws in development when not. */
export function mayWrite(name: string): boolean {
  if (ruleOf(name) < Rule.skipped) return true;
  refuseName(name);
  return false;
}

/** As TSX would print it: null where it would print nothing, as for a URL that runs code. */
export function attributeText(command: string, name: string, value: unknown): string | null {
  const normalised = attributeValue(name, value);
  if (normalised === null) return null;
  if (typeof normalised === "object") {
    refuse(command, "the value", "text, a number or a boolean", value);
    return null;
  }
  return normalised === true ? "" : String(normalised);
}

export function isSettable(name: string): boolean {
  if (settableProperties.includes(name)) return true;
  refuse("setProperty", "the property", `one of ${settableProperties.join(", ")}`, name);
  return false;
}

export function isVisitable(command: string, url: string): boolean {
  if (isLocalUrl(url)) return true;
  if (isDevelopment()) throw new LiveError("COMMAND_URL", { command, got: url });
  return false;
}
