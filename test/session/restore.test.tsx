// Sessions that nobody runs: who brings them back, for whom, and in which state.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import {
  createApp,
  Desk,
  DeskPage,
  keptPage,
  mounts,
  SharedStore,
  secret,
} from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

describe("a session whose process ends in order", () => {
  it("goes on in another process with its state, its components, its timers and its actions", async () => {
    const store = new SharedStore();
    mounts.length = 0;
    const first = createApp(store);
    await using one = await serve(first.app, first.live);
    const page = new DeskPage(one.url);
    const socket = await page.open();
    expect(await socket.next()).to.equal("[0,1,1]");
    const [fingerprint = "", edit = ""] = page.html.match(/@[\w-]{7}/g) ?? [];
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    socket.send([1, 1, 2, 1, edit, 2]);
    await socket.next();
    const closing = first.live.close();
    expect(await socket.next()).to.match(/^\[5,\d+\]$/);
    expect(await socket.closed).to.equal(1012);
    await closing;
    expect(first.live.stats()).to.include({ sessions: 0, alarms: 0 });

    const second = createApp(store);
    await using two = await serve(second.app, second.live);
    const back = new DeskPage(two.url, page);
    const lost = await back.join();
    expect(await lost.next()).to.equal('[4,1,"unknown"]');
    expect(await back.return({ seq: 2, ref: 2 })).to.equal("restored");
    expect(back.html).to.match(
      />ada 1 1 {2}<button l=\d type="button" live-click="@[\w-]{7}">note 1</,
    );
    expect(second.live.stats()).to.include({ sessions: 1, detached: 1 });
    const again = await back.join();
    expect(await again.next()).to.equal("[0,1,2,0,2]");
    // Twice the same event: it has run. Then the action that the first process had printed.
    again.send([1, 1, 2, 0, edit, 2]);
    expect(await again.next()).to.equal("[1,1,1,2]");
    again.send([1, 1, 3, 1, fingerprint, 1]);
    expect(await again.next()).to.contain(",8");
    expect(second.live.stats()).to.include({ sessions: 1, parked: 0 });
    expect(second.live.stats().alarms).to.equal(1);
    expect(mounts).to.deep.equal(["ada"]);
    expect([...first.errors, ...second.errors]).to.deep.equal([]);
  });

  it("comes back though another process has claimed it just before, for a socket that is gone", async () => {
    const store = new SharedStore();
    const page = await keptPage(store);
    let others = 0;
    store.claim = async (id, epoch) => {
      others += 1;
      if (others === 1) await SharedStore.prototype.claim.call(store, id, epoch);
      return SharedStore.prototype.claim.call(store, id, epoch);
    };
    const { app, live } = createApp(store);
    await using site = await serve(app, live);
    const back = new DeskPage(site.url, page);
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(back.html).to.contain("ada 1 1");
    expect(others).to.equal(2);
  });

  it("sends again the effects that the page does not have, and runs what had not run to its end", async () => {
    const store = new SharedStore();
    const first = createApp(store);
    await using one = await serve(first.app, first.live);
    const page = new DeskPage(one.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "tell"]);
    for (const expected of ["reply", "[1,1,2,1]", "pushed"]) {
      expect(await socket.next()).to.contain(expected);
    }
    socket.send([1, 1, 2, 0, "slow"]);
    socket.send([6]);
    await socket.next();
    await first.live.close({ timeoutMs: 50 });
    const second = createApp(store);
    await using two = await serve(second.app, second.live);
    const back = new DeskPage(two.url, page);
    // It has the reply and the answer, and not what was pushed.
    expect(await back.return({ seq: 2, ref: 1 })).to.equal("restored");
    const again = await back.join();
    expect(await again.next()).to.equal("[0,1,2,0,1]");
    expect(await again.next()).to.equal('[2,1,1,1,"push","pushed",0]');
    again.send([1, 1, 2, 1, "add"]);
    expect(await again.next()).to.match(/^\[1,1,2,2,/);
  });
});

describe("a session that waited for its page in vain", () => {
  it("goes to the store, and comes back from there", async () => {
    const live = createLive({ secret, limits: { detachedMs: 20 } });
    const app = express().use(live).get("/desk", live.page(Desk));
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.openAndAdd();
    socket[Symbol.dispose]();
    await eventually(() => live.stats().sessions === 0, "the session to hibernate");
    expect(live.stats().alarms).to.equal(0);
    expect(await page.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(page.html).to.contain(">ada 1 1 ");
  });

  it("comes back also when it is larger than snapshots are by default, where the app allows that", async () => {
    const Large = defineView({
      name: "Desk",
      mount: () => ({ text: "x".repeat(300_000), n: 0 }),
      events: { add: ({ n }) => ({ n: n + 1 }) },
      render: ({ n }) => <p>{n}</p>,
    });
    const live = createLive({ secret, limits: { detachedMs: 20, maxSnapshotBytes: 400_000 } });
    const app = express().use(live).get("/desk", live.page(Large));
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.openAndAdd();
    socket[Symbol.dispose]();
    await eventually(() => live.stats().sessions === 0, "the session to hibernate");
    expect(await page.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(page.html).to.contain("<p>1</p>");
  });

  it("is not kept when its page was left for good", async () => {
    const store = new SharedStore();
    const { app, live } = createApp(store, Desk, "event");
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.openAndAdd();
    socket.send([5, 1]);
    await eventually(() => live.stats().sessions === 0);
    expect(await page.return({ seq: 1, ref: 1 })).to.equal("fresh");
  });
});
