// Snapshots in NATS pass the suite of all stores, between two processes' connections to a real server.

import { freshPrefix, useNats } from "../support/nats-server.js";
import { describeStore } from "../support/store-contract.js";

describe("slotwire/nats", () => {
  const test = useNats();

  describeStore("NATS", async () => {
    const options = { prefix: freshPrefix(), maxSnapshotBytes: 1_000 };
    const [here, there] = [test.open(options), test.open(options)];
    await Promise.all([here.ready(), there.ready()]);
    await Promise.all([here.store.start(), there.store.start()]);
    return { here: here.store, there: there.store, maxSnapshotBytes: 1_000 };
  });
});
