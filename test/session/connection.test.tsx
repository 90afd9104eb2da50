// One socket: limits on what it may send, and what happens when it does not read.
import { once } from "node:events";
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { defaultLimits } from "../../src/session/limits.js";
import { eventually, joinFrame, useSessions } from "../support/sessions.js";

const ticks = topic<{ text: string }>("ticks");

const Plain = defineView({
  mount: () => ({ n: 0 }),
  events: { add: (state) => ({ n: state.n + 1 }) },
  render: ({ n }) => <b>{n}</b>,
});

const Ticker = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(ticks);
    return { text: "", count: 0 };
  },
  messages: {
    tick: { topic: ticks, run: (state, _ctx, { text }) => ({ text, count: state.count + 1 }) },
  },
  render: ({ text, count }) => (
    <p>
      <i>{count}</i>
      {text}
    </p>
  ),
});

describe("a socket", () => {
  const sessions = useSessions({ maxSessionsPerSocket: 3, maxMalformed: 3 });

  it("carries several sessions", async () => {
    const socket = await sessions().open();
    const [one, two] = [await sessions().mount(Plain), await sessions().mount(Plain)];
    socket.send(joinFrame(1, one), joinFrame(2, two), '[1,2,1,0,"add"]', '[1,1,1,0,"add"]');
    const frames = await socket.settled();
    expect(frames.slice(0, 2)).to.deep.equal(["[0,1,1]", "[0,2,1]"]);
    expect(frames[2]).to.match(/^\[1,2,1,1,/);
    expect(frames[3]).to.match(/^\[1,1,1,1,/);
  });

  it("refuses more sessions than the limit, and a number that is taken", async () => {
    const socket = await sessions().open();
    for (let s = 1; s <= 4; s += 1) socket.send(joinFrame(s, await sessions().mount(Plain)));
    expect((await socket.settled())[3]).to.equal('[3,4,0,0,"too-many-sessions"]');
    socket.send(joinFrame(1, await sessions().mount(Plain)));
    expect(await socket.next()).to.equal('[3,1,0,0,"malformed"]');
  });

  it("is told that a session is gone when it speaks of one that is not there", async () => {
    const socket = await sessions().open();
    socket.send('[1,9,1,0,"add"]', "[6,8,3]", "[5,7]", "[4,6,1]");
    expect(await socket.settled()).to.deep.equal(['[4,9,"unknown"]', '[4,8,"unknown"]']);
  });

  it("is closed after some malformed frames", async () => {
    const { socket } = await sessions().live(Plain);
    socket.send("nonsense", "{}", "[9]", "[9]");
    expect(await socket.closed()).to.equal(1008);
    expect(socket.frames.slice(1)).to.deep.equal(Array(3).fill('[3,0,0,0,"malformed"]'));
  });

  it("is closed after a binary frame, and after one that is too long", async () => {
    const binary = await sessions().open();
    binary.ws.send(Buffer.from("[6]"));
    expect(await binary.closed()).to.equal(1003);
    const long = await sessions().open();
    long.send(`[6${" ".repeat(64 * 1024)}]`);
    expect(await long.closed()).to.equal(1009);
  });

  it("is closed when it does not join, falls silent, or stops reading", async () => {
    await sessions().open();
    const idle = await sessions().live(Plain);
    const [unjoined, joined] = sessions().connections;
    unjoined?.secondPassed(4);
    joined?.secondPassed(59);
    expect(await idle.socket.settled()).to.deep.equal([]);
    expect(sessions().registry.stats().connections).to.equal(2);
    unjoined?.secondPassed(5);
    joined?.secondPassed(60);
    await eventually(() => sessions().registry.stats().connections === 0);
    expect(idle.session.status).to.equal("detached");
  });

  it("lives on when it answers a ping: the heartbeats of a hidden tab come late", async () => {
    const { socket } = await sessions().live(Plain);
    const [connection] = sessions().connections;
    const { registry } = sessions();
    registry.heartbeats.now = 40;
    const pinged = once(socket.ws, "ping");
    connection?.secondPassed(40);
    await pinged;
    // The answer to the client's own ping comes after the server has read its pong.
    const answered = once(socket.ws, "pong");
    socket.ws.ping();
    await answered;
    connection?.secondPassed(99);
    expect(await socket.settled()).to.deep.equal([]);
    expect(registry.stats().connections).to.equal(1);
  });

  it("has its fragments counted", async () => {
    const socket = await sessions().open();
    for (let i = 0; i < 65; i += 1) socket.ws.send("[", { fin: false });
    expect(await socket.closed()).to.equal(1008);
  });
});

describe("a socket that sends too fast", () => {
  const sessions = useSessions({ eventsPerSecond: 200, eventsBurst: 5 });

  it("is read more slowly, loses nothing, and does not slow others", async () => {
    const fast = await sessions().live(Plain);
    const other = await sessions().live(Plain);
    const startMs = performance.now();
    for (let ref = 1; ref <= 30; ref += 1) fast.socket.send(`[1,1,${ref},0,"add"]`);
    await eventually(() => fast.session.print("").includes(">30<"), "what was read already");
    fast.socket.send('[1,1,31,0,"add"]');
    other.socket.send('[1,1,1,0,"add"]');
    await other.socket.next();
    expect(fast.session.print("")).to.contain(">30<");
    await eventually(() => fast.session.print("").includes(">31<"), "the last event");
    // 31 frames with the join, of which 5 at once, the others at 200 a second.
    expect(performance.now() - startMs).to.be.above(120);
  });
});

describe("a socket that does not read", () => {
  const sessions = useSessions({ maxBufferedBytes: 16 * 1024 });

  it("gets the latest state when it reads again, not a backlog", async () => {
    const { socket, session } = await sessions().live(Ticker);
    const { pubsub } = sessions().registry.services;
    const connection = sessions().connections[0];
    socket.ws.pause();
    let published = 0;
    let looks = 0;
    // It is for a moment also while the system takes what it has room for.
    await eventually(() => {
      looks = connection?.isCongested === true ? looks + 1 : 0;
      if (looks > 0) return looks === 20;
      published += 1;
      pubsub.publish(ticks, { text: `${published}${"x".repeat(50_000)}` });
      return false;
    }, "congestion");
    const renderedBefore = socketSeq(session);
    for (let i = 0; i < 50; i += 1) {
      published += 1;
      pubsub.publish(ticks, { text: String(published) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(socketSeq(session)).to.equal(renderedBefore);
    socket.ws.resume();
    await eventually(() => socket.frames.at(-1)?.includes(`"${published}"`) === true, "the latest");
    expect(connection?.isCongested).to.equal(false);
    expect(socketSeq(session)).to.equal(renderedBefore + 1);
    expect(session.print("")).to.contain(`<i>${published}</i>`);
  });

  it("is closed when it stays so", async () => {
    const { socket, session } = await sessions().live(Ticker);
    const connection = sessions().connections[0];
    socket.ws.pause();
    await eventually(() => {
      sessions().registry.services.pubsub.publish(ticks, {
        text: "x".repeat(50_000) + Math.random(),
      });
      return connection?.isCongested === true;
    }, "congestion");
    connection?.secondPassed(30);
    await eventually(() => session.status === "detached");
  });

  it("is not closed for one large patch, only for what piles up behind it: maxStalledBytes", async () => {
    const { session, socket } = await sessions().live(Ticker);
    socket.ws.pause();
    const { pubsub } = sessions().registry.services;
    pubsub.publish(ticks, { text: "x".repeat(8 * 1024 * 1024) });
    const connection = sessions().connections[0];
    await eventually(() => connection?.isCongested === true, "congestion");
    expect(session.status).to.equal("live");
    const { maxStalledBytes } = defaultLimits;
    for (let sent = 0; sent <= maxStalledBytes; sent += 65_536)
      connection?.send("x".repeat(65_536));
    await eventually(() => session.status === "detached");
    expect(sessions().registry.stats()).to.include({ detached: 1, connections: 0 });
  });
});

function socketSeq(session: { readonly outbox: { readonly seq: number } }): number {
  return session.outbox.seq;
}
