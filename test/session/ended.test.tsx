// What a session keeps once it is over: nothing, as soon as nobody is in the middle of something with it.
import { expect } from "chai";
import { defineView, topic } from "slotwire";
import { z } from "zod";
import { Registry } from "../../src/session/registry.js";
import { MemoryStore } from "../../src/stores/memory-store.js";
import { eventually, joinFrame, useSessions } from "../support/sessions.js";

const heard = topic<number>("heard");

let letPass: (value: boolean) => void = () => {};
let hasPassed = new Promise<boolean>(() => {});
let leave: () => void = () => {};
const ran: unknown[] = [];

const Counter = defineView({
  name: "ended-counter",
  mount: () => ({ n: 7 }),
  events: {
    checked: {
      schema: z.object({ name: z.string().refine(async () => hasPassed) }),
      run: (state) => {
        ran.push(state);
      },
    },
    leave: (state, ctx) => {
      leave();
      ctx.update((now) => ({ n: now.n + 1 }));
      ctx.publish(heard, state.n);
      return (now) => ({ n: now.n + 1 });
    },
  },
  render: ({ n }) => n,
});

const Listener = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(heard);
    return { heard: 0 };
  },
  messages: { said: { topic: heard, run: (_state, _ctx, n) => ({ heard: n }) } },
  render: (state) => state.heard,
});

describe("a session that is over", () => {
  const sessions = useSessions();

  beforeEach(() => {
    ran.length = 0;
    hasPassed = new Promise((resolve) => {
      letPass = resolve;
    });
  });

  it("keeps no page and no state", async () => {
    const session = await sessions().mount(Counter);
    const socket = await sessions().open();
    socket.send(joinFrame(1, session));
    await socket.next();
    socket.leave();
    await eventually(() => session.isOver);
    expect([session.page, session.runner, session.state]).to.deep.equal([null, null, {}]);
  });

  it("runs no handler whose schema was still at work", async () => {
    const session = await sessions().mount(Counter);
    const socket = await sessions().open();
    socket.send(joinFrame(1, session), '[1,1,1,0,"checked",0,"name=ada"]');
    await eventually(() => session.runner?.isBusy === true);
    session.end("ended");
    letPass(true);
    await hasPassed;
    await socket.settled();
    expect(ran).to.deep.equal([]);
    expect(sessions().reports).to.deep.equal([]);
  });

  it("lets the handler that ended it come to its end, and say what it has to say", async () => {
    const session = await sessions().mount(Counter);
    const listener = await sessions().mount(Listener);
    const socket = await sessions().open();
    socket.send(joinFrame(1, session), joinFrame(2, listener));
    leave = () => session.end("ended");
    socket.send('[1,1,1,0,"leave"]');
    await eventually(() => (listener.state as { heard?: number }).heard === 7);
    expect(sessions().reports).to.deep.equal([]);
  });

  it("is stored as it was, where a snapshot waits for the one before", async () => {
    const store = new MemoryStore();
    const taken: string[] = [];
    let begin: () => void = () => {};
    const isThere = new Promise<void>((resolve) => {
      begin = resolve;
    });
    store.put = async (_id, snapshot) => {
      taken.push(snapshot);
      await isThere;
      return "stored";
    };
    const registry = new Registry({ keeping: { store, durability: "event", isShared: true } });
    const mounted = await registry.mount(Counter, sessions().visit());
    if (mounted.kind !== "mounted") throw new Error(mounted.kind);
    const { session } = mounted;
    const { keeper } = session.succession;
    const first = keeper?.write();
    const second = keeper?.write();
    session.release();
    begin();
    await Promise.all([first, second]);
    expect(taken).to.have.length(2);
    expect(taken[1]).to.equal(taken[0]);
    await registry.close();
  });
});
