// The part of ioredis that is used, and its loading: an app without Redis does not have the package.
import { LiveError } from "../errors.js";
import type { ResolvedRedisOptions } from "./options.js";
import { type Scripts, scripts } from "./scripts.js";

type Reply = Promise<unknown>;

/** One connection, with the commands that the store has added. */
export interface RedisClient {
  readonly status: string;
  connect(): Promise<void>;
  disconnect(isConnectingAgain?: boolean): void;
  ping(): Reply;
  publish(channel: string, message: string): Reply;
  subscribe(...channels: string[]): Reply;
  unsubscribe(...channels: string[]): Reply;
  hmget(key: string, ...fields: string[]): Promise<(string | null)[]>;
  on(event: "ready" | "close" | "end", listener: () => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: "message", listener: (channel: string, message: string) => void): this;
  readonly slotwirePut: Script;
  readonly slotwireClaim: Script;
  readonly slotwireDelete: Script;
}

type Script = (key: string, ...args: (string | number)[]) => Reply;

export type CreateClient = (options: ResolvedRedisOptions) => Promise<RedisClient>;

interface IoredisModule {
  readonly Redis: new (
    url: string,
    options: Readonly<Record<string, unknown>>,
  ) => RedisClient & Record<keyof Scripts, Script>;
}

/** Makes a client that is not connected yet. */
export const createClient: CreateClient = async (options) => {
  const { Redis } = await loadIoredis(() => import("ioredis"));
  return new Redis(options.url, {
    connectTimeout: options.silenceMs,
    ...options.connection,
    lazyConnect: true,
    // It also waits this long for the close of a connection that is closed already.
    disconnectTimeout: 250,
    // Commands wait in `Link`, which bounds them and keeps their order; here they would wait unbounded.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // `Channels` subscribes again itself, and knows when that is done.
    autoResubscribe: false,
    socketTimeout: options.silenceMs,
    // Any pause up to the bound: processes that lost one Redis must not come back all at once.
    retryStrategy: (attempt: number) =>
      1 + Math.random() * Math.min(options.maxRetryMs, 50 * 2 ** Math.min(attempt, 16)),
    scripts,
  });
};

export async function loadIoredis(load: () => Promise<unknown>): Promise<IoredisModule> {
  try {
    return (await load()) as IoredisModule;
  } catch (error) {
    const isMissing = (error as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND";
    if (isMissing) throw new LiveError("REDIS_CLIENT_MISSING", {});
    throw error;
  }
}
