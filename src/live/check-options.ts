// Checks what `defineView` was given, in all modes, so that a wrong view fails when the app starts.
import { LiveError } from "../errors.js";
import { nearestName } from "./nearest.js";

const functions = ["mount", "params", "unmount", "head", "error", "render"] as const;
const records = ["events", "actions", "messages"] as const;
const known: readonly string[] = ["name", ...functions, ...records];
const policies: ReadonlySet<unknown> = new Set(["queue", "latest", "concurrent"]);

/** Throws for the first option of a view that is missing, unknown or of the wrong kind. */
export function checkOptions(given: unknown): void {
  if (typeof given !== "object" || given === null) {
    throw new LiveError("VIEW_OPTION", { option: "defineView", expected: "an object", got: given });
  }
  const options = given as Readonly<Record<string, unknown>>;
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue;
    throw new LiveError("VIEW_OPTION_UNKNOWN", { option, nearest: nearestName(option, known) });
  }
  for (const option of functions) {
    const got = options[option];
    const isNeeded = option === "mount" || option === "render";
    if (typeof got === "function" || (got === undefined && !isNeeded)) continue;
    throw new LiveError("VIEW_OPTION", { option, expected: "a function", got });
  }
  for (const option of records) {
    const got = options[option];
    if (got === undefined || (typeof got === "object" && got !== null)) continue;
    throw new LiveError("VIEW_OPTION", { option, expected: "an object of handlers", got });
  }
  if (options.name !== undefined && typeof options.name !== "string") {
    throw new LiveError("VIEW_OPTION", { option: "name", expected: "a string", got: options.name });
  }
}

interface WrittenHandler {
  readonly written: unknown;
  /** Names that an object may have; none when only a function will do. */
  readonly allowed: readonly string[];
}

/** Throws when one entry of `events`, `actions` or `messages` is not a handler. */
export function checkRecord(where: string, name: string, handler: WrittenHandler): void {
  const { written, allowed } = handler;
  // "@" begins a fingerprint on the wire and "[" a chain of commands.
  if (name === "" || name.length > 256 || name.startsWith("@") || name.startsWith("[")) {
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
