// Sessions that nobody runs: what brings them back, for whom, and in which state.
import { expect } from "chai";
import express from "express";
import { createLive, defineComponent, defineView, topic } from "slotwire";
import type { Durability } from "../../src/session/keeper.js";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { type Socket, Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const news = topic<string>("restored-news");

/** Outlives the apps that use it, as a store in another process does. */
class SharedStore extends MemoryStore {
  override close(): void {}
}

const Note = defineComponent({
  name: "note",
  state: ({ text }: { text: string }) => ({ text, edits: 0 }),
  actions: { edit: ({ edits }) => ({ edits: edits + 1 }) },
  render: ({ text, edits }, on) => (
    <button type="button" live-click={on.edit()}>
      {text} {edits}
    </button>
  ),
});

const mounts: string[] = [];
const Desk = defineView({
  name: "Desk",
  mount: ({ query, session, ctx }) => {
    mounts.push(String(query.who));
    ctx.after(60_000, "late");
    return { n: 0, at: new Map([["a", 1n]]), who: String(session.who), late: false };
  },
  params: ({ query }) => ({ who: String(query.who) }),
  events: {
    add: ({ n }) => ({ n: n + 1 }),
    tell: ({ n }, ctx) => {
      ctx.reply(`told ${n}`);
      ctx.push("pushed", n);
    },
    slow: async ({ n }) => {
      await new Promise(() => {});
      return { n: n + 100 };
    },
  },
  actions: { by: ({ n }, _ctx, by: number) => ({ n: n + by }) },
  messages: { late: () => ({ late: true }) },
  render: ({ n, at, who, late }, on) => (
    <p live-click={on.by(7)}>
      {who} {n} {String(at.get("a"))} {late && "late"} <Note id="1" text="note" />
    </p>
  ),
});

type View = Parameters<ReturnType<typeof createLive>["page"]>[0];

function createApp(store: MemoryStore, view: View = Desk, durability: Durability = "shutdown") {
  const errors: unknown[] = [];
  const live = createLive({
    secret,
    store,
    durability,
    session: (request) => ({ who: request.headers["x-who"] ?? "nobody" }),
    key: (request) => request.headers["x-key"] as string | undefined,
    onError: (error) => errors.push(error),
  });
  const app = express().use(live).get("/desk", live.page(view));
  return { app, live, errors };
}

/** One page of a visitor, over the life of several servers. */
class DeskPage {
  readonly visitor: Visitor;
  token = "";
  html = "";
  constructor(site: string, before?: DeskPage) {
    this.visitor = new Visitor(site);
    this.visitor.cookie = before?.visitor.cookie ?? "";
    this.token = before?.token ?? "";
  }

  async open(): Promise<Socket> {
    const { token, html } = await this.visitor.get("/desk?who=ada");
    this.token = token;
    this.html = html;
    return this.join();
  }

  async join(): Promise<Socket> {
    const socket = await this.visitor.connect();
    socket.send([0, 1, this.token, "tab", 1]);
    return socket;
  }

  /** Fetches itself again, as a page does that is told that its session is gone. */
  async return(at = { seq: 0, ref: 0 }, instance = "tab", headers: Record<string, string> = {}) {
    const { response, html, token } = await this.visitor.get("/desk?who=ada", {
      headers: { "live-rejoin": `${this.token} ${instance} ${at.seq} ${at.ref}`, ...headers },
    });
    this.token = token;
    this.html = html;
    return response.headers.get("live-view");
  }
}

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
    expect(second.live.stats()).to.include({ sessions: 1, parked: 1 });
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
    await first.live.close();
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

describe("a session that was kept", () => {
  async function keptPage(store: MemoryStore, view: View = Desk, headers = {}) {
    const { app, live } = createApp(store, view);
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const { token } = await page.visitor.get("/desk?who=ada", { headers });
    page.token = token;
    const socket = await page.join();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    await live.close();
    return page;
  }

  it("comes back for its own page only: same cookie, same document, same user, and not ahead of it", async () => {
    const store = new SharedStore();
    const page = await keptPage(store);
    const { app, live } = createApp(store);
    await using site = await serve(app, live);
    const thief = new DeskPage(site.url, page);
    thief.visitor.cookie = "";
    expect(await thief.return()).to.equal("fresh");
    for (const [at, instance, headers] of [
      [{ seq: 1, ref: 1 }, "copy", {}],
      [{ seq: 9, ref: 9 }, "tab", {}],
      [{ seq: 1, ref: 1 }, "tab", { "x-key": "another user" }],
    ] as const) {
      const other = new DeskPage(site.url, page);
      expect(await other.return(at, instance, headers)).to.equal("fresh");
    }
    for (const header of ["1", "x", `${page.token} tab 1`, "a b c d e", `${page.token}x tab 0 0`]) {
      const headers = { "live-rejoin": header };
      const { response } = await new DeskPage(site.url, page).visitor.get("/desk", { headers });
      expect(response.headers.get("live-view")).to.equal("fresh");
    }
    const own = new DeskPage(site.url, page);
    expect(await own.return({ seq: 1, ref: 1 })).to.equal("restored");
    const twin = new DeskPage(site.url, page);
    expect(await twin.return({ seq: 1, ref: 1 })).to.equal("fresh");
  });

  it("is resumed before its first render, with what guards say of the visitor now", async () => {
    const store = new SharedStore();
    const resumed: unknown[] = [];
    const Fresh = defineView({
      name: "Desk",
      mount: ({ session }) => ({ n: 0, who: String(session.who), loaded: "old" }),
      events: { add: ({ n }) => ({ n: n + 1 }) },
      persist: ({ n }) => ({ n }),
      resume: async (state, ctx, { reason }) => {
        resumed.push([{ ...state }, ctx.session.who, reason]);
        return { loaded: "new", who: String(ctx.session.who) };
      },
      render: ({ n, who, loaded }) => (
        <p>
          {n} {who} {loaded}
        </p>
      ),
    });
    const page = await keptPage(store, Fresh);
    const { app, live } = createApp(store, Fresh);
    await using site = await serve(app, live);
    const back = new DeskPage(site.url, page);
    expect(await back.return({ seq: 1, ref: 1 }, "tab", { "x-who": "grace" })).to.equal("restored");
    expect(back.html).to.contain("<p>1 grace new</p>");
    expect(resumed).to.deep.equal([[{ n: 1 }, "grace", "restored"]]);
  });

  it("of an earlier version is migrated, or mounts afresh where the view does not say how", async () => {
    const shape = {
      name: "Desk",
      mount: () => ({ count: -1 }),
      events: { add: ({ count }: { count: number }) => ({ count: count + 1 }) },
      render: ({ count }: { count: number }) => <p>{count}</p>,
      version: 1,
    };
    const Without = defineView(shape);
    const With = defineView({ ...shape, migrate: ({ n }) => ({ count: Number(n) }) });
    const Broken = defineView({
      ...shape,
      migrate: () => {
        throw new Error("boom");
      },
    });
    for (const [view, answer, shown] of [
      [Without, "fresh", "<p>-1</p>"],
      [With, "restored", "<p>1</p>"],
      [Broken, "fresh", "<p>-1</p>"],
    ] as const) {
      const store = new SharedStore();
      const page = await keptPage(store);
      const { app, live, errors } = createApp(store, view);
      await using site = await serve(app, live);
      const back = new DeskPage(site.url, page);
      expect(await back.return({ seq: 1, ref: 1 })).to.equal(answer);
      expect(back.html).to.contain(shown);
      expect(errors.map(String)).to.deep.equal(view === Broken ? ["Error: boom"] : []);
    }
  });

  it("with topics and without resume mounts afresh, and says why in development", async () => {
    const Listening = defineView({
      name: "Desk",
      mount: ({ ctx }) => {
        ctx.subscribe(news);
        return { n: 0 };
      },
      events: { add: ({ n }) => ({ n: n + 1 }) },
      messages: { news: { topic: news, run: () => ({}) } },
      render: ({ n }) => <p>{n}</p>,
    });
    const store = new SharedStore();
    const page = await keptPage(store, Listening);
    const { app, live, errors } = createApp(store, Listening);
    await using site = await serve(app, live);
    const back = new DeskPage(site.url, page);
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("fresh");
    expect(back.html).to.contain("<p>0</p>");
    expect(errors).to.have.length(1);
    expect(errors[0]).to.include({ code: "VIEW_WITHOUT_RESUME" });
  });
});

describe("a session with durability", () => {
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

  it("interval is stored some time after it changed, once for all changes", async () => {
    const store = new SharedStore();
    let puts = 0;
    const put = store.put.bind(store);
    store.put = (...args) => {
      puts++;
      return put(...args);
    };
    const live = createLive({ secret, store, durability: "interval", limits: { snapshotMs: 20 } });
    const app = express().use(live).get("/desk", live.page(Desk));
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

describe("a session that waited for its page in vain", () => {
  it("goes to the store, and comes back from there", async () => {
    const live = createLive({ secret, limits: { detachedMs: 20 } });
    const app = express().use(live).get("/desk", live.page(Desk));
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    socket[Symbol.dispose]();
    await eventually(() => live.stats().sessions === 0, "the session to hibernate");
    expect(live.stats().alarms).to.equal(0);
    expect(await page.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(page.html).to.contain(">ada 1 1 ");
  });

  it("is not kept when its page was left for good", async () => {
    const store = new SharedStore();
    const { app, live } = createApp(store, Desk, "event");
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    socket.send([5, 1]);
    await eventually(() => live.stats().sessions === 0);
    expect(await page.return({ seq: 1, ref: 1 })).to.equal("fresh");
  });
});

describe("a process that ends in order without a store of its own", () => {
  const app = (options: { limits?: { parkedMs: number } } = {}) => {
    const errors: unknown[] = [];
    const live = createLive({ secret, onError: (error) => errors.push(error), ...options });
    return { live, errors, app: express().use(live).get("/desk", live.page(Desk)) };
  };

  /** A page that was drained: what it was given to keep. */
  async function drained() {
    const first = app();
    await using site = await serve(first.app, first.live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.send([1, 1, 1, 0, "add"]);
    await socket.next();
    const closing = first.live.close();
    const [tag, s, seq, ref, kind, sealed] = JSON.parse(await socket.next());
    expect([tag, s, seq, ref, kind]).to.deep.equal([2, 1, 0, 0, "seal"]);
    expect(await socket.next()).to.match(/^\[5,\d+\]$/);
    await closing;
    return { page, sealed: sealed as string };
  }

  async function awaited(page: DeskPage) {
    const { response, html } = await page.visitor.get("/desk?who=ada", {
      headers: { "live-rejoin": `${page.token} tab 1 1 sealed` },
    });
    expect(response.headers.get("live-view")).to.equal("awaited");
    expect(html).to.equal("");
    return response.headers.get("live-token") ?? "";
  }

  it("gives its sessions to their pages, and the next process opens them behind its guards", async () => {
    mounts.length = 0;
    const { page, sealed } = await drained();
    const second = app();
    await using site = await serve(second.app, second.live);
    const back = new DeskPage(site.url, page);
    const token = await awaited(back);
    const socket = await back.visitor.connect();
    socket.send([0, 1, token, "tab", 1, 1, 1, 1, sealed]);
    expect(await socket.next()).to.equal("[0,1,2,0,1]");
    const whole = await socket.next();
    expect(whole).to.match(/^\[1,1,1,0,\[1,"<div l=1><p live-click=/);
    expect(whole).to.contain(">ada 1 1 ");
    socket.send([1, 1, 2, 1, "add"]);
    expect(await socket.next()).to.match(/^\[1,1,2,2,/);
    expect(mounts).to.deep.equal(["ada"]);
    expect(second.live.stats()).to.include({ sessions: 1, parked: 0 });
    expect(second.errors).to.deep.equal([]);
  });

  it("nobody opens a seal twice, changed, under another epoch, or for another document", async () => {
    const { page, sealed } = await drained();
    const second = app();
    await using site = await serve(second.app, second.live);
    const tries: [instance: string, epoch: number, text: string][] = [
      ["tab", 2, sealed],
      ["copy", 1, sealed],
      ["tab", 1, `${sealed.slice(0, -9)}AAAAAAAA${sealed.at(-1)}`],
      ["tab", 1, "x".repeat(10_000)],
    ];
    for (const [instance, epoch, text] of tries) {
      const { page: own, sealed: fresh } = instance === "copy" ? await drained() : { page, sealed };
      const back = new DeskPage(site.url, own);
      const token = await awaited(back);
      const socket = await back.visitor.connect();
      socket.send([0, 1, token, instance, 1, epoch, 1, 1, text === sealed ? fresh : text]);
      expect(await socket.next()).to.equal('[4,1,"unknown"]');
    }
    const back = new DeskPage(site.url, page);
    const socket = await back.visitor.connect();
    socket.send([0, 1, await awaited(back), "tab", 1, 1, 1, 1, sealed]);
    expect(await socket.next()).to.equal("[0,1,2,0,1]");
    socket.send([5, 1]);
    await eventually(() => second.live.stats().sessions === 0);
    const again = await back.visitor.connect();
    again.send([0, 1, await awaited(back), "tab", 1, 1, 1, 1, sealed]);
    expect(await again.next()).to.equal('[4,1,"unknown"]');
    expect(second.live.stats().sessions).to.equal(0);
  });

  it("a page that says so and never brings its session costs nothing for long", async () => {
    const { page } = await drained();
    const second = app({ limits: { parkedMs: 20 } });
    await using site = await serve(second.app, second.live);
    await awaited(new DeskPage(site.url, page));
    await eventually(() => second.live.stats().sessions === 0);
    expect(second.live.stats().alarms).to.equal(0);
  });
});
