// Nothing outlives a session: no timer, no subscription, no entry in a map.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { eventually, joinFrame, Sessions } from "../support/sessions.js";

const room = topic<string>("room");

const Busy = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(room);
    ctx.every(60_000, "tick");
    ctx.after(60_000, "once");
    return { n: 0 };
  },
  events: {
    wait: async (_state, ctx) => {
      await new Promise((_resolve, reject) => {
        ctx.signal.addEventListener("abort", () => reject(new Error("over")));
      });
    },
  },
  messages: { tick: () => {}, once: () => {}, said: { topic: room, run: () => {} } },
  render: ({ n }) => n,
});

describe("sessions that come and go", () => {
  it("leave nothing behind, 10,000 of them, parked and discarded and joined", async function () {
    this.timeout(60_000);
    const limits = { maxParked: 500, maxParkedPerCookie: 500, maxParkedPerAddress: 500 };
    const sessions = await new Sessions({ ...limits, eventsBurst: 1e6, joinsBurst: 1e6 }).start();
    const { registry } = sessions;
    const socket = await sessions.open();
    for (let i = 1; i <= 10_000; i += 1) {
      const session = await sessions.mount(Busy, { key: `k${i % 7}` });
      if (i % 5 === 0) registry.discard(session);
      if (i % 4 !== 0) continue;
      socket.send(joinFrame(i, session), `[1,${i},1,0,"wait"]`, `[5,${i}]`);
      if (i % 100 === 0) await socket.settled();
    }
    for (let key = 0; key < 7; key += 1) registry.disconnect(`k${key}`);
    await socket.settled();
    expect(registry.stats()).to.deep.equal({
      sessions: 0,
      parked: 0,
      detached: 0,
      connections: 1,
      alarms: 0,
      topics: 0,
    });
    socket.close();
    await eventually(() => registry.stats().connections === 0);
    await registry.close();
    await sessions.close();
    await eventually(() => timers() === 0, "the timers to go");
  });
});

/** Timers that are still armed in this process, mocha's own for this test aside. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length - 1;
}
