// The adapter of one process passes the suite of all adapters.
import { expect } from "chai";
import { topic } from "slotwire";
import type { PubSubAdapter } from "../../src/pubsub/adapter.js";
import { createLocalAdapter } from "../../src/pubsub/local-adapter.js";
import { PubSub } from "../../src/pubsub/pubsub.js";
import { describePubSub } from "../support/pubsub-contract.js";

describePubSub("the local adapter", () => {
  const pubsub = new PubSub(createLocalAdapter(), rethrow);
  const started = pubsub.start();
  return {
    open: async () => {
      await started;
      return pubsub;
    },
    closeAll: () => pubsub.close(),
  };
});

function rethrow(error: unknown): never {
  throw error;
}

describe("PubSub", () => {
  it("tells what fails in its adapter, now or later, and throws nothing", async () => {
    const failures: string[] = [];
    const adapter: PubSubAdapter = {
      start: () => {},
      subscribe: () => {
        throw new Error("refused");
      },
      unsubscribe: () => {},
      publish: () => Promise.reject(new Error("no server")),
      close: () => {},
    };
    const pubsub = new PubSub(adapter, (error) => failures.push((error as Error).message));
    await pubsub.start();
    await pubsub.subscribe("a", { topicReceived: () => {} });
    await pubsub.publish(topic<number>("a"), 1);
    expect(failures).to.deep.equal(["refused", "no server"]);
  });

  it("lets who comes second to a topic wait for the same, until it is subscribed", async () => {
    let subscribed = (): void => {};
    const adapter: PubSubAdapter = {
      ...createLocalAdapter(),
      subscribe: () => new Promise((resolve) => (subscribed = resolve)),
    };
    const pubsub = new PubSub(adapter, rethrow);
    const done: string[] = [];
    const subscribe = async (name: string) => {
      await pubsub.subscribe("a", { topicReceived: () => {} });
      done.push(name);
    };
    const both = Promise.all([subscribe("first"), subscribe("second")]);
    await new Promise(setImmediate);
    expect(done).to.deep.equal([]);
    subscribed();
    await both;
    expect(done).to.have.members(["first", "second"]);
    await subscribe("third");
  });

  it("freezes messages in development, since receivers share them", async () => {
    const pubsub = new PubSub(createLocalAdapter(), rethrow);
    await pubsub.start();
    const message = { list: [1] };
    await pubsub.publish(topic<{ list: number[] }>("a"), message);
    expect(Object.isFrozen(message.list)).to.equal(true);
  });
});
