// Views that a page keeps out of sight: to their sessions the socket is gone, and they come back over the same one.
import { expect } from "chai";
import fc from "fast-check";
import { defineView, topic } from "slotwire";
import type { Session } from "../../src/session/session.js";
import { eventually, joinFrame, type TestSocket, useSessions } from "../support/sessions.js";

const news = topic<string>("news");
let renders = 0;

const Plain = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(news);
    return { n: 0, heard: "" };
  },
  events: { add: (state) => ({ n: state.n + 1 }) },
  messages: { news: { topic: news, run: (_state, _ctx, heard) => ({ heard }) } },
  render: ({ n, heard }) => {
    renders += 1;
    return (
      <p>
        {n} {heard}
      </p>
    );
  },
});

function back(s: number, session: Session, [epoch, seq, ref]: readonly number[]): string {
  return `[0,${s},"${session.id}","tab",1,${epoch},${seq},${ref}]`;
}

describe("a view that its page keeps out of sight", () => {
  const sessions = useSessions({ maxDetachedPerCookie: 3, maxSessionsPerSocket: 3 });

  it("comes back over the same socket, with what happened meanwhile", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send('[1,1,1,0,"add"]');
    await socket.next();
    socket.send("[3,1]");
    await eventually(() => session.status === "detached");
    const before = renders;
    sessions().registry.services.pubsub.publish(news, "rain");
    await eventually(() => (session.state as { heard: string }).heard === "rain");
    expect(renders).to.equal(before);
    expect(sessions().registry.stats()).to.include({ sessions: 1, detached: 1, connections: 1 });
    socket.send(back(2, session, [1, 1, 1]));
    expect(await socket.settled()).to.deep.equal(["[0,2,1,1,1]", '[1,2,2,0,[1,0,[0,2,"rain"]]]']);
    expect(sessions().registry.stats()).to.include({ sessions: 1, detached: 0, alarms: 0 });
  });

  it("is not there for frames under its old number", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send("[3,1]", '[1,1,1,0,"add"]', "[4,1,1]", "[6,1,0]");
    expect(await socket.settled()).to.deep.equal(['[4,1,"unknown"]', '[4,1,"unknown"]']);
    expect(session.status).to.equal("detached");
  });

  it("leaves the others of its socket alone", async () => {
    const { session, socket } = await sessions().live(Plain);
    const other = await sessions().mount(Plain);
    socket.send(joinFrame(2, other), "[3,1]", '[1,2,1,0,"add"]');
    expect(await socket.next()).to.equal("[0,2,1]");
    expect(await socket.next()).to.match(/^\[1,2,1,1,/);
    expect([session.status, other.status]).to.deep.equal(["detached", "live"]);
  });

  it("ends when the page is done with it, unless it has come back", async () => {
    const { session, socket } = await sessions().live(Plain);
    socket.send("[3,1]", "[5,1]");
    await eventually(() => session.status === "ended");
    const second = await sessions().mount(Plain);
    socket.send(joinFrame(2, second), "[3,2]", back(3, second, [1, 0, 0]), "[5,2]");
    await socket.settled();
    expect(second.status).to.equal("live");
    socket.send("[3,3]", "[3,3]", "[3,9]", "[5,9]");
    await socket.settled();
    expect(second.status).to.equal("detached");
  });

  it("ends with a page that is left for good, and waits for one that is not", async () => {
    const left = await sessions().live(Plain);
    left.socket.send("[3,1]");
    await left.socket.settled();
    left.socket.leave();
    await eventually(() => left.session.status === "ended");
    const lost = await sessions().live(Plain);
    lost.socket.send("[3,1]");
    await lost.socket.settled();
    lost.socket.close();
    await eventually(() => sessions().registry.stats().connections === 0);
    expect(lost.session.status).to.equal("detached");
  });

  it("is one of few: of one visitor, the one that went first ends first", async () => {
    const socket = await sessions().open();
    const gone: Session[] = [];
    for (let s = 1; s <= 5; s += 1) {
      const session = await sessions().mount(Plain);
      gone.push(session);
      socket.send(joinFrame(s, session), `[3,${s}]`);
      await socket.settled();
    }
    expect(gone.map(({ status }) => status)).to.deep.equal([
      "ended",
      "ended",
      "detached",
      "detached",
      "detached",
    ]);
    expect(sessions().registry.stats()).to.include({ sessions: 3, detached: 3 });
    socket.leave();
    await eventually(() => sessions().registry.stats().sessions === 0);
  });
});

