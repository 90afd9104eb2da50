// The types of nats.mjs, for the tests.
import type { PackageMachine } from "./package-commands.mjs";
import type { TestServer } from "./test-server.mjs";

export declare function findNats(
  env?: Record<string, string | undefined>,
  platform?: NodeJS.Platform,
): string | null;

export declare function natsCommands(machine: PackageMachine): string[][] | null;

export declare function startNats(
  program?: string | null,
  more?: (folder: string) => readonly string[],
): Promise<TestServer>;
