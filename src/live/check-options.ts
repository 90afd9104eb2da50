// Checks what `defineView` and `defineComponent` were given, in all modes, so that a wrong one fails when the app starts.
import { LiveError } from "../errors.js";
import { ownEventPrefix } from "./flash.js";
import { nearestName } from "./nearest.js";

interface OptionsCheck {
  readonly definer: string;
  readonly functions: readonly string[];
  readonly needed: readonly string[];
  readonly others?: readonly string[];
  readonly invalid: (option: string, expected: string, got: unknown) => LiveError;
  readonly unknown: (option: string, nearest: string | null) => LiveError;
}

const records = ["events", "actions", "messages"] as const;
const policies: ReadonlySet<unknown> = new Set(["queue", "latest", "concurrent"]);

/** Throws for the first option of a view that is missing, unknown or of the wrong kind. */
export function checkViewOptions(given: unknown): void {
  checkOptions(given, {
    definer: "defineView",
    functions: [
      "mount",
      "params",
      "persist",
      "migrate",
      "resume",
      "unmount",
      "head",
      "error",
      "render",
    ],
    needed: ["mount", "render"],
    others: ["version", "loaders", "route"],
    invalid: (option, expected, got) => new LiveError("VIEW_OPTION", { option, expected, got }),
    unknown: (option, nearest) => new LiveError("VIEW_OPTION_UNKNOWN", { option, nearest }),
  });
  const { version, route } = given as { readonly version?: unknown; readonly route?: unknown };
  if (route !== undefined && !(typeof route === "string" && route.startsWith("/"))) {
    const expected = 'a path as Express has it, such as "/products/:id"';
    throw new LiveError("VIEW_OPTION", { option: "route", expected, got: route });
  }
  if (version === undefined || (Number.isSafeInteger(version) && (version as number) >= 0)) return;
  const expected = "a whole number from 0 on";
  throw new LiveError("VIEW_OPTION", { option: "version", expected, got: version });
}

/** The same for a component. */
export function checkComponentOptions(given: unknown): void {
  checkOptions(given, {
    definer: "defineComponent",
    functions: ["state", "update", "mounted", "unmount", "error", "render"],
    needed: ["name", "state", "render"],
    invalid: (option, expected, got) =>
      new LiveError("COMPONENT_OPTION", { option, expected, got }),
    unknown: (option, nearest) => new LiveError("COMPONENT_OPTION_UNKNOWN", { option, nearest }),
  });
}

function checkOptions(given: unknown, check: OptionsCheck): void {
  const { definer, functions, needed, invalid } = check;
  if (typeof given !== "object" || given === null) throw invalid(definer, "an object", given);
  const options = given as Readonly<Record<string, unknown>>;
  const known = ["name", ...functions, ...records, ...(check.others ?? [])];
  for (const option of Object.keys(options)) {
    if (!known.includes(option)) throw check.unknown(option, nearestName(option, known));
  }
  for (const option of functions) {
    const got = options[option];
    if (typeof got === "function" || (got === undefined && !needed.includes(option))) continue;
    throw invalid(option, "a function", got);
  }
  for (const option of [...records, "loaders"]) {
    const got = options[option];
    if (got === undefined || (typeof got === "object" && got !== null)) continue;
    throw invalid(option, "an object of handlers", got);
  }
  const { name } = options;
  if (typeof name === "string" ? name !== "" : name === undefined && !needed.includes("name")) {
    return;
  }
  throw invalid("name", "a string", name);
}

interface WrittenHandler {
  readonly written: unknown;
  /** Names that an object may have; none when only a function will do. */
  readonly allowed: readonly string[];
}

/** Throws when one entry of `events`, `actions` or `messages` is not a handler. */
export function checkRecord(where: string, name: string, handler: WrittenHandler): void {
  const { written, allowed } = handler;
  // "@" begins a fingerprint on the wire, "[" a chain of commands, "live:" an event of every view.
  const isTaken = ["@", "[", ownEventPrefix].some((start) => name.startsWith(start));
  if (name === "" || name.length > 256 || isTaken) {
    throw new LiveError("HANDLER_NAME", { where, name });
  }
  if (typeof written === "function") return;
  const isObject = typeof written === "object" && written !== null && allowed.length > 0;
  const parts = written as Readonly<Record<string, unknown>>;
  if (!isObject || typeof parts.run !== "function") {
    throw new LiveError("HANDLER_INVALID", { where, problem: "no function to run", got: written });
  }
  const problem = findProblem(parts, allowed);
  if (problem !== null) throw new LiveError("HANDLER_INVALID", { where, problem, got: written });
}

function findProblem(
  parts: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): string | null {
  for (const part of Object.keys(parts)) {
    if (!allowed.includes(part)) return `an unknown entry "${part}"`;
  }
  if (parts.policy !== undefined && !policies.has(parts.policy)) return "an unknown policy";
  const { limit, schema, topic } = parts;
  if (limit !== undefined && !(typeof limit === "number" && limit > 0)) {
    return "a limit that is not a positive number";
  }
  if (schema !== undefined && !isSchema(schema)) return "a schema without ~standard";
  if (allowed.includes("topic") && !isTopic(topic)) return "no topic made by topic()";
  return null;
}

/** Some libraries' schemas are functions (ArkType). */
function isSchema(value: unknown): boolean {
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  return isHolder && typeof (value as { "~standard"?: unknown })["~standard"] === "object";
}

function isTopic(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, family } = value as { name?: unknown; family?: unknown };
  return typeof name === "string" || typeof family === "string";
}
