// Mistakes about what a view keeps, and about what keeps it.
import { type ErrorTable, type Explanation, show } from "./explanation.js";

export const storeErrors = {
  SNAPSHOT_NOT_PLAIN: ({ view, path, got }: { view: string; path: string; got: unknown }) => {
    // What a visit knows of its visitor is kept as `data`, beside the state.
    const isOfVisitor = /^data\b/.test(path);
    const whose = isOfVisitor ? "what the option session returns" : `the state of ${view}`;
    return {
      expected: `${whose} to be data that can be kept: plain values, lists, objects, Map, Set, Date`,
      got: `${describe(got)} at ${path}`,
      fix: isOfVisitor
        ? "return what views need: session: (request) => ({ userId: request.session.userId })"
        : "keep an id in the state and look the object up, or leave it out with persist",
    };
  },
  SNAPSHOT_TOO_DEEP: ({ path, maxDepth }: { path: string; maxDepth: number }): Explanation => ({
    expected: `at most ${maxDepth} containers inside each other in what is kept of a view`,
    got: `more at ${path.length > 120 ? `${path.slice(0, 117)}…` : path}`,
    fix: "keep a list of entries that name their parents by id",
  }),
  SNAPSHOT_TOO_LARGE: (details: { view: string; bytes: number; maxBytes: number }) => ({
    expected: `what is kept of ${details.view} to be at most ${details.maxBytes} bytes`,
    got: `${details.bytes} bytes`,
    fix: "keep ids in the state and load the rest in resume, or leave it out with persist",
  }),
  SNAPSHOT_REFUSED: ({ maxBytes }: { maxBytes: number }): Explanation => ({
    expected: `the store to take snapshots of limits.maxSnapshotBytes = ${maxBytes} bytes`,
    got: "one within it that is too large for the store",
    fix: "give the store the same limit: redis({ maxSnapshotBytes: … }); a NATS needs a higher max_payload",
  }),
  VIEW_WITHOUT_NAME: (_: Record<never, never>): Explanation => ({
    expected: "a view with a name, since its sessions may go from one process to another",
    got: "one without, which no other process could find",
    fix: 'name it: defineView({ name: "Cart", … }); the precompiler takes the name from the export',
  }),
  VIEW_WITHOUT_RESUME: ({ view }: { view: string }): Explanation => ({
    expected: `${view} to have resume, since it has messages of topics`,
    got: "a page that comes back, and may have missed some of them; it mounts afresh",
    fix: "load again what may have changed: resume: async (state, ctx) => ({ … })",
  }),
  NATS_CLIENT_MISSING: (_: Record<never, never>): Explanation => ({
    expected: "the packages that slotwire/nats talks to NATS with",
    got: "not all of them",
    fix: "run: npm install @nats-io/transport-node @nats-io/jetstream @nats-io/kv",
  }),
  NATS_OPTION_INVALID: (details: { option: string; expected: string; got: unknown }) => ({
    expected: `the option "${details.option}" of nats() to be ${details.expected}`,
    got: show(details.got),
    fix: "correct it, or leave it out for the default",
  }),
  REDIS_CLIENT_MISSING: (_: Record<never, never>): Explanation => ({
    expected: 'the package "ioredis", which slotwire/redis talks to Redis with',
    got: "no such package",
    fix: "run: npm install ioredis",
  }),
  REDIS_OPTION_INVALID: (details: { option: string; expected: string; got: unknown }) => ({
    expected: `the option "${details.option}" of redis() to be ${details.expected}`,
    got: show(details.got),
    fix: "correct it, or leave it out for the default",
  }),
} satisfies ErrorTable;

/** Says what kind of thing it is; its content may be large or secret. */
function describe(value: unknown): string {
  if (typeof value === "function")
    return value.name === "" ? "a function" : `function ${value.name}`;
  if (typeof value !== "object" || value === null) return String(value);
  const made = (value as { constructor?: { name?: unknown } }).constructor?.name;
  if (made === "Object") return "a key that cannot be kept";
  return typeof made === "string" && made !== ""
    ? `an instance of ${made}`
    : "an object of no class";
}
