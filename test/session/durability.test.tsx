// When sessions are stored: before an answer, some time after a change, and what a store that fails costs.
import { expect } from "chai";
import { LiveError } from "slotwire";
import { createApp, Desk, DeskPage, mounts, SharedStore } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

describe("a session with durability", () => {
  it("shutdown goes on when its page is back before the store has failed to take it", async () => {
    const store = new SharedStore();
    const { app, live, errors } = createApp(store, Desk, "shutdown", { detachedMs: 20 });
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.openAndAdd();
    const put = store.put.bind(store);
    const asked: ((error: Error) => void)[] = [];
    store.put = () => new Promise((_, reject) => asked.push(reject));
    socket.close();
    await eventually(() => asked.length === 1, "the store to be asked");
    const back = await page.join();
    expect(await back.next()).to.match(/^\[0,1,1/);
    store.put = put;
    for (const fail of asked) fail(new Error("no store"));
    await eventually(() => errors.length === 1, "the report");
    expect(live.stats().live).to.equal(1);
  });

  it("event is stored before an event is answered; whoever owned it before ends its copy", async () => {
    const store = new SharedStore();
    const first = createApp(store, Desk, "event");
    await using one = await serve(first.app, first.live);
    const page = new DeskPage(one.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    expect(await socket.next()).to.contain("[1,1,1,1,");
    // Nobody closed the first process: it is as good as gone.
    const second = createApp(store, Desk, "event");
    await using two = await serve(second.app, second.live);
    const back = new DeskPage(two.url, page);
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(back.html).to.contain(">ada 1 1 ");
    socket.send([1, 1, 2, 1, "add"]);
    expect(await socket.next()).to.equal('[4,1,"unknown"]');
    expect(first.live.stats().sessions).to.equal(0);
    const again = await back.join();
    expect(await again.next()).to.equal("[0,1,2,0,1]");
    again.send([1, 1, 2, 0, "add"]);
    expect(await again.next()).to.match(/^\[1,1,1,2,/);
  });

  it("event is stored when its page joins, before anything has happened", async () => {
    const store = new SharedStore();
    const first = createApp(store, Desk, "event");
    await using one = await serve(first.app, first.live);
    const page = new DeskPage(one.url);
    const socket = await page.open();
    expect(await socket.next()).to.equal("[0,1,1]");
    mounts.length = 0;
    const second = createApp(store, Desk, "event");
    await using two = await serve(second.app, second.live);
    expect(await new DeskPage(two.url, page).return()).to.equal("restored");
    expect(mounts).to.deep.equal([]);
  });

  it("event answers all the same when the store fails, and reports it once", async () => {
    const store = new SharedStore();
    store.put = () => Promise.reject(new Error("no store"));
    const { app, live, errors } = createApp(store, Desk, "event");
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    for (const ref of [1, 2, 3]) {
      socket.send([1, 1, ref, 0, "add"]);
      expect(await socket.next()).to.match(new RegExp(`^\\[1,1,${ref},${ref},`));
    }
    expect(errors.map(String)).to.deep.equal(["Error: no store"]);
  });

  it("event sends what waits for the store, although its page says that it has it", async () => {
    const store = new SharedStore();
    const put = store.put.bind(store);
    const { app, live } = createApp(store, Desk, "event");
    await using site = await serve(app, live);
    const socket = await new DeskPage(site.url).open();
    await socket.next();
    let begin = (): void => {};
    const isThere = new Promise<void>((resolve) => {
      begin = resolve;
    });
    store.put = (...write) => isThere.then(() => put(...write));
    socket.send([1, 1, 1, 0, "add"]);
    socket.send([6, 1, 99]);
    expect(await socket.next()).to.equal("[6]");
    begin();
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
    await eventually(() => live.stats().unacked.chars > 0, "what is not acknowledged");
  });

  it("event is stored when the store is there again, though nothing more happens", async () => {
    const store = new SharedStore();
    const put = store.put.bind(store);
    store.put = () => Promise.reject(new Error("no store"));
    const { app, live, errors } = createApp(store, Desk, "event", { snapshotMs: 20 });
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    await page.openAndAdd();
    store.put = put;
    await eventually(() => store.stats().count === 1, "the snapshot");
    const second = createApp(store, Desk, "event");
    await using two = await serve(second.app, second.live);
    const moved = new DeskPage(two.url, page);
    expect(await moved.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(moved.html).to.contain(" 1 1 ");
    expect(errors.map(String)).to.deep.equal(["Error: no store"]);
  });

  it("event is stored again while its page is open and nothing happens, before the store forgets it", async () => {
    const store = new SharedStore();
    const put = store.put.bind(store);
    const snapshots: string[] = [];
    store.put = (id, snapshot, options) => {
      snapshots.push(snapshot);
      return put(id, snapshot, options);
    };
    const { app, live } = createApp(store, Desk, "event", { keepMs: 200 });
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    await eventually(() => snapshots.length === 4, "the store to be told again");
    expect(store.stats().count).to.equal(1);
    socket.send([5, 1]);
    await eventually(() => live.stats().sessions === 0);
    expect(live.stats().alarms).to.equal(0);
  });

  it("event is left in the store by a session that nobody came back for while the store failed", async () => {
    const store = new SharedStore();
    const { app, live } = createApp(store, Desk, "event", { detachedMs: 20 });
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.openAndAdd();
    const put = store.put.bind(store);
    store.put = () => Promise.reject(new Error("no store"));
    socket[Symbol.dispose]();
    await eventually(() => live.stats().sessions === 0);
    store.put = put;
    expect(await page.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(page.html).to.contain(" 1 1 ");
  });

  it("event tells the app once of a store that takes less than the app's own limit", async () => {
    const store = new SharedStore({ maxSnapshotBytes: 100 });
    const { app, live, errors } = createApp(store, Desk, "event");
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    for (const ref of [1, 2]) {
      socket.send([1, 1, ref, 0, "add"]);
      expect(await socket.next()).to.match(new RegExp(`^\\[1,1,${ref},${ref},`));
    }
    expect(errors.map((error) => error instanceof LiveError && error.code)).to.deep.equal([
      "SNAPSHOT_REFUSED",
    ]);
  });

  it("interval is stored some time after it changed, once for all changes", async () => {
    const store = new SharedStore();
    let puts = 0;
    const put = store.put.bind(store);
    store.put = (...args) => {
      puts++;
      return put(...args);
    };
    const { app, live } = createApp(store, Desk, "interval", { snapshotMs: 20 });
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    for (const ref of [1, 2, 3]) {
      socket.send([1, 1, ref, 0, "add"]);
      await socket.next();
    }
    expect(puts).to.equal(0);
    await eventually(() => puts === 1);
    socket.close();
    await eventually(() => live.stats().detached === 1);
    expect(puts).to.equal(1);
  });
});
