// Sessions that wait for their socket: who may join, for how long, and how many may wait.
import { expect } from "chai";
import { defineView } from "slotwire";
import type { Session } from "../../src/session/session.js";
import { eventually, joinFrame, Sessions, useSessions } from "../support/sessions.js";

const Plain = defineView({
  mount: () => ({ n: 0 }),
  events: { add: (state) => ({ n: state.n + 1 }) },
  render: ({ n }) => n,
});

const prefetch = { isPrefetch: true };

describe("a join", () => {
  const sessions = useSessions();

  it("of another cookie, of a forged token, or of no session is told that it is gone", async () => {
    const session = await sessions().mount(Plain);
    const stranger = await sessions().open("other");
    stranger.send(joinFrame(1, session), joinFrame(2, { id: "forged" }), joinFrame(3, { id: "x" }));
    const gone = [1, 2, 3].map((s) => `[4,${s},"unknown"]`);
    expect(await stranger.settled()).to.deep.equal(gone);
    expect(session.status).to.equal("parked");
  });

  it("of another document is told that it is gone, and the first one stays", async () => {
    const { session, socket } = await sessions().live(Plain);
    const copy = await sessions().open();
    copy.send(joinFrame(1, session, "another tab"));
    expect(await copy.next()).to.equal('[4,1,"unknown"]');
    socket.send('[1,1,1,0,"add"]');
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
  });

  it("of the same document moves the session to the newer socket", async () => {
    const { session, socket } = await sessions().live(Plain);
    const newer = await sessions().open();
    newer.send(joinFrame(4, session));
    expect(await newer.next()).to.equal("[0,4,1]");
    expect(await socket.settled()).to.deep.equal([]);
    socket.close();
    newer.send('[1,4,1,0,"add"]');
    expect(await newer.next()).to.match(/^\[1,4,1,1,/);
    expect(session.status).to.equal("live");
  });

  it("of another version is told so", async () => {
    const session = await sessions().mount(Plain);
    const socket = await sessions().open();
    socket.send(`[0,1,"${session.id}","tab",2]`);
    expect(await socket.next()).to.equal('[4,1,"version"]');
  });
});

describe("parked sessions", () => {
  it("end when nobody comes", async () => {
    const sessions = await new Sessions({ parkedMs: 5 }).start();
    const session = await sessions.mount(Plain);
    expect(sessions.registry.stats()).to.include({ parked: 1, alarms: 1 });
    await eventually(() => session.status === "ended");
    expect(sessions.registry.stats()).to.include({ sessions: 0, parked: 0, alarms: 0 });
    await sessions.close();
  });

  it("of one cookie are few: the oldest goes first", async () => {
    const sessions = await new Sessions({ maxParkedPerCookie: 2 }).start();
    const waiting = [];
    for (let i = 0; i < 3; i += 1) waiting.push(await sessions.mount(Plain));
    const other = await sessions.mount(Plain, { cookieId: "other" });
    expect([...waiting, other].map(({ status }) => status)).to.deep.equal([
      "ended",
      "parked",
      "parked",
      "parked",
    ]);
    await sessions.close();
  });

  it("of one address are bounded too", async () => {
    const sessions = await new Sessions({ maxParkedPerAddress: 2 }).start();
    const waiting = [];
    for (let i = 0; i < 3; i += 1) {
      waiting.push(await sessions.mount(Plain, { cookieId: `c${i}`, address: "attacker" }));
    }
    expect(waiting.map(({ status }) => status)).to.deep.equal(["ended", "parked", "parked"]);
    await sessions.close();
  });

  it("in all are bounded: the largest holder loses, everybody else stays", async () => {
    const sessions = await new Sessions({ maxParked: 4 }).start();
    const honest = await sessions.mount(Plain, { cookieId: "h", address: "honest" });
    const flood = [];
    for (let i = 0; i < 10; i += 1) {
      flood.push(await sessions.mount(Plain, { cookieId: `a${i}`, address: "attacker" }));
    }
    expect(honest.status).to.equal("parked");
    expect(flood.filter(({ status }) => status === "parked")).to.have.length(3);
    expect(sessions.registry.stats().parked).to.equal(4);
    await sessions.close();
  });

  it("of pages that nobody may go to have a quota of their own", async () => {
    const sessions = await new Sessions({ maxParkedPrefetches: 2 }).start();
    const page = await sessions.mount(Plain);
    const ahead = [];
    for (let i = 0; i < 3; i += 1) ahead.push(await sessions.mount(Plain, {}, prefetch));
    const others = await sessions.mount(Plain, { cookieId: "other" }, prefetch);
    expect([page, ...ahead, others].map(({ status }) => status)).to.deep.equal([
      "parked",
      "ended",
      "parked",
      "parked",
      "parked",
    ]);
    // One that its page has gone to waits no more.
    const socket = await sessions.open();
    socket.send(joinFrame(1, ahead[1] as Session));
    expect(await socket.next()).to.equal("[0,1,1]");
    await sessions.mount(Plain, {}, prefetch);
    expect(ahead[2]?.status).to.equal("parked");
    expect(sessions.registry.stats().parked).to.equal(4);
    await sessions.close();
  });

  it("of pages that nobody may go to are the first to go, and take nobody's place", async () => {
    for (const limits of [{ maxParkedPerAddress: 3 }, { maxParked: 3 }]) {
      const sessions = await new Sessions(limits).start();
      const first = await sessions.mount(Plain);
      const ahead = await sessions.mount(Plain, {}, prefetch);
      const second = await sessions.mount(Plain);
      const third = await sessions.mount(Plain);
      const late = await sessions.mount(Plain, {}, prefetch);
      const what = JSON.stringify(limits);
      expect(
        [first, ahead, second, third, late].map(({ status }) => status),
        what,
      ).to.deep.equal(["parked", "ended", "parked", "parked", "ended"]);
      expect(sessions.registry.stats(), what).to.include({ parked: 3, sessions: 3, alarms: 3 });
      await sessions.close();
    }
  });

  it("may be joined before their answer is out", async () => {
    const sessions = await new Sessions().start();
    const result = await sessions.registry.mount(Plain, sessions.visit());
    if (result.kind !== "mounted") throw new Error("not mounted");
    const socket = await sessions.open();
    socket.send(joinFrame(1, result.session));
    expect(await socket.next()).to.equal("[0,1,1]");
    sessions.registry.park(result.session);
    expect(sessions.registry.stats()).to.include({ parked: 0, alarms: 0 });
    await sessions.close();
  });
});

describe("the registry", () => {
  it("sends sockets away and ends all sessions when it closes", async () => {
    const sessions = await new Sessions().start();
    const { socket, session } = await sessions.live(Plain);
    const parked = await sessions.mount(Plain);
    await sessions.registry.close();
    expect(await socket.closed()).to.equal(1012);
    expect(socket.frames.at(-1)).to.match(/^\[5,\d+\]$/);
    expect([session.status, parked.status]).to.deep.equal(["ended", "ended"]);
    const late = await sessions.registry.mount(Plain, sessions.visit());
    expect(late).to.deep.equal({ kind: "status", status: 503 });
    await sessions.close();
  });
});
