// Sessions whose socket is gone: what goes on, what the page that comes back gets, and how long they wait.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { eventually, joinFrame, Sessions, useSessions } from "../support/sessions.js";

const news = topic<string>("news");
const ran: string[] = [];

const Plain = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(news);
    return { n: 0, heard: "" };
  },
  events: {
    add: (state) => ({ n: state.n + 1 }),
    tell: (_state, ctx) => {
      ran.push("tell");
      ctx.reply("told");
      ctx.push("pushed", 1);
    },
    fail: () => {
      throw new Error("boom");
    },
    slow: async (state, ctx) => {
      ctx.update({ n: state.n + 1 });
      await released;
      return { n: state.n + 10 };
    },
  },
  messages: {
    news: {
      topic: news,
      run: (_state, ctx, heard) => {
        ctx.push("heard", heard);
        return { heard };
      },
    },
  },
  render: ({ n, heard }) => (
    <p>
      {n} {heard}
    </p>
  ),
});

let release: () => void = () => {};
let released = Promise.resolve();

/** A join of a page that has been there before. */
const returning = (s: number, session: { readonly id: string }, [epoch, seq, ref]: number[]) =>
  `[0,${s},"${session.id}","tab",1,${epoch},${seq},${ref}]`;

describe("a page that comes back", () => {
  const sessions = useSessions();

  async function back(session: { readonly id: string }, at: number[], s = 1) {
    const socket = await sessions().open();
    socket.send(returning(s, session, at));
    return socket;
  }

  it("goes on where it was when it missed nothing", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send('[1,1,1,0,"add"]');
    await socket.next();
    socket.close();
    await eventually(() => session.status === "detached");
    expect(sessions().registry.stats()).to.include({ sessions: 1, detached: 1, connections: 0 });
    const newer = await back(session, [1, 1, 1]);
    expect(await newer.settled()).to.deep.equal(["[0,1,1,1,1]"]);
    newer.send('[1,1,2,1,"add"]');
    expect(await newer.next()).to.equal("[1,1,2,2,[1,0,[0,0,2]]]");
    expect(sessions().registry.stats()).to.include({ sessions: 1, detached: 0, alarms: 0 });
  });

  it("gets the very frames that it missed, under its new number", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send('[1,1,1,0,"add"]', '[1,1,2,0,"tell"]', '[1,1,3,0,"fail"]');
    const missed = await socket.settled();
    socket.close();
    const newer = await back(session, [1, 0, 0], 7);
    const [joined, ...again] = await newer.settled();
    expect(joined).to.equal("[0,7,1,0,3]");
    expect(again).to.deep.equal(missed.map((frame) => frame.replace(/^\[(\d),1,/, "[$1,7,")));
    expect(again).to.have.length(5);
  });

  it("gets them too when it was never told that it had joined", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send('[1,1,1,0,"add"]');
    await socket.next();
    const newer = await sessions().open();
    newer.send(joinFrame(1, session));
    expect((await newer.settled())[0]).to.equal("[0,1,1,0,1]");
    expect(newer.frames[1]).to.equal(socket.frames[1]);
  });

  it("gets no frame that it has acknowledged, by an event or a heartbeat", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send('[1,1,1,0,"add"]', '[1,1,2,1,"add"]');
    await socket.settled();
    socket.send("[6,1,2]");
    expect(await socket.next()).to.equal("[6]");
    socket.send('[1,1,3,2,"add"]');
    const [third] = await socket.settled();
    socket.close();
    const newer = await back(session, [1, 2, 2]);
    expect(await newer.settled()).to.deep.equal(["[0,1,1,2,3]", third]);
  });

  it("does not run an event again that it sends again, and answers it", async () => {
    const { session, socket } = await sessions().live(Plain);
    ran.length = 0;
    socket.send('[1,1,1,0,"tell"]');
    await socket.settled();
    socket.close();
    const newer = await back(session, [1, 3, 1]);
    newer.send('[1,1,1,3,"tell"]');
    expect(await newer.settled()).to.deep.equal(["[0,1,1,3,1]", "[1,1,4,1]"]);
    expect(ran).to.deep.equal(["tell"]);
  });

  it("finds what happened meanwhile: one patch for all of it, then the effects in order", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.close();
    await eventually(() => session.status === "detached");
    const { pubsub } = sessions().registry.services;
    for (const text of ["one", "two", "three"]) pubsub.publish(news, text);
    await eventually(() => !session.isScheduled);
    const newer = await back(session, [1, 0, 0]);
    const [joined, patch, ...effects] = await newer.settled();
    expect(joined).to.equal("[0,1,1]");
    expect(patch).to.match(/^\[1,1,1,0,.*"three"\]\]\]$/);
    expect(effects).to.deep.equal([
      '[2,1,2,0,"push","heard","one"]',
      '[2,1,3,0,"push","heard","two"]',
      '[2,1,4,0,"push","heard","three"]',
    ]);
  });

  it("gets the answer of a handler that was still running when its socket went", async () => {
    released = new Promise((resolve) => {
      release = resolve;
    });
    const { session, socket } = await sessions().live(Plain);
    socket.send('[1,1,1,0,"slow"]');
    await socket.settled();
    socket.close();
    await eventually(() => session.status === "detached");
    const newer = await back(session, [1, 1, 0]);
    newer.send('[1,1,1,1,"slow"]');
    expect(await newer.settled()).to.deep.equal(["[0,1,1,1]"]);
    release();
    expect(await newer.next()).to.equal("[1,1,2,1,[1,0,[0,0,10]]]");
  });

  it("is sent whole when too much was lost, when it is of another epoch, or ahead of the server", async () => {
    for (const at of [
      [1, 0, 0],
      [2, 1, 0],
      [1, 99, 0],
    ]) {
      const { session, socket } = await sessions().live(Plain);
      for (let ref = 1; ref <= 3; ref += 1) socket.send(`[1,1,${ref},${ref - 1},"add"]`);
      await socket.settled();
      socket.close();
      const newer = await back(session, at);
      const [joined, whole] = await newer.settled();
      expect(joined).to.equal("[0,1,1,3,3]");
      expect(whole).to.equal('[1,1,4,0,[1,"<div l=1><p>3 </p></div>"]]');
      newer.send('[1,1,4,4,"add"]');
      expect(await newer.next()).to.match(/^\[1,1,5,4,\["[\w-]+",\["<div>",.*4\]\]\]$/);
    }
  });
});

