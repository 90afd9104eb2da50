// The end of a process and its store: when pages are sent away, who may ask meanwhile, and what is not waited for.
import { expect } from "chai";
import type { Limits } from "slotwire";
import { ClusterPage, TestCluster } from "../support/cluster.js";
import { createApp, SharedStore } from "../support/desk.js";
import { eventually } from "../support/sessions.js";

describe("a process that ends", () => {
  /** A page that has counted once, and a store that takes its time from now on. */
  async function slowEnd(limits: Partial<Limits> = {}) {
    const cluster = await TestCluster.start({ size: 2, limits });
    const page = new ClusterPage(cluster);
    await page.get(0);
    await page.join(0);
    await page.event("add");
    const { store } = cluster;
    const { put } = SharedStore.prototype;
    let letOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      letOn = resolve;
    });
    const state = { isPutting: false };
    store.put = async (...args) => {
      state.isPutting = true;
      await held;
      return put.apply(store, args);
    };
    return {
      ...{ cluster, page, state, letOn },
      [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
    };
  }

  it("sends a page away when its session is stored, and not before", async () => {
    await using slow = await slowEnd();
    const { cluster, page, state, letOn } = slow;
    const ended = cluster.process(0).live.close();
    await eventually(() => state.isPutting);
    const frames: string[] = [];
    const told = page.socket?.next().then((frame) => frames.push(frame));
    // Whatever was sent would have come before the answer to this request.
    await fetch(`${cluster.process(0).url}/none`);
    expect(frames).to.deep.equal([]);
    letOn();
    await told;
    expect(frames.join()).to.match(/^\[5,\d+\]$/);
    expect(await page.join(1)).to.match(/^\[0,1,2,/);
    expect((await page.rest()).join()).to.contain("<b>1</b>");
    await ended;
  });

  it("gives a session that it is storing to nobody before it is stored", async () => {
    await using slow = await slowEnd({ askMs: 10_000 });
    const { cluster, page, state, letOn } = slow;
    page.drop();
    await eventually(() => cluster.process(0).live.stats().detached === 1);
    const ended = cluster.process(0).live.close();
    await eventually(() => state.isPutting);
    const joined = page.join(1);
    await eventually(() => page.socket !== null);
    // The join has come to one process, and its question to the other.
    await fetch(`${cluster.process(1).url}/none`);
    await fetch(`${cluster.process(0).url}/none`);
    letOn();
    expect(await joined).to.match(/^\[0,1,2,/);
    await ended;
  });

  it("stores some sessions at a time, and all of them", async () => {
    await using cluster = await TestCluster.start({ size: 1 });
    for (let at = 0; at < 300; at += 1) await new ClusterPage(cluster).get(0);
    const { store } = cluster;
    const { put } = SharedStore.prototype;
    let underway = 0;
    let most = 0;
    store.put = async (...args) => {
      underway += 1;
      most = Math.max(most, underway);
      await new Promise(setImmediate);
      underway -= 1;
      return put.apply(store, args);
    };
    await cluster.process(0).live.close();
    expect(most).to.equal(256);
    expect(store.stats().count).to.equal(300);
  });

  it("leaves in the store what it could not store again in time", async () => {
    await using cluster = await TestCluster.start({ size: 2, durability: "event" });
    const { store } = cluster;
    const { put } = SharedStore.prototype;
    // The last of them has to wait for the others.
    let page = new ClusterPage(cluster);
    for (let at = 0; at <= 256; at += 1) {
      page = new ClusterPage(cluster);
      await page.get(0);
      await page.join(0);
    }
    await page.event("add");
    store.put = () => new Promise(() => {});
    await cluster.process(0).live.close({ timeoutMs: 50 });
    store.put = (...args) => put.apply(store, args);
    expect(await page.join(1)).to.match(/^\[0,1,2,/);
    expect((await page.rest()).join()).to.contain("<b>1</b>");
  });

  it("waits for no store that does not close, and tells of one that fails to", async () => {
    for (const [close, told] of [
      [() => new Promise<void>(() => {}), []],
      [() => Promise.reject(new Error("no end")), ["Error: no end"]],
    ] as const) {
      const { live, errors } = createApp(Object.assign(new SharedStore(), { close }));
      await live.close({ timeoutMs: 100 });
      expect(errors.map(String)).to.deep.equal(told);
    }
  });
});
