// What Redis says no to for a while, and more than it can be told at once: no process has to be started again.
import { expect } from "chai";
import { Redis } from "ioredis";
import { topic } from "slotwire";
import { PubSub } from "../../src/pubsub/pubsub.js";
import { freshPrefix, useRedis } from "../support/redis-server.js";
import { eventually } from "../support/sessions.js";

const quick = { pingMs: 50, maxRetryMs: 50 };
const news = topic<number>("news");

describe("slotwire/redis with a server that says no", () => {
  const test = useRedis();
  let admin: Redis;
  let failures: unknown[];

  beforeEach(() => {
    admin = new Redis(test.server.port);
    failures = [];
  });

  afterEach(() => admin.disconnect());

  async function open() {
    const shared = test.open({ prefix: freshPrefix(), ...quick });
    const pubsub = new PubSub(shared.pubsub, (error) => failures.push(error));
    await pubsub.start();
    await shared.store.start();
    await shared.ready();
    const told: unknown[] = [];
    const reader = {
      topicReceived: ({ message }: { message: unknown }) => void told.push(message),
      topicMissed: () => void told.push("missed"),
    };
    return { shared, pubsub, reader, told };
  }

  it("leaves a server that has become a replica: its name may lead to another one by now", async () => {
    const { shared } = await open();
    const written = { epoch: 1, number: 1, keepMs: 60_000 };
    expect(await shared.store.put("s1", "one", written)).to.equal("stored");
    await admin.call("REPLICAOF", "127.0.0.1", "1");
    const put = shared.store.put("s1", "two", { ...written, number: 2 });
    await eventually(() => !shared.stats().commands.isReady);
    await admin.call("REPLICAOF", "NO", "ONE");
    expect(await put).to.equal("stored");
    expect(shared.stats().commands.connections).to.equal(2);
  });

  it("is told at once by one that stays a replica, and does not come back to it again and again", async () => {
    const { shared } = await open();
    const written = { epoch: 1, number: 1, keepMs: 60_000 };
    await admin.call("REPLICAOF", "127.0.0.1", "1");
    for (let number = 1; number <= 5; number += 1) {
      const put = shared.store.put("s1", "one", { ...written, number });
      const error = await put.catch((failed: Error) => failed);
      expect(String(error)).to.contain("READONLY");
    }
    // Once a second at most, which this machine may take for it.
    expect(shared.stats().commands.connections).to.be.within(2, 4);
    await admin.call("REPLICAOF", "NO", "ONE");
  });

  it("asks again for topics that it was refused, and says that messages may be missing", async () => {
    const { shared, pubsub, reader, told } = await open();
    await pubsub.subscribe(news.name, reader);
    await admin.call("ACL", "SETUSER", "default", "resetchannels");
    await admin.call("CLIENT", "KILL", "TYPE", "pubsub");
    await eventually(() => /NOPERM/.test(shared.stats().channels.lastError ?? ""));
    await admin.call("ACL", "SETUSER", "default", "allchannels");
    await eventually(() => told.length > 0);
    await eventually(() => shared.stats().channels.isReady);
    await pubsub.publish(news, 1);
    await eventually(() => told.includes(1));
    expect(told).to.deep.equal(["missed", 1]);
    expect(shared.stats().channels.connections).to.equal(2);
  });

  it("subscribes to more topics at once than commands may wait", async () => {
    const { shared, pubsub, reader, told } = await open();
    const names = Array.from({ length: 15_000 }, (_, index) => `news-${index}`);
    await Promise.all(names.map((name) => pubsub.subscribe(name, reader)));
    expect(failures).to.deep.equal([]);
    expect(shared.stats().channels.commands).to.equal(0);
    await pubsub.publish(topic<number>("news-14999"), 7);
    await eventually(() => told.includes(7));
    // One goes while the others do, and comes back.
    const ended = names.map((name) => pubsub.unsubscribe(name, reader));
    const again = pubsub.subscribe("news-9", reader);
    await Promise.all([...ended, again]);
    expect(await admin.pubsub("CHANNELS", "*news-*")).to.have.length(1);
    await pubsub.publish(topic<number>("news-9"), 8);
    await eventually(() => told.includes(8));
    expect(failures).to.deep.equal([]);
  });
});
