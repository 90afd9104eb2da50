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
  SECRET_TOO_SHORT: ({ bytes }: { bytes: number }): Explanation => ({
    expected: "each secret of createLive to have at least 32 bytes",
    got: `${bytes} bytes`,
    fix: "use the output of: openssl rand -hex 32",
  }),
  LIVE_OPTION_INVALID: (details: { option: string; expected: string; got: unknown }) => ({
    expected: `the option "${details.option}" of createLive to be ${details.expected}`,
    got: show(details.got),
    fix: "correct it, or leave it out for the default",
  }),
  LIVE_OPTION_UNKNOWN: ({ option, known }: { option: string; known: readonly string[] }) => ({
    expected: `options of createLive among ${known.join(", ")}`,
    got: `"${option}"`,
    fix: "correct the spelling, or remove it",
  }),
  ORIGIN_INVALID: ({ got }: { got: unknown }): Explanation => ({
    expected: 'origins as a browser sends them, scheme, host and port: "https://example.com"',
    got: show(got),
    fix: "write each origin in lower case, without a path, a last slash or the default port",
  }),
  CLIENT_NOT_BUILT: ({ folder }: { folder: string }): Explanation => ({
    expected: "the built client script",
    got: `no slotwire.js in ${folder}`,
    fix: "run: npm run build",
  }),
  PAGE_WITHOUT_VIEW: ({ got }: { got: unknown }): Explanation => ({
    expected: "live.page(View) with what defineView returned",
    got: show(got),
    fix: "export the view as: export const Counter = defineView({ … })",
  }),
  LAYOUT_WITHOUT_CHILDREN: (_: Record<never, never>): Explanation => ({
    expected: "the layout to place { head } in <head> and { children } in <body>, each once",
    got: "a document that lacks one of them or holds it twice",
    fix: "write {head} inside <head> and {children} inside <body>",
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
