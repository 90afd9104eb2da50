// What an app passes to `nats()`, checked at once: a misspelt option would be ignored in silence.
import { LiveError } from "../errors.js";
import { storeDefaults } from "../stores/store.js";

/** The options of `nats()`; all have defaults. */
export interface NatsOptions {
  /** One server or several of a cluster; "nats://127.0.0.1:4222" unless told. */
  readonly servers?: string | readonly string[];
  /** Begins every subject, and is the name of the bucket: letters, digits, `-` and `_`. "slotwire" unless told. */
  readonly prefix?: string;
  /** How often the connection is asked for a sign of life, it is dead after two without; 2,000 unless told. */
  readonly pingMs?: number;
  /** The longest that a command may take, the wait for a connection included; 3,000 unless told. */
  readonly commandMs?: number;
  /** Commands that may be on their way or wait for a connection, above it they fail; 10,000 unless told. */
  readonly maxCommands?: number;
  /** Bytes of them; 16 MiB unless told. */
  readonly maxCommandBytes?: number;
  /** The longest pause between two attempts to connect; 1,000 unless told. */
  readonly maxRetryMs?: number;
  /** Bytes of one snapshot; 256 KiB unless told. The server's `max_payload` has to be above it. */
  readonly maxSnapshotBytes?: number;
  /** What no session outlives, for the bucket; 24 hours unless told. */
  readonly maxKeepMs?: number;
  /** Servers that keep each snapshot, of a cluster; 1 unless told. */
  readonly replicas?: number;
  /** More options of @nats-io/transport-node, as for TLS or credentials. */
  readonly connection?: Readonly<Record<string, unknown>>;
}

export type ResolvedNatsOptions = Required<NatsOptions>;

const defaults: ResolvedNatsOptions = {
  servers: "nats://127.0.0.1:4222",
  prefix: "slotwire",
  pingMs: 2_000,
  commandMs: 3_000,
  maxCommands: 10_000,
  maxCommandBytes: 16 * 1024 * 1024,
  maxRetryMs: 1_000,
  maxSnapshotBytes: storeDefaults.maxSnapshotBytes,
  maxKeepMs: 24 * 60 * 60_000,
  replicas: 1,
  connection: {},
};

export function resolveNatsOptions(given: NatsOptions): ResolvedNatsOptions {
  const known = Object.keys(defaults);
  for (const [option, got] of Object.entries(given)) {
    if (!known.includes(option)) throw invalid(option, `of ${known.join(", ")}`, got);
    if (got !== undefined) assertOption(option as keyof NatsOptions, got);
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

function assertOption(option: keyof NatsOptions, got: unknown): void {
  if (option === "servers") {
    const servers: unknown[] = Array.isArray(got) ? got : [got];
    if (servers.length > 0 && servers.every((each) => typeof each === "string")) return;
    // The text may hold a password.
    throw invalid(option, 'a text such as "nats://127.0.0.1:4222", or a list of them', typeof got);
  }
  if (option === "prefix") {
    if (typeof got === "string" && /^[\w-]{1,64}$/.test(got)) return;
    throw invalid(option, "1 to 64 letters, digits, - or _", got);
  }
  if (option === "connection") {
    if (typeof got === "object" && got !== null) return;
    throw invalid(option, "an object", typeof got);
  }
  if (!(Number.isSafeInteger(got) && (got as number) > 0)) {
    throw invalid(option, "a whole number above 0", got);
  }
}

function invalid(option: string, expected: string, got: unknown): LiveError {
  return new LiveError("NATS_OPTION_INVALID", { option, expected, got });
}
