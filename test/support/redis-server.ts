// One Redis server for the tests of a file; without one they are skipped, outside CI only.
import { findRedis, startRedis } from "../../scripts/redis.mjs";
import type { TestServer } from "../../scripts/test-server.mjs";
import { type RedisOptions, redis, type Redis as Shared } from "../../src/redis/redis.js";

export interface TestRedis {
  readonly server: TestServer;
  /** Connections to it, or to a proxy before it, which the end of the test closes. */
  open(options?: RedisOptions): Shared;
  url(port?: number): string;
  closeAll(): Promise<void>;
}

let prefixes = 0;

/** Starts a server before the tests of the enclosing `describe`, and stops it after them. */
export function useRedis(): TestRedis {
  let server: TestServer | null = null;
  const opened: Shared[] = [];
  const closeAll = async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  };

  before(async function () {
    this.timeout(30_000);
    if (findRedis() === null && process.env.CI === undefined) {
      process.stderr.write("skipped: there is no Redis server (node scripts/ensure-servers.mjs)\n");
      this.skip();
    }
    server = await startRedis();
  });
  afterEach(closeAll);
  after(async () => {
    await server?.stop();
  });

  return {
    get server() {
      if (server === null) throw new Error("Redis is started before the tests");
      return server;
    },
    url: (port = server?.port) => `redis://127.0.0.1:${port}`,
    open(options = {}) {
      const shared = redis({ url: this.url(), ...options });
      opened.push(shared);
      return shared;
    },
    closeAll,
  };
}

/** Keys and channels that no other test has. */
export function freshPrefix(): string {
  prefixes += 1;
  return `t${process.pid}-${prefixes}:`;
}
