// What NATS says no to, for a while or for good: no process has to be started again, and no other session pays for it.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { expect } from "chai";
import { topic } from "slotwire";
import { findNats, startNats } from "../../scripts/nats.mjs";
import { PubSub } from "../../src/pubsub/pubsub.js";
import { freshPrefix, useNats } from "../support/nats-server.js";
import { eventually } from "../support/sessions.js";

const quick = { pingMs: 100, maxRetryMs: 50 };
const written = { epoch: 1, number: 1, keepMs: 60_000 };

describe("slotwire/nats with a server that says no", () => {
  const test = useNats();
  function serve(settings: string) {
    return startNats(findNats(), (folder) => {
      const file = join(folder, "nats.conf");
      writeFileSync(file, settings);
      return ["-c", file];
    });
  }

  async function deleteBucket(name: string): Promise<void> {
    const connection = await connect({ servers: test.url() });
    const manager = await jetstreamManager(connection);
    await manager.streams.delete(`KV_${name}`);
    await connection.close();
  }

  it("makes the bucket again that the server has lost", async () => {
    const prefix = freshPrefix();
    const { store } = test.open({ prefix, ...quick });
    await store.start();
    expect(await store.put("s1", "one", written)).to.equal("stored");
    await deleteBucket(prefix);
    expect(await store.get("s1")).to.equal(null);
    expect(await store.put("s1", "two", { ...written, number: 2 })).to.equal("stored");
    await deleteBucket(prefix);
    // What it remembers of the bucket before is of no use.
    expect(await store.put("s1", "three", { ...written, number: 3 })).to.equal("stored");
    expect(await store.claim("s1", 1)).to.deep.equal({
      ...{ isClaimed: true, epoch: 2 },
      snapshot: "three",
    });
  });

  it("refuses what is above the server's `max_payload`, and goes on with what is not", async () => {
    const small = await serve("max_payload: 65536");
    const shared = test.open({ servers: test.url(small.port), prefix: freshPrefix(), ...quick });
    await shared.store.start();
    const failures: unknown[] = [];
    const pubsub = new PubSub(shared.pubsub, (error) => failures.push(error));
    await pubsub.start();
    const news = topic<string>("news");
    const told: unknown[] = [];
    await pubsub.subscribe(news.name, {
      topicReceived: ({ message }) => told.push(message),
      topicMissed: () => told.push("missed"),
    });
    await pubsub.publish(news, "x".repeat(70_000));
    expect(await shared.store.put("s1", "x".repeat(70_000), written)).to.equal("too-large");
    expect(await shared.store.put("s1", "x", written)).to.equal("stored");
    await pubsub.publish(news, "y");
    await eventually(() => told.length >= 2);
    // Whoever listens is told of what did not come.
    expect(told).to.have.members(["y", "missed"]);
    expect(failures.map(String)).to.deep.equal([
      "InvalidArgumentError: 'payload' max_payload size exceeded",
    ]);
    await test.closeAll();
    await small.stop();
  });

  it("tells the app of a topic that the server does not let it hear", async () => {
    const permissions = '{ subscribe: { deny: "*.topic.*" } }';
    const users = `[{ user: app, password: secret, permissions: ${permissions} }]`;
    const strict = await serve(`authorization: { users: ${users} }`);
    const shared = test.open({
      ...{ servers: test.url(strict.port), prefix: freshPrefix(), ...quick },
      connection: { user: "app", pass: "secret" },
    });
    const failures: unknown[] = [];
    const pubsub = new PubSub(shared.pubsub, (error) => failures.push(error));
    await pubsub.start();
    await shared.ready();
    await pubsub.subscribe("news", { topicReceived: () => {} });
    expect(failures.join()).to.contain("Permissions Violation for Subscription");
    await test.closeAll();
    await strict.stop();
  });

  it("comes back when its password was refused for a while", async () => {
    const shared = test.open({ prefix: freshPrefix(), ...quick });
    await shared.store.start();
    await shared.ready();
    await test.server.kill();
    const refuser = await Refuser.start(test.server.port);
    await eventually(() => refuser.refused >= 4, "it to try again and again");
    expect(shared.stats().lastError).to.contain("Authorization Violation");
    await refuser.stop();
    await test.server.restart();
    expect(await shared.store.put("s1", "one", written)).to.equal("stored");
  });
});

/** A NATS that refuses everybody, as one does while its passwords are changed. */
class Refuser {
  refused = 0;
  readonly #server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(
      'INFO {"server_id":"a","version":"2.10.0","max_payload":1048576,"headers":true}\r\n',
    );
    socket.once("data", () => {
      this.refused += 1;
      socket.end("-ERR 'Authorization Violation'\r\n");
    });
  });

  static async start(port: number): Promise<Refuser> {
    const refuser = new Refuser();
    await once(refuser.#server.listen(port, "127.0.0.1"), "listening");
    return refuser;
  }

  async stop(): Promise<void> {
    await once(this.#server.close(), "close");
  }
}
