// `live.disconnect` with several processes: whatever is of the key ends, wherever it is.
import { expect } from "chai";
import express from "express";
import { createLive, LiveError } from "slotwire";
import { ClusterPage, Counter, TestCluster } from "../support/cluster.js";
import { secret } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

const ada = { "x-key": "ada" };
const ended = '[4,1,"ended"]';
const unknown = '[4,1,"unknown"]';

async function opened(cluster: TestCluster, at: number, headers = ada): Promise<ClusterPage> {
  const page = new ClusterPage(cluster);
  await page.get(at, headers);
  await page.join(at);
  return page;
}

/** What begins in the millisecond of the end has ended, too. */
async function nextMillisecond(): Promise<void> {
  const nowMs = Date.now();
  await eventually(() => Date.now() > nowMs);
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
    await nextMillisecond();
    expect(await page.return(1, ada)).to.equal("fresh");
    expect(page.html).to.contain("<b>0</b>");
    // Logged in again: the new session goes from process to process as any other.
    expect(await page.join(0)).to.equal('[0,1,2,0,0,"TOKEN"]');
    page.token = token;
    expect(await page.join(0)).to.equal(unknown);
  });

  it("is remembered where something else has written over it in the store", async () => {
    await using cluster = await TestCluster.start({ size: 1, limits: { detachedMs: 20 } });
    const page = await opened(cluster, 0);
    page.drop();
    await eventually(() => cluster.sessions[0] === 0);
    await cluster.process(0).live.disconnect("ada");
    const get = cluster.store.get.bind(cluster.store);
    const other = { snapshot: "of another program", epoch: 1 };
    cluster.store.get = async (id) => (id.startsWith("key-") ? other : get(id));
    expect(await page.return(0, ada)).to.equal("fresh");
  });

  it("reaches what goes from one process to another in the same moment", async () => {
    await using cluster = await TestCluster.start({ size: 2 });
    const page = await opened(cluster, 0);
    page.drop();
    const { store } = cluster;
    const get = store.get.bind(store);
    // The answer of a store that was asked just before is still on its way.
    store.get = async (id) => {
      const found = await get(id);
      if (id.startsWith("key-")) {
        await cluster.process(0).live.disconnect("ada");
        await eventually(() => cluster.process(1).adapter.waiting === 0);
      }
      return found;
    };
    expect(await page.join(1)).to.equal(unknown);
    expect(cluster.sessions).to.deep.equal([0, 0]);
    expect(cluster.errors).to.deep.equal([]);
  });

  it("reaches a process that has missed it, as soon as that knows that it has missed something", async () => {
    await using cluster = await TestCluster.start({ size: 2 });
    const page = await opened(cluster, 1);
    const { adapter } = cluster.process(1);
    adapter.hold();
    await cluster.process(0).live.disconnect("ada");
    expect(await page.event("add")).to.match(/^\[1,1,1,1,/);
    await nextMillisecond();
    const later = await opened(cluster, 1);
    const { store } = cluster;
    const get = store.get.bind(store);
    store.get = () => {
      store.get = get;
      return Promise.reject(new Error("no store"));
    };
    adapter.lose();
    expect(await page.socket?.next()).to.equal(ended);
    expect(cluster.errors.map(String)).to.deep.equal(["Error: no store"]);
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

describe("the end of a key whose page is just being asked for", () => {
  it("reaches the session that would have come of it", async () => {
    let letOn = (): void => {};
    const loaded = new Promise<Record<string, string>>((resolve) => {
      letOn = () => resolve({});
    });
    let isLoading = false;
    const live = createLive({
      secret,
      key: (request) => request.headers["x-key"] as string,
      session: () => {
        isLoading = true;
        return loaded;
      },
    });
    const app = express().set("env", "test").use(live).get("/", live.page(Counter));
    await using site = await serve(app, live);
    const asked = new Visitor(site.url).get("/", { headers: ada });
    await eventually(() => isLoading);
    await nextMillisecond();
    await live.disconnect("ada");
    letOn();
    expect((await asked).response.status).to.equal(503);
    expect(live.stats().sessions).to.equal(0);
    await nextMillisecond();
    expect((await new Visitor(site.url).get("/", { headers: ada })).response.status).to.equal(200);
  });
});

describe("the end of no key", () => {
  it("is told to the app, and ends nothing", async () => {
    await using cluster = await TestCluster.start({ size: 1 });
    const page = await opened(cluster, 0, {} as typeof ada);
    const { live, errors } = cluster.process(0);
    const anybody = undefined as unknown as string;
    await live.disconnect(anybody);
    expect(errors.map((error) => error instanceof LiveError && error.code)).to.deep.equal([
      "DISCONNECT_WITHOUT_KEY",
    ]);
    expect(await page.event("add")).to.match(/^\[1,1,1,1,/);
  });
});

describe("the end of a key while store and topics cannot be reached", () => {
  it("reaches all others as soon as they can be again, and nobody who came meanwhile", async () => {
    await using cluster = await TestCluster.start({ size: 2 });
    const page = await opened(cluster, 1);
    const { store } = cluster;
    const { live, errors } = cluster.process(0);
    const put = store.put.bind(store);
    store.put = () => Promise.reject(new Error("no store"));
    cluster.process(1).adapter.hold();
    await live.disconnect("ada");
    cluster.process(1).adapter.lose();
    await nextMillisecond();
    const later = await opened(cluster, 1);
    expect(await page.event("add")).to.match(/^\[1,1,1,1,/);
    store.put = put;
    expect(await page.socket?.next()).to.equal(ended);
    expect(await later.event("add")).to.match(/^\[1,1,1,1,/);
    expect(errors.map(String)).to.deep.equal(["Error: no store"]);
    expect(live.stats().alarms).to.equal(0);
  });

  it("is kept for twice as long as any session may lie in the store", async () => {
    await using cluster = await TestCluster.start({ size: 1, limits: { asleepMs: 3_600_000 } });
    const { store } = cluster;
    const kept: number[] = [];
    const put = store.put.bind(store);
    store.put = (id, snapshot, options) => {
      kept.push(options.keepMs);
      return put(id, snapshot, options);
    };
    await cluster.process(0).live.disconnect("ada");
    expect(kept).to.deep.equal([7_200_000]);
  });
});

describe("the end of a key without a store", () => {
  const start = async () => {
    const live = createLive({ secret, key: (request) => request.headers["x-key"] as string });
    const served = await serve(express().use(live).get("/", live.page(Counter)), live);
    return Object.assign(served, { live });
  };

  /** A page that was given its session to keep, by a process that has ended. */
  async function drained() {
    const site = await start();
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/", { headers: ada });
    const socket = await visitor.connect();
    socket.send([0, 1, token, "tab", 1]);
    await socket.next();
    const closing = site[Symbol.asyncDispose]();
    const [, , , , , sealed] = JSON.parse(await socket.next());
    await closing;
    return { cookie: visitor.cookie, token, sealed: sealed as string };
  }

  async function joinSealed(url: string, page: Awaited<ReturnType<typeof drained>>) {
    const visitor = new Visitor(url);
    visitor.cookie = page.cookie;
    const headers = { ...ada, "live-rejoin": `${page.token} tab 1 0 0 sealed` };
    const { response } = await visitor.get("/", { headers });
    const socket = await visitor.connect();
    socket.send([0, 1, response.headers.get("live-token"), "tab", 1, 1, 0, 0, page.sealed]);
    return socket.next();
  }

  it("reaches what a page holds, sealed, and not what another one does", async () => {
    const [page, other] = [await drained(), await drained()];
    await using before = await start();
    expect(await joinSealed(before.url, other)).to.equal("[0,1,2]");
    await using after = await start();
    await after.live.disconnect("ada");
    expect(await joinSealed(after.url, page)).to.equal(unknown);
  });
});
