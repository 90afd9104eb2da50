// Topics over NATS pass the suite of all adapters, between two processes' connections to a real server.
import { PubSub } from "../../src/pubsub/pubsub.js";
import { freshPrefix, useNats } from "../support/nats-server.js";
import { describePubSub } from "../support/pubsub-contract.js";

describe("slotwire/nats", () => {
  const test = useNats();

  describePubSub("NATS", () => {
    const prefix = freshPrefix();
    const opened: PubSub[] = [];
    return {
      open: async () => {
        const shared = test.open({ prefix });
        const pubsub = new PubSub(shared.pubsub, rethrow);
        opened.push(pubsub);
        await pubsub.start();
        await shared.ready();
        return pubsub;
      },
      closeAll: async () => {
        await Promise.all(opened.splice(0).map((pubsub) => pubsub.close()));
      },
    };
  });
});

function rethrow(error: unknown): never {
  throw error;
}
