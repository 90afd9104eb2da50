// What every pub/sub adapter must do; each adapter's test runs this suite.
import { expect } from "chai";
import { topic } from "slotwire";
import type { Envelope } from "../../src/pubsub/adapter.js";
import type { PubSub } from "../../src/pubsub/pubsub.js";
import { eventually } from "./sessions.js";

const news = topic<{ n: number }>("news");
const rooms = topic.family<{ n: number }>("rooms");

/** A started pub/sub for each process; an adapter within one process gives the same one again. */
export interface PubSubHarness {
  open(): Promise<PubSub>;
  closeAll(): Promise<void>;
}

class Reader {
  readonly envelopes: Envelope[] = [];

  topicReceived(envelope: Envelope): void {
    this.envelopes.push(envelope);
  }

  get messages(): unknown[] {
    return this.envelopes.map(({ message }) => message);
  }
}

export function describePubSub(name: string, createHarness: () => PubSubHarness): void {
  describe(`pub/sub by ${name}`, () => {
    let harness: PubSubHarness;
    let here: PubSub;
    let there: PubSub;

    beforeEach(async () => {
      harness = createHarness();
      here = await harness.open();
      there = await harness.open();
    });

    afterEach(async () => {
      await harness.closeAll();
    });

    it("brings messages to all subscribers, in the order of publishing", async () => {
      const [near, far] = [new Reader(), new Reader()];
      await here.subscribe(news.name, near);
      await there.subscribe(news.name, far);
      for (let n = 1; n <= 100; n += 1) await here.publish(news, { n });
      await eventually(() => near.messages.length === 100 && far.messages.length === 100);
      const sent = Array.from({ length: 100 }, (_, i) => ({ n: i + 1 }));
      expect(near.messages).to.deep.equal(sent);
      expect(far.messages).to.deep.equal(sent);
    });

    it("numbers the messages of a process without a gap, so that a receiver notices one", async () => {
      const reader = new Reader();
      await there.subscribe(news.name, reader);
      for (let n = 1; n <= 3; n += 1) await here.publish(news, { n });
      await eventually(() => reader.messages.length === 3);
      const [first] = reader.envelopes;
      if (first === undefined) throw new Error("nothing came");
      expect(reader.envelopes.map(({ number }) => number - first.number)).to.deep.equal([0, 1, 2]);
      expect(first).to.include({ topic: "news", family: null, process: here.process, epoch: 1 });
    });

    it("keeps topics apart, those of one family too", async () => {
      const reader = new Reader();
      await here.subscribe(rooms.of("a").name, reader);
      await there.publish(rooms.of("b"), { n: 1 });
      await there.publish(news, { n: 2 });
      await there.publish(rooms.of("a"), { n: 3 });
      await eventually(() => reader.messages.length > 0);
      expect(reader.messages).to.deep.equal([{ n: 3 }]);
      expect(reader.envelopes[0]).to.include({ topic: "rooms#a", family: "rooms" });
    });

    it("brings nothing after the last unsubscription, and again after a new one", async () => {
      const [reader, witness] = [new Reader(), new Reader()];
      await here.subscribe(news.name, reader);
      await here.subscribe(rooms.of("w").name, witness);
      await here.unsubscribe(news.name, reader);
      expect(here.topicCount).to.equal(1);
      await there.publish(news, { n: 1 });
      await there.publish(rooms.of("w"), { n: 0 });
      await eventually(() => witness.messages.length === 1);
      expect(reader.messages).to.deep.equal([]);
      await here.subscribe(news.name, reader);
      await there.publish(news, { n: 2 });
      await eventually(() => reader.messages.length === 1);
      expect(reader.messages).to.deep.equal([{ n: 2 }]);
    });

    it("brings a message once to a subscriber that subscribed twice", async () => {
      const reader = new Reader();
      await here.subscribe(news.name, reader);
      await here.subscribe(news.name, reader);
      await there.publish(news, { n: 1 });
      await there.publish(news, { n: 2 });
      await eventually(() => reader.messages.at(-1) !== undefined && reader.messages.length >= 2);
      expect(reader.messages).to.deep.equal([{ n: 1 }, { n: 2 }]);
    });

    it("leaves the others when one of several subscribers goes", async () => {
      const [stays, goes] = [new Reader(), new Reader()];
      await here.subscribe(news.name, stays);
      await here.subscribe(news.name, goes);
      await here.unsubscribe(news.name, goes);
      await there.publish(news, { n: 1 });
      await eventually(() => stays.messages.length === 1);
      expect(goes.messages).to.deep.equal([]);
    });
  });
}
