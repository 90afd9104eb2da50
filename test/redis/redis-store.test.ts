// Snapshots in Redis pass the suite of all stores, between two processes' connections to a real server.

import { freshPrefix, useRedis } from "../support/redis-server.js";
import { describeStore } from "../support/store-contract.js";

describe("slotwire/redis", () => {
  const test = useRedis();

  describeStore("Redis", async () => {
    const options = { prefix: freshPrefix(), maxSnapshotBytes: 1_000 };
    const [here, there] = [test.open(options), test.open(options)];
    await Promise.all([here.ready(), there.ready()]);
    await Promise.all([here.store.start(), there.store.start()]);
    return { here: here.store, there: there.store, maxSnapshotBytes: 1_000 };
  });
});
