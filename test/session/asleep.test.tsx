// Pages that are open and do nothing: their sessions lie in the store until something happens.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Limits, topic } from "slotwire";
import { Desk, DeskPage, SharedStore, secret } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

const news = topic<string>("news of the asleep");
/** What the app's database would have. */
const database = { headline: "old" };
const calls: string[] = [];

const Paper = defineView({
  name: "Paper",
  mount: ({ ctx }) => {
    calls.push("mount");
    ctx.subscribe(news);
    return { n: 0, headline: database.headline };
  },
  resume: () => {
    calls.push("resume");
    return { headline: database.headline };
  },
  events: {
    add: ({ n }) => ({ n: n + 1 }),
    double: ({ n }) => ({ n: n * 2 }),
    tell: ({ n }, ctx) => ctx.reply(n),
  },
  messages: { news: { topic: news, run: (_state, _ctx, headline) => ({ headline }) } },
  head: ({ headline }) => <title>{headline}</title>,
  render: ({ n, headline }) => (
    <p>
      {headline} {n} {n > 0 && <b>!</b>}
    </p>
  ),
});

type View = Parameters<ReturnType<typeof createLive>["page"]>[0];

function createPaper(view: View = Paper, limits: Partial<Limits> = { idleMs: 1 }) {
  const store = new SharedStore();
  const errors: unknown[] = [];
  const live = createLive({
    // Seconds are short here, but for those that nobody is to miss.
    limits: { joinMs: 600_000, silenceMs: 600_000, ...limits },
    ...{ secret, store, durability: "event" },
    key: () => "ada",
    onError: (error) => errors.push(error),
  });
  const app = express().use(live).get("/desk", live.page(view));
  return { app, live, store, errors };
}

