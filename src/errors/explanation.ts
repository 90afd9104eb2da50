// What an error says: expected, got, fix.

export interface Explanation {
  readonly expected: string;
  readonly got: string;
  readonly fix: string;
}

/** A table of errors by code; each entry makes the words of one error from its details. */
export type ErrorTable = Record<string, (details: never) => Explanation>;

/** Shows a value in an error message, short and on one line. Never throws, whatever the value is. */
export function show(value: unknown): string {
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= nameOf(value);
  const short = text.length > 120 ? `${text.slice(0, 117)}…` : text;
  const made = classOf(value);
  if (made === null) return short;
  return text === "{}" ? `an instance of ${made}` : `an instance of ${made}, ${short}`;
}

/** As JSON a Date is a text, a Map is empty and an instance is a plain object, which each is not. */
function classOf(value: unknown): string | null {
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return null;
    const name: unknown = value.constructor.name;
    return typeof name === "string" && name !== "" ? name : null;
  } catch {
    return null;
  }
}

/** The message of whatever was thrown. Never throws. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.message) : show(thrown);
  } catch {
    return nameOf(thrown);
  }
}

/** What cannot be made a text of is named by its kind: an object without a prototype, a proxy that throws. */
function nameOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `an ${typeof value}`;
  }
}
