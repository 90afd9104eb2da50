// Pages that wander between processes which are slow, or have not heard: every click counts once, and one process runs each.
import { expect } from "chai";
import { type ClusterOptions, ClusterPage, mounts, TestCluster } from "../support/cluster.js";

import { freshPrefix as freshNatsPrefix, useNats } from "../support/nats-server.js";
import { freshPrefix, useRedis } from "../support/redis-server.js";
import { createRandom } from "../support/tree-gen/random.js";
import { Wanderer } from "../support/wanderer.js";

interface Race {
  readonly seed: number;
  readonly deeds: number;
  /** Processes do not hear of the others for a while, now and then. */
  readonly isDeaf: boolean;
  readonly options: ClusterOptions;
}

async function race({ seed, deeds, isDeaf, options }: Race): Promise<void> {
  await using cluster = await TestCluster.start(options);
  const random = createRandom(seed).next;
  mounts.count = 0;
  const wanderers = [1, 2, 3].map((n) => new Wanderer(cluster, `tab${n}`, random));
  for (const { page } of wanderers) await page.get(Math.floor(random() * 3));
  for (const each of wanderers) {
    // Before its first event a session is nowhere but where it was mounted.
    each.click();
    await each.settle();
  }
  const wander = async (wanderer: Wanderer): Promise<void> => {
    for (let deed = 0; deed < deeds; deed += 1) {
      const { adapter } = cluster.process(Math.floor(random() * 3));
      if (isDeaf && random() < 0.1) adapter.hold();
      else if (isDeaf && random() < 0.3) adapter.release();
      await wanderer.act();
    }
  };
  await Promise.all(wanderers.map(wander));
  for (const { adapter } of cluster.processes) adapter.release();
  await Promise.all(wanderers.map((each) => each.settle()));
  for (const wanderer of wanderers) {
    const what = `seed ${seed}, ${wanderer.page.instance}`;
    expect(wanderer.losses, what).to.equal(0);
    expect(await wanderer.page.return(Math.floor(random() * 3)), what).to.equal("restored");
    expect(wanderer.page.html, what).to.contain(`<b>${wanderer.clicks}</b>`);
  }
  expect(mounts.count, `seed ${seed}`).to.equal(3);
  expect(cluster.errors.map(String), `seed ${seed}`).to.deep.equal([]);
}

/** A machine with too much to do must not make what is quick slow. */
const limits = { askMs: 5_000 };

describe("pages that wander between processes", function () {
  this.timeout(60_000);
  const redis = useRedis();

  it("keep their state and lose no click, over a bus that is quick", async () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      await race({ seed, deeds: 40, isDeaf: false, options: { limits } });
    }
  });

  it("do so where processes are deaf for a while, with durability event", async () => {
    const options = { durability: "event", limits: { askMs: 10 } } as const;
    for (let seed = 1; seed <= 5; seed += 1) {
      await race({ seed, deeds: 40, isDeaf: true, options });
    }
  });

  it("do so over Redis", async () => {
    for (let seed = 1; seed <= 2; seed += 1) {
      const prefix = freshPrefix();
      const shared = () => redis.open({ prefix });
      await race({ seed, deeds: 30, isDeaf: false, options: { shared, limits } });
    }
  });

  it("end within a second over Redis, wherever they are, when their key ends", async () => {
    const prefix = freshPrefix();
    const shared = () => redis.open({ prefix });
    await using cluster = await TestCluster.start({ shared });
    const pages = [0, 1, 2].map(() => new ClusterPage(cluster));
    for (const [at, page] of pages.entries()) {
      await page.get(at, { "x-key": "ada" });
      await page.join((at + 1) % 3);
    }
    const startMs = performance.now();
    await cluster.process(0).live.disconnect("ada");
    for (const { socket } of pages) expect(await socket?.next()).to.equal('[4,1,"ended"]');
    expect(performance.now() - startMs).to.be.below(1_000);
    expect(cluster.sessions).to.deep.equal([0, 0, 0]);
  });
});

describe("pages that wander between processes of a NATS", () => {
  const nats = useNats();

  it("keep their state and lose no click", async () => {
    const prefix = freshNatsPrefix();
    const shared = () => nats.open({ prefix });
    await race({ seed: 1, deeds: 30, isDeaf: false, options: { shared, limits } });
  });
});