describe("the session of a page that does nothing", () => {
  const { setInterval } = globalThis;
  /** The seconds of sockets pass in no time. */
  const hurry = ((task: () => void) => setInterval(task, 20)) as typeof setInterval;

  before(() => {
    globalThis.setInterval = hurry;
  });

  after(() => {
    globalThis.setInterval = setInterval;
  });

  beforeEach(() => {
    calls.length = 0;
    database.headline = "old";
  });

  async function asleep(view: View = Paper, limits?: Partial<Limits>) {
    const paper = createPaper(view, limits);
    const site = await serve(paper.app, paper.live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    expect(await socket.next()).to.equal("[0,1,1]");
    await eventually(() => paper.live.stats().asleep === 1);
    return {
      ...{ ...paper, site, page, socket },
      [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
    };
  }

  it("lies in the store, and comes back with a click: the page shows it already", async () => {
    await using paper = await asleep();
    const { live, socket, store } = paper;
    expect(live.stats()).to.include({ sessions: 0, connections: 1, topics: 1 });
    expect(store.stats().count).to.equal(1);
    socket.send([1, 1, 1, 0, "add"]);
    expect(await socket.next()).to.equal("[0,1,2]");
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
    expect(calls).to.deep.equal(["mount", "resume"]);
    // And again, now that its page has changed.
    await eventually(() => live.stats().asleep === 1);
    socket.send([1, 1, 2, 1, "add"]);
    expect(await socket.next()).to.equal("[0,1,3,0,1]");
    expect(await socket.next()).to.match(/^\[1,1,1,2,.*,2\]+$/);
    expect(paper.errors).to.deep.equal([]);
  });

  it("runs what came while it was woken, in its order and once", async () => {
    await using paper = await asleep();
    const { socket } = paper;
    const events = [
      [1, "add"],
      [2, "add"],
      [3, "double"],
      [4, "add"],
      [5, "tell"],
    ] as const;
    for (const [ref, name] of events) socket.send([1, 1, ref, 9, name]);
    expect(await socket.next()).to.equal("[0,1,2]");
    // A page that hears that it has joined sends again what is not answered.
    for (const [ref, name] of events) socket.send([1, 1, ref, 0, name]);
    const frames: string[] = [];
    while (!frames.some((frame) => /^\[2,1,\d+,5,"reply"/.test(frame))) {
      frames.push(await socket.next());
    }
    expect(frames.at(-1)).to.match(/"reply",5\]$/);
  });

  it("comes back with a message, and shows what is new, in its head too", async () => {
    await using paper = await asleep();
    database.headline = "new";
    paper.live.publish(news, "new");
    expect(await paper.socket.next()).to.equal("[0,1,2]");
    expect(await paper.socket.next()).to.match(/^\[1,1,1,0,.*new 0 /);
    expect(await paper.socket.next()).to.equal('[2,1,2,0,"title","new"]');
    expect(calls).to.deep.equal(["mount", "resume"]);
  });

  it("comes back when its page asks for what it shows", async () => {
    await using paper = await asleep();
    paper.socket.send([4, 1, 1]);
    expect(await paper.socket.next()).to.equal("[0,1,2]");
    expect(await paper.socket.next()).to.match(/^\[1,1,1,0,.*old 0 /);
  });

  it("waits like any other when its socket is lost, and ends when its page is left", async () => {
    await using paper = await asleep();
    const { live, page, socket } = paper;
    socket[Symbol.dispose]();
    await eventually(() => live.stats().asleep === 0);
    expect(await page.return()).to.equal("restored");
    const again = await page.join();
    expect(await again.next()).to.equal("[0,1,2]");
    await eventually(() => live.stats().asleep === 1);
    again.send([5, 1]);
    await eventually(() => live.stats().asleep === 0);
    expect(live.stats()).to.include({ sessions: 0, topics: 0 });
    expect(await page.return()).to.equal("fresh");
  });

  describe("while it is being woken", () => {
    async function waking() {
      const paper = await asleep(Paper, { idleMs: 1 });
      const { store, socket } = paper;
      const { claim } = SharedStore.prototype;
      let letOn = (): void => {};
      const held = new Promise<void>((resolve) => {
        letOn = resolve;
      });
      let isHeld = false;
      store.claim = async (...args) => {
        isHeld = true;
        await held;
        return claim.apply(store, args);
      };
      socket.send([1, 1, 1, 0, "add"]);
      await eventually(() => isHeld);
      return Object.assign(paper, { letOn });
    }

    it("comes to the socket that its page has opened meanwhile", async () => {
      await using paper = await waking();
      const again = await paper.page.join();
      again.send([6]);
      expect(await again.next()).to.equal("[6]");
      paper.letOn();
      expect(await again.next()).to.match(/^\[0,1,2/);
      again.send([1, 1, 2, 0, "tell"]);
      await eventually(() => calls.length === 2);
      expect(calls).to.deep.equal(["mount", "resume"]);
    });

    it("is brought back to the page that fetches itself meanwhile", async () => {
      await using paper = await waking();
      const returned = paper.page.return();
      paper.letOn();
      expect(await returned).to.equal("restored");
      expect(paper.page.html).to.contain("old 1");
      expect(calls).to.deep.equal(["mount", "resume", "resume"]);
      expect(await (await paper.page.join()).next()).to.match(/^\[0,1,3/);
    });
  });

  it("waits like any other, too, when its process ends: the store is not closed before", async () => {
    const paper = await asleep();
    const { live, store, errors } = paper;
    const { get } = SharedStore.prototype;
    const kept: number[] = [];
    store.get = async (id) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return get.call(store, id);
    };
    store.put = async (_id, _snapshot, { keepMs }) => {
      kept.push(keepMs);
      return "stored";
    };
    await live.close();
    expect(errors).to.deep.equal([]);
    expect(kept).to.deep.equal([1_800_000]);
    await paper[Symbol.asyncDispose]();
  });

  it("ends with its key, and its page is told", async () => {
    await using paper = await asleep();
    void paper.live.disconnect("ada");
    expect(await paper.socket.next()).to.equal('[4,1,"ended"]');
    expect(paper.live.stats()).to.include({ asleep: 0, topics: 0 });
    paper.socket.send([1, 1, 1, 0, "add"]);
    expect(await paper.socket.next()).to.equal('[4,1,"unknown"]');
  });

  it("is gone where the store has lost it", async () => {
    await using paper = await asleep();
    paper.store.claim = async () => ({ isClaimed: false, reason: "gone" });
    paper.socket.send([1, 1, 1, 0, "add"]);
    expect(await paper.socket.next()).to.equal('[4,1,"unknown"]');
    expect(paper.live.stats()).to.include({ sessions: 0, asleep: 0 });
  });

  it("goes to the store sooner while memory is short", async () => {
    await using paper = await asleep(Paper, { maxHeapPercent: 1, pressedIdleMs: 1 });
    expect(paper.live.stats()).to.include({ sessions: 0, asleep: 1 });
  });

  it("stays while it has timers that run", async () => {
    const { app, live } = createPaper(Desk);
    await using site = await serve(app, live);
    const socket = await new DeskPage(site.url).open();
    await socket.next();
    // Some seconds for the sockets.
    const endMs = performance.now() + 100;
    await eventually(() => performance.now() > endMs);
    expect(live.stats()).to.include({ live: 1, asleep: 0 });
  });
});