describe("frames that nobody acknowledges", () => {
  it("are kept up to a limit; then a page that missed some is sent whole", async () => {
    const sessions = await new Sessions({ maxUnackedChars: 100 }).start();
    const { session, socket } = await sessions.live(Plain);
    for (let ref = 1; ref <= 9; ref += 1) socket.send(`[1,1,${ref},0,"add"]`);
    await socket.settled();
    socket.close();
    const newer = await sessions.open();
    newer.send(returning(1, session, [1, 3, 3]));
    const [joined, whole] = await newer.settled();
    expect(joined).to.equal("[0,1,1,9,9]");
    expect(whole).to.contain("<p>9 </p>");
    await sessions.close();
  });
});

describe("a session whose socket is gone", () => {
  it("ends when nobody comes", async () => {
    const sessions = await new Sessions({ detachedMs: 5 }).start();
    const { session, socket } = await sessions.live(Plain);
    socket.close();
    await eventually(() => session.status === "ended");
    const none = { sessions: 0, detached: 0, alarms: 0, topics: 0 };
    expect(sessions.registry.stats()).to.include(none);
    await sessions.close();
  });

  it("waits no longer than for a first socket when the browser has begun to leave its page, as Firefox says it", async () => {
    const sessions = await new Sessions({ parkedMs: 200 }).start();
    const { session, socket } = await sessions.live(Plain);
    socket.ws.close(1001);
    await eventually(() => session.status === "ended");
    await sessions.close();
  });

  it("ends at once when its page was left for good", async () => {
    const sessions = await new Sessions().start();
    const { session, socket } = await sessions.live(Plain);
    socket.leave();
    await eventually(() => session.status === "ended");
    expect(sessions.registry.stats()).to.include({ sessions: 0, detached: 0 });
    await sessions.close();
  });

  it("is one of few for a cookie, an address and in all: the oldest goes first", async () => {
    const caps = ["maxDetachedPerCookie", "maxDetachedPerAddress", "maxDetached"] as const;
    for (const cap of caps) {
      const sessions = await new Sessions({ [cap]: 2 }).start();
      const waiting = [];
      for (let i = 0; i < 3; i += 1) {
        const { session, socket } = await sessions.live(Plain);
        socket.close();
        await eventually(() => session.status === "detached");
        waiting.push(session);
      }
      expect(waiting.map(({ status }) => status)).to.deep.equal(["ended", "detached", "detached"]);
      await sessions.close();
    }
  });

  it("ends when more waits for its page than a limit, and what is for others goes out at once", async () => {
    const sessions = await new Sessions({ maxHeldEffects: 10 }).start();
    const { session, socket } = await sessions.live(Plain);
    socket.close();
    await eventually(() => session.status === "detached");
    const { pubsub } = sessions.registry.services;
    for (let i = 0; i < 10; i += 1) pubsub.publish(news, `${i}`);
    await eventually(() => !session.isScheduled);
    expect(session.status).to.equal("detached");
    pubsub.publish(news, "one more");
    await eventually(() => session.status === "ended");
    await sessions.close();
  });
});
