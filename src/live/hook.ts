// The value of `live-hook`: which script of the app looks after an element, and what it is given.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { isPlainObject } from "./plain-data.js";

/**
 * The hooks of an app and the props of each. Empty until the app says more; from then on `hook()`
 * takes the props that are declared here.
 *
 * @example
 * declare module "slotwire" {
 *   interface HookProps {
 *     Chart: { points: readonly number[] };
 *   }
 * }
 */
export interface HookProps {}

type PropsOf<Name> = Name extends keyof HookProps
  ? Record<never, never> extends HookProps[Name]
    ? [props?: HookProps[Name]]
    : [props: HookProps[Name]]
  : [props?: Readonly<Record<string, unknown>>];

/** Beyond it the page would carry more data than markup: `ctx.push` is the way. */
const maxChars = 65_536;

/**
 * The value of `live-hook`: the name of a hook that the app's scripts register, and its props. Props are
 * plain data, at most 65,536 characters as JSON; they travel in the attribute, and again when they
 * change. Throws `HOOK_NAME` and `HOOK_PROPS`.
 *
 * @example
 * import { defineView, hook } from "slotwire";
 *
 * export const Prices = defineView({
 *   mount: () => ({ points: [3, 1, 2] }),
 *   render: ({ points }) => (
 *     <figure live-hook={hook("Chart", { points })} live-update="ignore" />
 *   ),
 * });
 */
export function hook<Name extends string>(name: Name, ...[props]: PropsOf<Name>): string {
  if (typeof name !== "string" || !/^[\w$][\w$.:-]*$/.test(name)) {
    throw new LiveError("HOOK_NAME", { got: name });
  }
  return props === undefined ? name : `[${JSON.stringify(name)},${jsonOf(name, props)}]`;
}

function jsonOf(name: string, props: unknown): string {
  let problem: string | null = isPlainObject(props) ? null : "something else than an object";
  try {
    const check = (key: string, value: unknown): unknown => {
      problem ??= problemOf(key, value);
      return value;
    };
    const json = JSON.stringify(props, isDevelopment() ? check : undefined);
    if (json.length > maxChars) problem ??= `${json.length} characters`;
    if (problem === null) return json;
  } catch (error) {
    problem = String(error);
  }
  throw new LiveError("HOOK_PROPS", { name, problem, maxChars });
}

/** What JSON would leave out or make an empty object of, without a word. */
function problemOf(key: string, value: unknown): string | null {
  const isData = typeof value !== "object" || value === null || isPlainObject(value);
  if (isData && typeof value !== "function" && typeof value !== "symbol") return null;
  return `${typeof value === "object" ? "an instance of a class" : `a ${typeof value}`} as "${key}"`;
}
