// One owner: processes that are slow, silent or gone, and pages that come to two at once.
import { expect } from "chai";
import { ClusterPage, TestCluster } from "../support/cluster.js";
import { eventually } from "../support/sessions.js";

const unknown = '[4,1,"unknown"]';

async function opened(cluster: TestCluster): Promise<ClusterPage> {
  const page = new ClusterPage(cluster);
  await page.get(0);
  await page.join(0);
  await page.event("add");
  return page;
}

/** Until the wall clock has gone on: what comes now is later than what came before. */
async function later(): Promise<void> {
  const nowMs = Date.now();
  await eventually(() => Date.now() > nowMs);
}

describe("a process that does not answer for its session", () => {
  it("loses it to whoever claims what is stored, and ends its copy when it wakes up", async () => {
    await using cluster = await TestCluster.start({ durability: "event", limits: { askMs: 30 } });
    const page = await opened(cluster);
    const slow = cluster.process(0);
    slow.adapter.hold();
    expect(await page.join(1)).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect(await page.event("add")).to.match(/,2\]+$/);
    expect(cluster.sessions).to.deep.equal([1, 1, 0]);
    slow.adapter.release();
    await eventually(() => slow.live.stats().sessions === 0, "the copy to end");
    expect(await page.event("add")).to.match(/,3\]+$/);
    // What the slow one did last has not touched what is stored.
    await cluster.process(1)[Symbol.asyncDispose]();
    expect(await page.join(2)).to.equal('[0,1,3,0,3,"TOKEN"]');
    expect(cluster.errors).to.deep.equal([]);
    cluster.processes.splice(1, 1);
  });

  it("ends its copy when the page comes back to it from another owner", async () => {
    await using cluster = await TestCluster.start({ durability: "event", limits: { askMs: 30 } });
    const page = await opened(cluster);
    cluster.process(0).adapter.hold();
    await page.join(1);
    await page.event("add");
    cluster.process(0).adapter.lose();
    // The copy of the first is one event behind, and is not what the page gets.
    expect(await page.join(0)).to.equal('[0,1,3,0,2,"TOKEN"]');
    expect(await page.event("add")).to.match(/,3\]+$/);
    expect(cluster.sessions).to.deep.equal([1, 0, 0]);
  });

  it("keeps it where nothing is stored: the page fetches itself and finds it", async () => {
    await using cluster = await TestCluster.start({ limits: { askMs: 30 } });
    const page = await opened(cluster);
    cluster.process(0).adapter.hold();
    expect(await page.join(1)).to.equal(unknown);
    expect(await page.return(0)).to.equal("restored");
    expect(page.html).to.contain("<b>1</b>");
    cluster.process(0).adapter.release();
  });

  it("keeps a page that has come back to it before the question did", async () => {
    await using cluster = await TestCluster.start({ limits: { askMs: 30 } });
    const page = await opened(cluster);
    const { adapter } = cluster.process(0);
    adapter.hold();
    const elsewhere = new ClusterPage(cluster);
    Object.assign(elsewhere, { ...page, socket: null });
    const joining = elsewhere.join(1);
    await eventually(() => adapter.waiting === 1, "the question");
    await later();
    expect(await page.join(0)).to.equal("[0,1,1,1,1]");
    adapter.release();
    expect(await joining).to.equal(unknown);
    expect(await page.event("add")).to.match(/^\[1,1,2,2,/);
    expect(cluster.sessions).to.deep.equal([1, 0, 0]);
  });

  it("is not waited for when it has said that it leaves", async () => {
    await using cluster = await TestCluster.start({ limits: { askMs: 60_000 } });
    const page = await opened(cluster);
    await cluster.process(0)[Symbol.asyncDispose]();
    expect(await page.join(1)).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect(await page.event("add")).to.match(/,2\]+$/);
    cluster.processes.splice(0, 1);
  });
});

describe("a question that is lost", () => {
  it("is asked again, and answered as the first time", async () => {
    await using cluster = await TestCluster.start({ limits: { askMs: 400 } });
    const page = await opened(cluster);
    const { adapter } = cluster.process(0);
    adapter.hold();
    const joining = page.join(1);
    await eventually(() => adapter.waiting === 1, "the question");
    adapter.lose();
    expect(await joining).to.equal('[0,1,2,0,1,"TOKEN"]');
  });

  it("does no harm when it was not lost", async () => {
    await using cluster = await TestCluster.start({ limits: { askMs: 400 } });
    const page = await opened(cluster);
    const { adapter } = cluster.process(0);
    adapter.hold();
    const joining = page.join(1);
    await eventually(() => adapter.waiting === 2, "the question, twice");
    adapter.release();
    expect(await joining).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect(await page.event("add")).to.match(/^\[1,1,1,2,/);
    expect(await page.join(2)).to.equal('[0,1,3,0,2,"TOKEN"]');
  });
});

describe("a page that comes to two processes at once", () => {
  it("is run by one of them, and loses nothing", async () => {
    for (let round = 0; round < 10; round += 1) {
      await using cluster = await TestCluster.start();
      const page = await opened(cluster);
      const twin = Object.assign(new ClusterPage(cluster), page, { socket: null });
      page.drop();
      const frames = await Promise.all([page.join(1), twin.join(2)]);
      expect(frames.filter((frame) => frame.startsWith("[0,")).length).to.be.within(1, 2);
      const last = frames[1]?.startsWith("[0,") ? twin : page;
      expect(await last.join(0)).to.match(/^\[0,1,[345],0,1,"TOKEN"\]$/);
      expect(cluster.sessions).to.deep.equal([1, 0, 0]);
      await last.rest();
      expect(await last.event("add")).to.match(/,2\]+$/);
      expect(cluster.errors).to.deep.equal([]);
    }
  });

  it("of one process waits once, and is run for the later socket", async () => {
    await using cluster = await TestCluster.start();
    const page = await opened(cluster);
    const twin = Object.assign(new ClusterPage(cluster), page, { socket: null });
    page.drop();
    const [first, second] = await Promise.all([page.join(1), twin.join(1)]);
    expect([first, second]).to.deep.equal(Array(2).fill('[0,1,2,0,1,"TOKEN"]'));
    expect(cluster.sessions).to.deep.equal([0, 1, 0]);
  });
});

describe("a session that waits in the store", () => {
  it("goes to a join for as long as its page may be away, then only through its guards", async () => {
    const limits = { detachedMs: 40, askMs: 20 };
    await using cluster = await TestCluster.start({ durability: "event", limits });
    const page = await opened(cluster);
    page.drop();
    await eventually(() => cluster.process(0).live.stats().sessions === 0, "it to hibernate");
    await later();
    expect(await page.join(1)).to.equal(unknown);
    expect(await page.return(2)).to.equal("restored");
    expect(page.html).to.contain("<b>1</b>");
    expect(await page.join(2)).to.equal("[0,1,2,0,1]");
  });
});

describe("limits of asking", () => {
  it("refuse a page more than so many at a time, which fetches itself then", async () => {
    const limits = { maxAsks: 1, askMs: 60_000 };
    await using cluster = await TestCluster.start({ limits, size: 2 });
    const [page, other] = [await opened(cluster), await opened(cluster)];
    cluster.process(0).adapter.hold();
    const joining = page.join(1);
    await eventually(() => cluster.process(0).adapter.waiting === 1, "the question");
    expect(await other.join(1)).to.equal(unknown);
    cluster.process(0).adapter.release();
    expect(await joining).to.equal('[0,1,2,0,1,"TOKEN"]');
    expect(await other.join(1)).to.equal('[0,1,2,0,1,"TOKEN"]');
  });
});
