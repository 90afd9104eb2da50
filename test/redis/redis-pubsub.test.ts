// Topics over Redis pass the suite of all adapters, between two processes' connections to a real server.
import { PubSub } from "../../src/pubsub/pubsub.js";
import { describePubSub } from "../support/pubsub-contract.js";
import { freshPrefix, useRedis } from "../support/redis-server.js";

describe("slotwire/redis", () => {
  const test = useRedis();

  describePubSub("Redis", () => {
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
