// What was kept of a session: for which page it comes back, and what the view makes of it.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, topic } from "slotwire";
import { createApp, DeskPage, keptPage, SharedStore, secret } from "../support/desk.js";
import { serve } from "../support/server.js";

const news = topic<string>("restored-news");

describe("a session that was kept", () => {
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
    for (const header of [
      "1",
      "x",
      `${page.token} tab 1`,
      "a b c d e f",
      `${page.token}x tab 1 0 0`,
    ]) {
      const headers = { "live-rejoin": header };
      const { response } = await new DeskPage(site.url, page).visitor.get("/desk", { headers });
      expect(response.headers.get("live-view")).to.equal("fresh");
    }
    const own = new DeskPage(site.url, page);
    expect(await own.return({ seq: 1, ref: 1 })).to.equal("restored");
    // The answer may not have arrived: it asks again.
    const sessions = live.stats().sessions;
    const again = new DeskPage(site.url, page);
    expect(await again.return({ seq: 1, ref: 1 })).to.equal("restored");
    expect(live.stats().sessions).to.equal(sessions);
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

  it("of a later version mounts afresh: what this one would migrate is of earlier ones", async () => {
    const version = (version: number) =>
      defineView({
        name: "Desk",
        mount: () => ({ n: 0 }),
        events: { add: ({ n }: { n: number }) => ({ n: n + 1 }) },
        render: ({ n }) => <p>{n}</p>,
        version,
        migrate: () => ({ n: 7 }),
      });
    const store = new SharedStore();
    const page = await keptPage(store, version(3));
    const { app, live, errors } = createApp(store, version(2));
    await using site = await serve(app, live);
    const back = new DeskPage(site.url, page);
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("fresh");
    expect(back.html).to.contain("<p>0</p>");
    expect(errors).to.deep.equal([]);
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

describe("a view whose topic may have lost messages", () => {
  it("resumes before its next render, live or waiting", async () => {
    const reasons: string[] = [];
    const Listening = defineView({
      mount: ({ ctx }) => {
        ctx.subscribe(news);
        return { n: 0 };
      },
      messages: { news: { topic: news, run: () => ({}) } },
      resume: ({ n }, _ctx, { reason }) => {
        reasons.push(reason);
        return { n: n + 1 };
      },
      render: ({ n }) => <p>{n}</p>,
    });
    let missed: (topic: string | null) => void = () => {};
    const pubsub = {
      start: (_receive: unknown, tell: typeof missed) => {
        missed = tell;
      },
      subscribe: () => {},
      unsubscribe: () => {},
      publish: () => {},
      close: () => {},
    };
    const live = createLive({ secret, pubsub });
    const app = express().use(live).get("/desk", live.page(Listening));
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    missed(null);
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*1\]\]\]$/);
    missed(news.name);
    expect(await socket.next()).to.equal("[1,1,2,0,[1,0,[0,0,2]]]");
    missed("another");
    expect(reasons).to.deep.equal(["missed", "missed"]);
  });
});
