// What is missing between two messages is noticed, topic by topic and publisher by publisher.
import { expect } from "chai";
import { topic } from "slotwire";
import type { Envelope, Missed } from "../../src/pubsub/adapter.js";
import { GapWatch, TopicNumbers } from "../../src/pubsub/numbers.js";
import { PubSub } from "../../src/pubsub/pubsub.js";

function envelope(number: number, part: Partial<Envelope> = {}): Envelope {
  const message = { n: number };
  return { topic: "news", family: null, process: "p1", epoch: 1, number, message, ...part };
}

describe("TopicNumbers", () => {
  it("counts each topic from 1, whatever is published in others", () => {
    const numbers = new TopicNumbers();
    expect(["a", "b", "a", "a", "b"].map((name) => numbers.next(name).number)).to.deep.equal([
      1, 1, 2, 3, 2,
    ]);
  });

  it("begins another epoch when it has forgotten, so that a new 1 is no repeat", () => {
    const numbers = new TopicNumbers(2);
    numbers.next("a");
    numbers.next("b");
    expect(numbers.next("c")).to.deep.equal({ epoch: 2, number: 1 });
    expect(numbers.next("a")).to.deep.equal({ epoch: 2, number: 1 });
    expect(numbers.next("c")).to.deep.equal({ epoch: 2, number: 2 });
  });
});

describe("GapWatch", () => {
  const places = (envelopes: readonly Envelope[]) => {
    const watch = new GapWatch();
    return envelopes.map((each) => watch.placeOf(each));
  };

  it("takes the first of a publisher as it is, then wants the next", () => {
    expect(places([envelope(7), envelope(8), envelope(10), envelope(11)])).to.deep.equal([
      "next",
      "next",
      "gap",
      "next",
    ]);
  });

  it("knows a message that came already, and one that comes late", () => {
    expect(places([envelope(7), envelope(8), envelope(8), envelope(7)])).to.deep.equal([
      "next",
      "next",
      "repeat",
      "repeat",
    ]);
  });

  it("keeps topics and publishers apart", () => {
    const other = envelope(1, { topic: "b" });
    const process = envelope(1, { process: "p2" });
    expect(places([envelope(1), other, process, envelope(2)])).to.deep.equal(
      Array.from({ length: 4 }, () => "next"),
    );
  });

  it("takes another epoch for a gap, since its beginning may be missing", () => {
    expect(places([envelope(5), envelope(1, { epoch: 2 }), envelope(6)])).to.deep.equal([
      "next",
      "gap",
      "repeat",
    ]);
  });
});

describe("PubSub, when messages are missing", () => {
  const news = topic<{ n: number }>("news");

  async function open() {
    const told: string[] = [];
    const wires: { receive?: (each: Envelope) => void; missed?: Missed } = {};
    const pubsub = new PubSub(
      {
        start: (receive, missed) => void Object.assign(wires, { receive, missed }),
        subscribe: () => {},
        unsubscribe: () => {},
        publish: () => {},
        close: () => {},
      },
      () => {},
    );
    await pubsub.start();
    const subscriber = {
      topicReceived: ({ number }: Envelope) => void told.push(`got ${number}`),
      topicMissed: (name: string) => void told.push(`missed in ${name}`),
    };
    await pubsub.subscribe(news.name, subscriber);
    return { pubsub, told, subscriber, receive: wires.receive!, missed: wires.missed! };
  }

  it("tells the subscribers before the next message, and passes over repeats", async () => {
    const { told, receive } = await open();
    for (const number of [1, 2, 2, 5, 6]) receive(envelope(number));
    expect(told).to.deep.equal(["got 1", "got 2", "missed in news", "got 5", "got 6"]);
  });

  it("tells what the adapter tells: of one topic, or of all", async () => {
    const { told, missed } = await open();
    missed("news");
    missed("other");
    missed(null);
    expect(told).to.deep.equal(["missed in news", "missed in news"]);
  });

  it("expects nothing of the time when nobody was subscribed", async () => {
    const { pubsub, told, receive, subscriber } = await open();
    receive(envelope(1));
    await pubsub.unsubscribe(news.name, subscriber);
    receive(envelope(2));
    await pubsub.subscribe(news.name, subscriber);
    receive(envelope(9));
    expect(told).to.deep.equal(["got 1", "got 9"]);
  });
});
