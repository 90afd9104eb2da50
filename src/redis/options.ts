// What an app passes to `redis()`, checked at once: a misspelt option would be ignored in silence.
import { LiveError } from "../errors.js";
import { storeDefaults } from "../stores/store.js";

/** The options of `redis()`; all have defaults. */
export interface RedisOptions {
  /** `redis://user:password@host:6379/0`, with TLS `rediss://…`; "redis://127.0.0.1:6379" unless told. */
  readonly url?: string;
  /** Begins every key and channel; apps that share a Redis need different ones. "slotwire:" unless told. */
  readonly prefix?: string;
  /** How often a silent connection is asked for a sign of life; 2,000 unless told. */
  readonly pingMs?: number;
  /** A connection that gives none for this long is dead; 5,000 unless told. */
  readonly silenceMs?: number;
  /** The longest that a command may take, the wait for a connection included; 3,000 unless told. */
  readonly commandMs?: number;
  /** Commands that may be on their way or wait for a connection, above it they fail; 10,000 unless told. */
  readonly maxCommands?: number;
  /** Bytes of them; 16 MiB unless told. */
  readonly maxCommandBytes?: number;
  /** The longest pause between two attempts to connect; 1,000 unless told. */
  readonly maxRetryMs?: number;
  /** Bytes of one snapshot; 256 KiB unless told. */
  readonly maxSnapshotBytes?: number;
  /** More options of ioredis, as for TLS or Sentinel. */
  readonly connection?: Readonly<Record<string, unknown>>;
}

export type ResolvedRedisOptions = Required<RedisOptions>;

const defaults: ResolvedRedisOptions = {
  url: "redis://127.0.0.1:6379",
  prefix: "slotwire:",
  pingMs: 2_000,
  silenceMs: 5_000,
  commandMs: 3_000,
  maxCommands: 10_000,
  maxCommandBytes: 16 * 1024 * 1024,
  maxRetryMs: 1_000,
  maxSnapshotBytes: storeDefaults.maxSnapshotBytes,
  connection: {},
};

export function resolveRedisOptions(given: RedisOptions): ResolvedRedisOptions {
  const known = Object.keys(defaults);
  for (const [option, got] of Object.entries(given)) {
    if (!known.includes(option)) {
      throw new LiveError("REDIS_OPTION_INVALID", {
        option,
        expected: `of ${known.join(", ")}`,
        got,
      });
    }
    if (got !== undefined) assertOption(option as keyof RedisOptions, got);
  }
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

function assertOption(option: keyof RedisOptions, got: unknown): void {
  if (option === "url") {
    if (typeof got === "string" && /^rediss?:\/\//.test(got) && URL.canParse(got)) return;
    // The text may hold a password.
    const expected = 'a text such as "redis://127.0.0.1:6379"';
    throw new LiveError("REDIS_OPTION_INVALID", { option, expected, got: typeof got });
  }
  if (option === "prefix") {
    if (typeof got === "string" && got !== "" && got.length <= 64) return;
    throw invalid(option, "a text of 1 to 64 characters", got);
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
  return new LiveError("REDIS_OPTION_INVALID", { option, expected, got });
}
