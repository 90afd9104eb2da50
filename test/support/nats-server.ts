// One NATS server for the tests of a file; without one they are skipped, outside CI only.
import { findNats, startNats } from "../../scripts/nats.mjs";
import type { TestServer } from "../../scripts/test-server.mjs";
import { type NatsOptions, nats, type Nats as Shared } from "../../src/nats/nats.js";

export interface TestNats {
  readonly server: TestServer;
  /** Connections to it, or to a proxy before it, which the end of the test closes. */
  open(options?: NatsOptions): Shared;
  url(port?: number): string;
  closeAll(): Promise<void>;
}

let prefixes = 0;

/** Starts a server before the tests of the enclosing `describe`, and stops it after them. */
export function useNats(): TestNats {
  let server: TestServer | null = null;
  const opened: Shared[] = [];
  const closeAll = async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  };

  before(async function () {
    this.timeout(30_000);
    if (findNats() === null && process.env.CI === undefined) {
      process.stderr.write("skipped: there is no NATS server (node scripts/ensure-servers.mjs)\n");
      this.skip();
    }
    server = await startNats();
  });
  afterEach(closeAll);
  after(async () => {
    await server?.stop();
  });

  return {
    get server() {
      if (server === null) throw new Error("NATS is started before the tests");
      return server;
    },
    url: (port = server?.port) => `nats://127.0.0.1:${port}`,
    open(options = {}) {
      const shared = nats({ servers: this.url(), ...options });
      opened.push(shared);
      return shared;
    },
    closeAll,
  };
}

/** Subjects and buckets that no other test has. */
export function freshPrefix(): string {
  prefixes += 1;
  return `t${process.pid}-${prefixes}`;
}
