// `live.disconnect` with several processes: whatever is of the key ends, wherever it is.
import { expect } from "chai";
import { ClusterPage, TestCluster } from "../support/cluster.js";
import { eventually } from "../support/sessions.js";

const ada = { "x-key": "ada" };
const ended = '[4,1,"ended"]';
const unknown = '[4,1,"unknown"]';

async function opened(cluster: TestCluster, at: number, headers = ada): Promise<ClusterPage> {
  const page = new ClusterPage(cluster);
  await page.get(at, headers);
  await page.join(at);
  return page;
}

describe("the end of a key", () => {
  it("reaches what is live, detached and parked in every process, and nobody else", async () => {
    await using cluster = await TestCluster.start();
    const live = await opened(cluster, 1);
    const detached = await opened(cluster, 2);
    detached.drop();
    const parked = new ClusterPage(cluster);
    await parked.get(2, ada);
    const other = await opened(cluster, 1, { "x-key": "grace" });
    const nobody = await opened(cluster, 1, {} as typeof ada);
    await cluster.process(0).live.disconnect("ada");
    expect(await live.socket?.next()).to.equal(ended);
    await eventually(() => cluster.sessions.join() === "0,2,0", "the sessions to end");
    expect(await detached.join(2)).to.equal(unknown);
    expect(await parked.join(0)).to.equal(unknown);
    for (const page of [live, detached, parked]) {
      expect(await page.return(2, ada)).to.equal("fresh");
    }
    expect(await other.event("add")).to.match(/^\[1,1,1,1,/);
    expect(await nobody.event("add")).to.match(/^\[1,1,1,1,/);
    expect(cluster.errors).to.deep.equal([]);
  });

  it("reaches what waits in the store, and not what comes after it", async () => {
    await using cluster = await TestCluster.start({ durability: "event", limits: { askMs: 20 } });
    const page = await opened(cluster, 0);
    await page.event("add");
    await cluster.process(0)[Symbol.asyncDispose]();
    cluster.processes.splice(0, 1);
    await cluster.process(0).live.disconnect("ada");
    const { token } = page;
    expect(await page.join(1)).to.equal(unknown);
    expect(await page.return(1, ada)).to.equal("fresh");
    expect(page.html).to.contain("<b>0</b>");
    // Logged in again: the new session goes from process to process as any other.
    expect(await page.join(0)).to.equal('[0,1,2,0,0,"TOKEN"]');
    page.token = token;
    expect(await page.join(0)).to.equal(unknown);
  });

  it("reaches a process that has missed it, as soon as that knows that it has missed something", async () => {
    await using cluster = await TestCluster.start({ size: 2 });
    const page = await opened(cluster, 1);
    const { adapter } = cluster.process(1);
    adapter.hold();
    await cluster.process(0).live.disconnect("ada");
    expect(await page.event("add")).to.match(/^\[1,1,1,1,/);
    const later = await opened(cluster, 1);
    adapter.lose();
    expect(await page.socket?.next()).to.equal(ended);
    expect(await later.event("add")).to.match(/^\[1,1,1,1,/);
  });

  it("is told to the app when it could not be stored, and happens here all the same", async () => {
    await using cluster = await TestCluster.start({ size: 1 });
    const page = await opened(cluster, 0);
    const { live, errors } = cluster.process(0);
    cluster.store.put = () => Promise.reject(new Error("no store"));
    await live.disconnect("ada");
    expect(await page.socket?.next()).to.equal(ended);
    expect(errors.map(String)).to.deep.equal(["Error: no store"]);
  });
});