/** What a page thinks of one of its views. */
interface Shown {
  readonly session: Session;
  s: number;
  ref: number;
  seq: number;
  place: "here" | "away" | "left";
}

type Step = readonly ["open"] | readonly ["away" | "back" | "leave" | "add", number];

const step = fc.oneof(
  fc.constant<Step>(["open"]),
  fc.tuple(fc.constantFrom("away", "back", "leave", "add"), fc.nat(4)) as fc.Arbitrary<Step>,
);

describe("views that go away and come back at random", () => {
  const sessions = useSessions({ joinsBurst: 1e6, joinsPerSecond: 1e6, eventsBurst: 1e6 });

  async function take(
    socket: TestSocket,
    shown: readonly Shown[],
    numbers: { s: number },
    [kind, at = 0]: Step,
  ) {
    const one = shown[at % Math.max(1, shown.length)];
    if (one === undefined || one.place === "left") return;
    if (kind === "add" && one.place === "here") {
      one.ref += 1;
      one.seq += 1;
      socket.send(`[1,${one.s},${one.ref},0,"add"]`);
      expect(await socket.next()).to.match(new RegExp(`^\\[1,${one.s},${one.seq},${one.ref},`));
    } else if (kind === "away" && one.place === "here") {
      one.place = "away";
      socket.send(`[3,${one.s}]`);
    } else if (kind === "back" && one.place === "away") {
      one.place = "here";
      numbers.s += 1;
      one.s = numbers.s;
      socket.send(back(one.s, one.session, [1, one.seq, one.ref]));
      const joined = one.seq === 0 ? "" : `,${one.seq},${one.ref}`;
      expect(await socket.next()).to.equal(`[0,${one.s},1${joined}]`);
    } else if (kind === "leave") {
      one.place = "left";
      socket.send(`[5,${one.s}]`);
    }
  }

  it("are where their page has them, and nothing is left of them in the end", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { registry } = sessions();
        const socket = await sessions().open();
        const shown: Shown[] = [];
        const numbers = { s: 0 };
        for (const each of steps) {
          if (each[0] !== "open") await take(socket, shown, numbers, each);
          else if (shown.length < 5) {
            const session = await sessions().mount(Plain);
            numbers.s += 1;
            shown.push({ session, s: numbers.s, ref: 0, seq: 0, place: "here" });
            socket.send(joinFrame(numbers.s, session));
            expect(await socket.next()).to.equal(`[0,${numbers.s},1]`);
          }
        }
        await socket.settled();
        const words = { here: "live", away: "detached", left: "ended" };
        expect(shown.map(({ session }) => session.status)).to.deep.equal(
          shown.map(({ place }) => words[place]),
        );
        for (const { session, ref, place } of shown) {
          if (place !== "left") expect(session.state).to.include({ n: ref });
          else expect([session.page, session.state]).to.deep.equal([null, {}]);
        }
        const away = shown.filter(({ place }) => place === "away").length;
        expect(registry.stats().detached).to.equal(away);
        socket.leave();
        await eventually(() => registry.stats().connections === 0);
        expect(registry.stats()).to.include({ sessions: 0, detached: 0, alarms: 0 });
      }),
      { numRuns: process.env.SOAK === "1" ? 500 : 60 },
    );
  });
});
