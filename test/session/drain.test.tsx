// A process that ends in order while handlers run: they may end, for as long as there is time; no event is lost or runs twice.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Live } from "slotwire";
import { createApp, DeskPage, keptPage, SharedStore, secret } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

/** Handlers that wait until the test lets them go on; `runs` counts how often each event began. */
const gates: (() => void)[] = [];
const runs: string[] = [];
let signal: AbortSignal | null = null;

const Till = defineView({
  name: "Till",
  mount: () => ({ paid: 0 }),
  events: {
    pay: async (_state, ctx) => {
      runs.push(`pay ${ctx.eventId.split(":").at(-1)}`);
      signal = ctx.signal;
      await new Promise<void>((resolve) => gates.push(resolve));
      return ({ paid }: { paid: number }) => ({ paid: paid + 1 });
    },
    add: ({ paid }) => ({ paid: paid + 10 }),
  },
  render: ({ paid }) => <p>{paid}</p>,
});

function closing(live: Live, timeoutMs?: number) {
  const state = { isOver: false, ended: Promise.resolve() };
  state.ended = live.close({ timeoutMs }).then(() => {
    state.isOver = true;
  });
  return state;
}

describe("a process that ends while a handler runs", () => {
  beforeEach(() => {
    gates.length = 0;
    runs.length = 0;
  });

  const sealing = () => {
    const live = createLive({ secret });
    return { live, app: express().use(live).get("/desk", live.page(Till)) };
  };

  it("answers its event, and those that had come behind it, before the page is sent away", async () => {
    const { app, live } = sealing();
    await using site = await serve(app, live);
    const socket = await new DeskPage(site.url).open();
    await socket.next();
    socket.send([1, 1, 1, 0, "pay"]);
    socket.send([1, 1, 2, 0, "add"]);
    await eventually(() => runs.length === 1 && live.stats().mailbox.messages === 1);
    const close = closing(live);
    // It comes too late: nobody hears it, and its page sends it again to whoever comes next.
    socket.send([1, 1, 3, 0, "add"]);
    await eventually(() => gates.length === 1);
    expect(close.isOver).to.equal(false);
    gates[0]?.();
    expect(await socket.next()).to.match(/^\[1,1,1,\[1,2\],.*,11\]+$/);
    expect(JSON.parse(await socket.next()).slice(0, 5)).to.deep.equal([2, 1, 0, 0, "seal"]);
    expect(await socket.next()).to.match(/^\[5,\d+\]$/);
    expect(await socket.closed).to.equal(1012);
    await close.ended;
    expect(runs).to.deep.equal(["pay 1"]);
    expect(live.stats()).to.include({ sessions: 0, connections: 0, alarms: 0 });
  });

  it("sends the other pages away meanwhile, and gives their sessions on", async () => {
    const store = new SharedStore();
    const { app, live } = createApp(store, Till);
    await using site = await serve(app, live);
    const busy = await new DeskPage(site.url).open();
    const idlePage = new DeskPage(site.url);
    const idle = await idlePage.open();
    await Promise.all([busy.next(), idle.next()]);
    busy.send([1, 1, 1, 0, "pay"]);
    await eventually(() => gates.length === 1);
    const close = closing(live);
    expect(await idle.next()).to.match(/^\[5,\d+\]$/);
    const next = createApp(store, Till);
    await using after = await serve(next.app, next.live);
    expect(await new DeskPage(after.url, idlePage).return()).to.equal("restored");
    expect(close.isOver).to.equal(false);
    gates[0]?.();
    expect(await busy.next()).to.match(/^\[1,1,1,1,.*,1\]+$/);
    await close.ended;
  });

  it("gives its event on where time is over: it runs once more, from the state before it", async () => {
    const store = new SharedStore();
    const { app, live } = createApp(store, Till);
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "pay"]);
    await eventually(() => gates.length === 1);
    await live.close({ timeoutMs: 50 });
    expect(signal?.aborted).to.equal(true);
    expect(await socket.next()).to.match(/^\[5,\d+\]$/);
    // What it comes to now is nobody's any more.
    gates[0]?.();
    const next = createApp(store, Till);
    await using after = await serve(next.app, next.live);
    const back = new DeskPage(after.url, page);
    expect(await back.return()).to.equal("restored");
    expect(back.html).to.contain("<p>0</p>");
    const again = await back.join();
    expect(await again.next()).to.equal("[0,1,2]");
    again.send([1, 1, 1, 0, "pay"]);
    await eventually(() => gates.length === 2);
    gates[1]?.();
    expect(await again.next()).to.match(/^\[1,1,1,1,.*,1\]+$/);
    expect(runs).to.deep.equal(["pay 1", "pay 1"]);
    expect(next.errors).to.deep.equal([]);
  });

  it("leaves a session in the store that was only on its way back", async () => {
    const store = new SharedStore();
    const Slow = defineView({
      name: "Slow",
      mount: () => ({ n: 1 }),
      resume: async () => {
        runs.push("resume");
        if (runs.length === 1) await new Promise<void>((resolve) => gates.push(resolve));
      },
      events: { add: ({ n }) => ({ n: n + 1 }) },
      render: ({ n }) => <p>{n}</p>,
    });
    const page = await keptPage(store, Slow);
    const second = createApp(store, Slow);
    await using two = await serve(second.app, second.live);
    const { token } = page;
    const returning = new DeskPage(two.url, page).return({ seq: 1, ref: 1 });
    await eventually(() => gates.length === 1);
    await second.live.close();
    gates[0]?.();
    await returning;
    const third = createApp(store, Slow);
    await using three = await serve(third.app, third.live);
    const back = new DeskPage(three.url, page);
    back.token = token;
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(back.html).to.contain("<p>2</p>");
  });

  it("leaves a session in the store that it was about to bring back", async () => {
    const store = new SharedStore();
    const start = async () => {
      const { app, live } = createApp(store, Till, "event");
      return { live, site: await serve(app, live) };
    };
    const page = await keptPage(store, Till);
    const second = await start();
    await using two = second.site;
    store.claim = async (...claim) => {
      const claimed = await SharedStore.prototype.claim.apply(store, claim);
      if (gates.length === 0) await new Promise<void>((resolve) => gates.push(resolve));
      return claimed;
    };
    const { token } = page;
    const coming = new DeskPage(two.url, page);
    const answered = coming.return({ seq: 1, ref: 1 });
    await eventually(() => gates.length === 1);
    await second.live.close();
    gates[0]?.();
    expect(await answered).to.equal(null);
    expect(second.live.stats().sessions).to.equal(0);
    const third = await start();
    await using three = third.site;
    const back = new DeskPage(three.url, page);
    back.token = token;
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(back.html).to.contain("<p>10</p>");
  });

  it("waits for the handler of a page whose socket is gone", async () => {
    const store = new SharedStore();
    const { app, live } = createApp(store, Till);
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "pay"]);
    await eventually(() => gates.length === 1);
    socket[Symbol.dispose]();
    await eventually(() => live.stats().detached === 1);
    const close = closing(live);
    gates[0]?.();
    await close.ended;
    const next = createApp(store, Till);
    await using after = await serve(next.app, next.live);
    const back = new DeskPage(after.url, page);
    expect(await back.return()).to.equal("restored");
    expect(back.html).to.contain("<p>1</p>");
  });
});
