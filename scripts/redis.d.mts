// The types of redis.mjs, for the tests.
import type { PackageMachine } from "./package-commands.mjs";
import type { TestServer } from "./test-server.mjs";

export declare function findRedis(
  env?: Record<string, string | undefined>,
  platform?: NodeJS.Platform,
): string | null;

export declare function redisCommands(machine: PackageMachine): string[][] | null;

export declare function startRedis(program?: string | null): Promise<TestServer>;
