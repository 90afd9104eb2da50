// Every error that the library throws at an app's author: a code, what was expected, what was got, and the fix.

interface Explanation {
  readonly expected: string;
  readonly got: string;
  readonly fix: string;
}

/** Shows a value in an error message, short and on one line. */
export function show(value: unknown): string {
  if (typeof value === "function") return value.name ? `function ${value.name}` : "a function";
  let text: string | undefined;
  try {
    text = typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

const table = {
  SECRET_MISSING: (_: Record<never, never>): Explanation => ({
    expected: "createLive({ secret }) with at least 32 bytes, since NODE_ENV is production",
    got: "no secret",
    fix: "set one from the environment, for example the output of: openssl rand -hex 32",
  }),
} satisfies Record<string, (details: never) => Explanation>;

type Table = typeof table;
/** The codes of all errors; a code is never reused for another mistake. */
export type LiveErrorCode = keyof Table;
type Details<Code extends LiveErrorCode> = Parameters<Table[Code]>[0];

/** A mistake of the app's author, with the way out. */
export class LiveError<Code extends LiveErrorCode = LiveErrorCode> extends Error {
  readonly code: Code;

  constructor(code: Code, details: Details<Code>) {
    const { expected, got, fix } = (table[code] as (details: Details<Code>) => Explanation)(details);
    super(`expected ${expected}, got: ${got}\n  Fix: ${fix}\n  ${code}`);
    this.name = "LiveError";
    this.code = code;
  }
}
