// The types of redis.mjs, for the tests.
import type { PackageMachine } from "./package-commands.mjs";

export declare function findRedis(
  env?: Record<string, string | undefined>,
  platform?: NodeJS.Platform,
): string | null;

export declare function redisCommands(machine: PackageMachine): string[][] | null;

export declare class RedisServer {
  static start(program?: string | null): Promise<RedisServer>;
  readonly port: number;
  restart(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}
