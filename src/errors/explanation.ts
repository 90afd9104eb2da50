// What an error says: expected, got, fix.

export interface Explanation {
  readonly expected: string;
  readonly got: string;
  readonly fix: string;
}

/** A table of errors by code; each entry makes the words of one error from its details. */
export type ErrorTable = Record<string, (details: never) => Explanation>;

/** Shows a value in an error message, short and on one line. */
export function show(value: unknown): string {
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
