// Random events of all kinds: each is answered exactly once, in frames that are numbered without a gap.
import { expect } from "chai";
import { type Ctx, defineView } from "slotwire";
import { z } from "zod";
import { ServerTag } from "../../src/wire/protocol.js";
import { decodeServerFrame } from "../../src/wire/server-frames.js";
import { eventually, Sessions } from "../support/sessions.js";

interface State {
  readonly done: number;
  readonly isBroken: boolean;
}

/** A few turns of the event loop, so that asynchronous handlers overlap. */
async function pause(ctx: Ctx<State>): Promise<void> {
  for (let left = Number(ctx.payload.n ?? 0) % 4; left >= 0; left -= 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const Mixed = defineView({
  mount: (): State => ({ done: 0, isBroken: false }),
  events: {
    count: (state) => ({ done: state.done + 1 }),
    nothing: () => {},
    fail: () => {
      throw new Error("boom");
    },
    refused: { schema: z.object({ never: z.literal("x") }), run: () => ({ done: 1e6 }) },
    unseen: () => ({ isBroken: true }),
    push: (_state, ctx) => ctx.push("event", 1),
    wait: async (state, ctx) => {
      await pause(ctx);
      return { done: state.done + 1 };
    },
    waitAndFail: async (_state, ctx) => {
      await pause(ctx);
      throw new Error("boom");
    },
    latest: { policy: "latest", run: (_state, ctx) => pause(ctx) },
    beside: {
      policy: "concurrent",
      run: async (_state, ctx) => {
        await pause(ctx);
        return (now) => ({ done: now.done + 1 });
      },
    },
  },
  render: ({ done, isBroken }) => {
    if (isBroken) throw new Error("cannot be shown");
    return String(done);
  },
});

const kinds = [...Mixed.definition.events.keys(), "unknown", "@AAAAAAA"];
const counting = new Set(["count", "wait", "beside"]);
const runs = process.env.SOAK === "1" ? 100 : 10;

describe("a handler that was given a state whose render failed", () => {
  it("is failed too, since what it makes of that state did not happen", async () => {
    const sessions = await new Sessions().start();
    const { socket, session } = await sessions.live(Mixed);
    // The first holds the mailbox, so that the others run in one turn.
    socket.send('[1,1,1,0,"wait"]', '[1,1,2,0,"unseen"]', '[1,1,3,0,"wait"]', '[1,1,4,0,"count"]');
    await eventually(() => socket.frames.length === 5);
    expect(socket.frames.slice(1)).to.deep.equal([
      '[3,1,1,1,"failed","e1"]',
      '[3,1,2,2,"failed","e1"]',
      '[3,1,3,3,"failed","e1"]',
      socket.frames[4],
    ]);
    expect(socket.frames[4]).to.match(/^\[1,1,4,4,.*"1"\]\]$/);
    expect(session.print("")).to.equal("<div l=1>1</div>");
  });
});

describe("events of all kinds", () => {
  it("are answered exactly once each, and only those that succeeded count", async function () {
    this.timeout(20_000 * runs);
    const sessions = await new Sessions({ eventsBurst: 1e9, maxMailbox: 100 }).start();
    for (let run = 0; run < runs; run += 1) {
      const { socket, session } = await sessions.live(Mixed);
      const sent = Array.from({ length: 300 }, () => ({
        name: kinds[Math.floor(Math.random() * kinds.length)] as string,
        n: Math.floor(Math.random() * 4),
      }));
      const answers = new Map<number, string>();
      let seq = 0;
      let read = 1;
      const readAll = (): number => {
        for (; read < socket.frames.length; read += 1) {
          const message = decodeServerFrame(socket.frames[read] as string);
          if (message === null || !("seq" in message)) continue;
          seq += 1;
          expect(message.seq).to.equal(seq);
          if (message.tag === ServerTag.effect) continue;
          const code = message.tag === ServerTag.error ? message.code : "answered";
          const refs = typeof message.ref === "object" ? message.ref : [message.ref];
          for (const ref of refs) {
            if (ref === 0) continue;
            expect(answers.has(ref), `ref ${ref} was answered before`).to.equal(false);
            answers.set(ref, code);
          }
        }
        return answers.size;
      };
      for (const [i, { name, n }] of sent.entries()) {
        socket.send(`[1,1,${i + 1},${seq},"${name}",0,{"n":"${n}"}]`);
        if (i % 20 === 19) await eventually(() => readAll() > i - 60);
      }
      await eventually(() => readAll() === sent.length, `all answers: ${JSON.stringify(sent)}`);
      const counted = sent.filter(
        ({ name }, i) => counting.has(name) && answers.get(i + 1) === "answered",
      );
      expect(session.print("")).to.equal(`<div l=1>${counted.length}</div>`);
      socket.send("[5,1]");
      await socket.settled();
    }
    const stats = { sessions: 0, alarms: 0, topics: 0 };
    expect(sessions.registry.stats()).to.include(stats);
    await sessions.close();
  });
});
