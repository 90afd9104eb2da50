// What The server's end, its silence and a half-open connection cost: nothing is lost in silence, nothing hangs.
import { expect } from "chai";
import { topic } from "slotwire";
import type { NatsOptions } from "../../src/nats/nats.js";
import { PubSub } from "../../src/pubsub/pubsub.js";
import { FaultProxy } from "../support/fault-proxy.js";
import { freshPrefix, useNats } from "../support/nats-server.js";
import { eventually } from "../support/sessions.js";

const news = topic<{ n: number }>("news");
// Everything ten times as fast as an app would have it.
const quick = { pingMs: 100, commandMs: 1_000, maxRetryMs: 100 };

/** Notes what came and what was said to be missing, in order. */
class Reader {
  readonly told: (number | "missed")[] = [];

  topicReceived({ message }: { message: unknown }): void {
    this.told.push((message as { n: number }).n);
  }

  topicMissed(): void {
    this.told.push("missed");
  }
}

describe("slotwire/nats under faults", () => {
  const test = useNats();
  let prefix: string;
  let failures: unknown[];

  beforeEach(() => {
    prefix = freshPrefix();
    failures = [];
  });

  async function open(options: NatsOptions = {}) {
    const shared = test.open({ prefix, ...quick, ...options });
    const pubsub = new PubSub(shared.pubsub, (error) => failures.push(error));
    await pubsub.start();
    await shared.store.start();
    await shared.ready();
    return { shared, pubsub, store: shared.store };
  }

  it("subscribes again after a kill and a restart, and says that messages may be missing", async () => {
    const [here, there] = [await open(), await open()];
    const reader = new Reader();
    await there.pubsub.subscribe(news.name, reader);
    await here.pubsub.publish(news, { n: 1 });
    await eventually(() => reader.told.length === 1);
    await test.server.kill();
    await eventually(() => !there.shared.stats().isReady);
    await test.server.restart();
    await eventually(() => reader.told.includes("missed"));
    await here.shared.ready();
    await here.pubsub.publish(news, { n: 2 });
    await eventually(() => reader.told.at(-1) === 2);
    expect(reader.told).to.deep.equal([1, "missed", 2]);
    expect(failures).to.deep.equal([]);
  });

  it("loses no number in silence over kills: each message came once, or was said to be missing", async function () {
    this.timeout(20_000);
    const [here, there] = [await open(), await open()];
    const reader = new Reader();
    await there.pubsub.subscribe(news.name, reader);
    let n = 0;
    const publish = async (count: number) => {
      const sent = Array.from({ length: count }, () => {
        n += 1;
        return here.pubsub.publish(news, { n });
      });
      await Promise.all(sent);
    };
    for (let round = 0; round < 3; round += 1) {
      await publish(100);
      const late = publish(100);
      await test.server.kill();
      const whileDown = publish(20);
      await test.server.restart();
      await Promise.all([late, whileDown]);
      await Promise.all([here.shared.ready(), there.shared.ready()]);
    }
    await publish(1);
    await eventually(() => reader.told.at(-1) === n);
    let last = 0;
    let isMissing = false;
    for (const each of reader.told) {
      if (each === "missed") isMissing = true;
      else {
        expect(each, "in order, none twice").to.be.greaterThan(last);
        if (each > last + 1) expect(isMissing, `a gap before ${each}`).to.equal(true);
        last = each;
        isMissing = false;
      }
    }
  });

  it("tells the others when the last message could not be sent", async () => {
    const [here, there] = [await open({ commandMs: 200 }), await open()];
    const reader = new Reader();
    await there.pubsub.subscribe(news.name, reader);
    await here.pubsub.publish(news, { n: 1 });
    await eventually(() => reader.told.length === 1);
    await using proxy = await FaultProxy.start(test.server.port, { isControllingAll: true });
    const behind = await open({ commandMs: 200, servers: test.url(proxy.port) });
    proxy.hold("up");
    await behind.pubsub.publish(news, { n: 2 });
    expect(String(failures[0])).to.include("NATS did not answer within 200 ms");
    proxy.cut();
    proxy.release("up");
    await eventually(() => reader.told.length > 1);
    expect(reader.told).to.deep.equal([1, "missed"]);
  });

  it("finds a half-open connection by asking, and comes back over another", async () => {
    await using proxy = await FaultProxy.start(test.server.port, { isControllingAll: true });
    const far = await open({ servers: test.url(proxy.port) });
    const near = await open();
    const reader = new Reader();
    await far.pubsub.subscribe(news.name, reader);
    proxy.hold("down");
    proxy.hold("up");
    await near.pubsub.publish(news, { n: 1 });
    await eventually(() => !far.shared.stats().isReady);
    await eventually(() => !far.shared.stats().isReady);
    proxy.release("down");
    proxy.release("up");
    await eventually(() => reader.told.includes("missed"));
    await near.pubsub.publish(news, { n: 2 });
    await eventually(() => reader.told.at(-1) === 2);
    expect(reader.told.filter((each) => each !== "missed")).to.deep.equal([2]);
  });

  it("gets a write through that was on its way when the connection was cut", async () => {
    await using proxy = await FaultProxy.start(test.server.port, { isControllingAll: true });
    const { store } = await open({ servers: test.url(proxy.port) });
    await store.put("s1", "one", { epoch: 1, number: 1, keepMs: 60_000 });
    proxy.hold("down");
    const written = store.put("s1", "two", { epoch: 1, number: 2, keepMs: 60_000 });
    await eventually(() => proxy.waitingBytes("down") > 0);
    proxy.cut();
    proxy.release("down");
    expect(await written).to.equal("stored");
    expect(await store.get("s1")).to.deep.equal({ snapshot: "two", epoch: 1 });
  });

  it("gives a claim to whom it was given, though the answer was lost", async () => {
    await using proxy = await FaultProxy.start(test.server.port, { isControllingAll: true });
    const { store } = await open({ servers: test.url(proxy.port) });
    await store.put("s1", "one", { epoch: 1, number: 1, keepMs: 60_000 });
    proxy.hold("down");
    const claim = store.claim("s1", 1);
    await eventually(() => proxy.waitingBytes("down") > 0);
    proxy.cut();
    proxy.release("down");
    expect(await claim).to.deep.equal({ isClaimed: true, snapshot: "one", epoch: 2 });
  });

  it("answers nobody for longer than a command may take", async () => {
    const { store, shared } = await open({ commandMs: 200 });
    test.server.pause();
    const error = await store.get("s1").catch((failed: Error) => failed);
    test.server.resume();
    expect(String(error)).to.equal("Error: NATS did not answer within 200 ms");
    await eventually(() => shared.stats().commands === 0);
  });

  it("lets so many commands wait, in number and bytes, and refuses the next at once", async () => {
    const { store, shared } = await open({
      commandMs: 400,
      maxCommands: 3,
      maxCommandBytes: 5_000,
    });
    await test.server.kill();
    await eventually(() => !shared.stats().isReady);
    const options = { epoch: 1, number: 1, keepMs: 1_000 };
    const messageOf = (asked: Promise<unknown>) =>
      asked.then(String, (error: Error) => error.message);
    const large = await messageOf(store.put("s1", "x".repeat(4_900), options));
    expect(large).to.equal("0 commands wait for NATS already");
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => messageOf(store.put(`s${index}`, "x", options))),
    );
    expect(answers).to.deep.equal([
      ...Array.from({ length: 3 }, () => "NATS did not answer within 400 ms"),
      "3 commands wait for NATS already",
    ]);
    expect(shared.stats().commands).to.equal(0);
    await test.server.restart();
  });
});
