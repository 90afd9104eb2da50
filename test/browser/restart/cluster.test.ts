// Three processes behind a balancer that knows no sessions: a page in use lands anywhere, and nothing of it is lost.
import { expect } from "chai";
import { openPage, settled } from "../../support/browser.js";
import { textBecomes } from "../../support/live-app.js";
import { useRedis } from "../../support/redis-server.js";
import { RoundRobin } from "../../support/round-robin.js";
import { DeskProcess } from "./desk-process.js";
import { kept, whatIsThere, work } from "./desk-use.js";

interface Cluster extends AsyncDisposable {
  readonly desks: readonly DeskProcess[];
  readonly proxy: RoundRobin;
}

async function startCluster(redisUrl: string): Promise<Cluster> {
  const starting = [1, 2, 3].map(() => new DeskProcess(redisUrl).start());
  const desks = await Promise.all(starting);
  const proxy = await RoundRobin.start(desks.map(({ port }) => port));
  return {
    desks,
    proxy,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      for (const desk of desks) await desk[Symbol.asyncDispose]();
    },
  };
}

/** The process that has run this last. */
function whoRan(desks: readonly DeskProcess[], line: string): DeskProcess {
  const desk = desks.find(({ log }) => log.includes(line));
  if (desk === undefined) throw new Error(`nobody has run ${line}`);
  return desk;
}

describe("a page in use before three processes", () => {
  const redis = useRedis();

  it("goes on wherever it lands, and where the process that runs it is killed", async function () {
    this.timeout(60_000);
    await using cluster = await startCluster(redis.url());
    const { desks, proxy } = cluster;
    await using opened = await openPage(proxy.url);
    const { page } = opened;
    await work(page);
    const owners = new Set([whoRan(desks, "add 2")]);
    let count = 3;
    for (let round = 0; round < 6; round += 1) {
      proxy.cut();
      await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
      await textBecomes(page, "#add", String(count + 1));
      owners.add(whoRan(desks, `add ${count}`));
      count += 1;
    }
    expect(owners.size).to.equal(3);
    await settled(page);
    expect(await whatIsThere(page)).to.deep.equal({ ...kept, count: String(count) });

    await whoRan(desks, `add ${count - 1}`).end("SIGKILL");
    await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
    await page.evaluate(() => document.querySelector<HTMLElement>("#add")?.click());
    await textBecomes(page, "#add", String(count + 2));
    await settled(page);
    expect(await whatIsThere(page)).to.deep.equal({ ...kept, count: String(count + 2) });

    const ran = desks.flatMap(({ log }) => log).sort();
    const adds = Array.from({ length: count + 2 }, (_, n) => `add ${n}`).sort();
    expect(ran).to.deep.equal([...adds, "mount"]);
  });
});
