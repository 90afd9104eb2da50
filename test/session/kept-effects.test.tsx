// What a session had to say to a page that was away when its process ended: the next process says it.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import type { Durability } from "../../src/session/keeper.js";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { type Served, serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";

/** Outlives the apps that use it, as a store in another process does. */
class SharedStore extends MemoryStore {
  override close(): void {}
}

/** Lets the handler go on; null before it waits and after it went on. */
let release: (() => void) | null = null;

const Desk = defineView({
  name: "Desk",
  mount: () => ({ n: 0 }),
  events: {
    tell: async ({ n }, ctx) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      release = null;
      ctx.push("pushed", n);
      ctx.reply("told");
      return { n: n + 1 };
    },
    push: (_state, ctx) => ctx.push("pushed", "once"),
    fail: () => {
      throw new Error("boom");
    },
  },
  render: ({ n }) => <p>{n}</p>,
});

function createApp(store: MemoryStore, durability: Durability = "shutdown") {
  const live = createLive({ secret, store, durability, onError: () => {} });
  return { live, app: express().use(live).get("/", live.page(Desk)) };
}

describe("a page that was away when its process ended", () => {
  it("gets the replies, pushes and errors of that time from the next process", async () => {
    const store = new SharedStore();
    const first = createApp(store);
    const visitor = await (async () => {
      await using site = await serve(first.app, first.live);
      const visitor = new Visitor(site.url);
      const { token } = await visitor.get("/");
      const socket = await visitor.connect();
      socket.send([0, 1, token, "tab", 1]);
      expect(await socket.next()).to.equal("[0,1,1]");
      socket.send([1, 1, 1, 0, "tell"]);
      socket.send([1, 1, 2, 0, "fail"]);
      await eventually(() => release !== null);
      socket[Symbol.dispose]();
      await eventually(() => first.live.stats().detached === 1);
      release?.();
      await eventually(() => release === null);
      return Object.assign(visitor, { token });
    })();

    const second = createApp(store);
    await using site = await serve(second.app, second.live);
    const back = new Visitor(site.url);
    back.cookie = visitor.cookie;
    const { html, token, response } = await back.get("/", {
      headers: { "live-rejoin": `${visitor.token} tab 1 0 0` },
    });
    expect(response.headers.get("live-view")).to.equal("restored");
    expect(html).to.contain("<p>1</p>");
    const socket = await back.connect();
    socket.send([0, 1, token, "tab", 1]);
    socket.send([1, 1, 1, 0, "tell"]);
    socket.send([1, 1, 2, 0, "fail"]);
    const frames = [];
    for (let left = 6; left > 0; left -= 1) frames.push(await socket.next());
    expect(frames).to.deep.equal([
      "[0,1,2,0,2]",
      '[2,1,1,1,"push","pushed",0]',
      '[2,1,2,1,"reply","told"]',
      '[3,1,3,2,"failed"]',
      "[1,1,4,1]",
      "[1,1,5,2]",
    ]);
  });

  it("gets no push again, when processes end one after the other and each had no time", async () => {
    const store = new SharedStore();
    const sites = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const { app, live } = createApp(store, "event");
        return serve(app, live);
      }),
    );
    await using _first = sites[0] as Served;
    await using _second = sites[1] as Served;
    await using _third = sites[2] as Served;
    await using _fourth = sites[3] as Served;
    let visitor = new Visitor(sites[0]?.url ?? "");
    let { token } = await visitor.get("/");
    const socket = await visitor.connect();
    socket.send([0, 1, token, "tab", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    socket.send([1, 1, 1, 0, "push"]);
    expect(await socket.next()).to.equal("[1,1,1,1]");
    expect(await socket.next()).to.equal('[2,1,2,1,"push","pushed","once"]');

    /** What the page hears of the next process, which brings its session back. */
    const heard = async (index: number, place: string) => {
      const next = new Visitor(sites[index]?.url ?? "");
      next.cookie = visitor.cookie;
      visitor = next;
      const headers = { "live-rejoin": `${token} tab ${place}` };
      const answer = await next.get("/", { headers });
      expect(answer.response.headers.get("live-view")).to.equal("restored");
      token = answer.token;
      const socket = await next.connect();
      socket.send([0, 1, token, "tab", 1]);
      socket.send([6]);
      const frames = [await socket.next()];
      while (frames.at(-1) !== "[6]") frames.push(await socket.next());
      return frames;
    };
    // It missed the push, gets it of the second process, and says so to the third.
    expect(await heard(1, "1 1 1")).to.deep.equal([
      "[0,1,2,0,1]",
      '[2,1,1,1,"push","pushed","once"]',
      "[6]",
    ]);
    expect(await heard(2, "2 1 1")).to.deep.equal(["[0,1,3,0,1]", "[6]"]);
    // It was brought back by the third, but never told so.
    expect(await heard(3, "2 1 1")).to.deep.equal(["[0,1,4,0,1]", "[6]"]);
  });
});
