// Handlers that return promises: order, policies, time limits, and updates in the middle.
import { expect } from "chai";
import { type Ctx, defineView } from "slotwire";
import { z } from "zod";
import { eventually, useSessions } from "../support/sessions.js";

/** A promise for each name, settled by the test. */
class Gates {
  readonly #gates = new Map<string, PromiseWithResolvers<void>>();

  pass(name: string): Promise<void> {
    return this.#gate(name).promise;
  }

  open(name: string): void {
    this.#gate(name).resolve();
  }

  fail(name: string): void {
    this.#gate(name).reject(new Error("boom"));
  }

  #gate(name: string): PromiseWithResolvers<void> {
    const known = this.#gates.get(name) ?? withResolvers();
    this.#gates.set(name, known);
    return known;
  }
}

interface PromiseWithResolvers<Value> {
  promise: Promise<Value>;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

function withResolvers(): PromiseWithResolvers<void> {
  const made = {} as PromiseWithResolvers<void>;
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

let gates = new Gates();
let signals: AbortSignal[] = [];
let late: Ctx<{ text: string; n: number }>[] = [];

const Slow = defineView({
  name: "slow",
  mount: () => ({ text: "", n: 0 }),
  events: {
    wait: async (state, ctx) => {
      signals.push(ctx.signal);
      await gates.pass(String(ctx.payload.gate));
      return { text: `${state.text}${ctx.payload.gate}` };
    },
    add: (state) => ({ n: state.n + 1 }),
    steps: async (_state, ctx) => {
      ctx.update({ text: "loading" });
      await gates.pass("steps");
      return (now) => ({ text: `${now.text} done` });
    },
    find: {
      policy: "latest",
      run: async (_state, ctx) => {
        signals.push(ctx.signal);
        late.push(ctx);
        await gates.pass(String(ctx.payload.gate));
        ctx.push("found", ctx.payload.gate);
        return { text: String(ctx.payload.gate) };
      },
    },
    checked: {
      schema: z.object({
        text: z.string().refine(async (text) => {
          await gates.pass("schema");
          if (text === "throw") throw new Error("boom");
          return text === "good";
        }),
      }),
      run: (state, _ctx, { text }) => ({ text: state.text + text }),
    },
    beside: {
      policy: "concurrent",
      run: async (_state, ctx) => {
        await gates.pass(String(ctx.payload.gate));
        return (now) => ({ text: `${now.text}${ctx.payload.gate}` });
      },
    },
  },
  render: ({ text, n }) => `${text} ${n}`,
});

beforeEach(() => {
  gates = new Gates();
  signals = [];
  late = [];
});

describe("an asynchronous handler", () => {
  const sessions = useSessions();

  it("holds the mailbox: the next event runs after it, on its state", async () => {
    const { socket, session } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"wait",0,"gate=a"]', '[1,1,2,0,"wait",0,"gate=b"]', '[1,1,3,0,"add"]');
    expect(await socket.settled()).to.deep.equal([]);
    gates.open("b");
    gates.open("a");
    const frames = [await socket.next(), await socket.next()];
    expect(frames[0]).to.match(/^\[1,1,1,1,.*"a 0"\]\]$/);
    expect(frames[1]).to.equal('[1,1,2,[2,3],[1,0,"ab 1"]]');
    expect(session.print("")).to.equal("<div l=1>ab 1</div>");
  });

  it("is answered with failed when it rejects, and the next event runs", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"wait",0,"gate=a"]', '[1,1,2,0,"add"]');
    await eventually(() => signals.length === 1);
    gates.fail("a");
    const frames = [await socket.next(), await socket.next()].sort();
    expect(frames.some((frame) => /^\[3,1,\d,1,"failed","e1"\]$/.test(frame))).to.equal(true);
    expect(frames.some((frame) => /^\[1,1,\d,2,/.test(frame))).to.equal(true);
    expect(sessions().reports).to.have.length(1);
  });

  it("shows what it updates in the middle", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"steps"]');
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"loading 0"\]\]$/);
    gates.open("steps");
    expect(await socket.next()).to.equal('[1,1,2,1,[1,0,"loading done 0"]]');
  });

  it("has its signal aborted when its session ends, and changes nothing afterwards", async () => {
    const { socket, session } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"wait",0,"gate=a"]');
    await eventually(() => signals.length === 1);
    socket.send("[5,1]");
    await eventually(() => signals[0]?.aborted === true, "the signal");
    gates.open("a");
    await socket.settled();
    expect(session.status).to.equal("ended");
    expect(sessions().registry.stats().alarms).to.equal(0);
  });
});

describe("an asynchronous schema", () => {
  const sessions = useSessions();

  it("is waited for, refuses, and fails when it throws", async () => {
    const { socket } = await sessions().live(Slow);
    gates.open("schema");
    socket.send('[1,1,1,0,"checked",0,"text=good"]');
    expect(await socket.next()).to.match(/^\[1,1,1,1,.*"good 0"\]\]$/);
    socket.send('[1,1,2,1,"checked",0,"text=bad"]');
    expect(await socket.next()).to.equal('[3,1,2,2,"invalid"]');
    socket.send('[1,1,3,1,"checked",0,"text=throw"]');
    expect(await socket.next()).to.equal('[3,1,3,3,"failed","e1"]');
    expect(sessions().reports).to.have.length(1);
  });
});

describe("the policy latest", () => {
  const sessions = useSessions();

  it("aborts the run before, answers it, and drops what it still does", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"find",0,"gate=a"]', '[1,1,2,0,"find",0,"gate=ab"]');
    expect(await socket.next()).to.equal("[1,1,1,1]");
    expect(signals.map((signal) => signal.aborted)).to.deep.equal([true, false]);
    gates.open("a");
    late[0]?.update({ text: "stale" });
    expect(await socket.settled()).to.deep.equal([]);
    gates.open("ab");
    expect(await socket.next()).to.match(/^\[1,1,2,2,.*"ab 0"\]\]$/);
    expect(await socket.next()).to.equal('[2,1,3,2,"push","found","ab"]');
    expect(sessions().reports).to.deep.equal([]);
  });

  it("lets other events run meanwhile", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"find",0,"gate=a"]', '[1,1,2,0,"add"]');
    expect(await socket.next()).to.match(/^\[1,1,1,2,.*" 1"\]\]$/);
  });
});

describe("the policy concurrent", () => {
  const sessions = useSessions();

  it("merges each result when it comes", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"beside",0,"gate=a"]', '[1,1,2,0,"beside",0,"gate=b"]');
    await socket.settled();
    gates.open("b");
    expect(await socket.next()).to.match(/^\[1,1,1,2,.*"b 0"\]\]$/);
    gates.open("a");
    expect(await socket.next()).to.equal('[1,1,2,1,[1,0,"ba 0"]]');
  });

  it("waits with its result while another handler holds the mailbox", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"beside",0,"gate=a"]', '[1,1,2,0,"wait",0,"gate=w"]');
    await socket.settled();
    gates.open("a");
    expect(await socket.settled()).to.deep.equal([]);
    gates.open("w");
    expect(await socket.next()).to.match(/^\[1,1,1,\[2,1\],.*"wa 0"\]\]$/);
  });
});

describe("a handler that does not settle", () => {
  const sessions = useSessions({ handlerMs: 20 });

  it("is aborted after the limit, reported, and answered", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"wait",0,"gate=never"]');
    expect(await socket.next()).to.equal('[3,1,1,1,"failed","e1"]');
    expect(signals[0]?.aborted).to.equal(true);
    expect(sessions().reports[0]?.error).to.include({ code: "HANDLER_TIMEOUT" });
    socket.send('[1,1,2,0,"add"]');
    expect(await socket.next()).to.match(/^\[1,1,2,2,.*" 1"\]\]$/);
  });
});

describe("a full mailbox", () => {
  const sessions = useSessions({ maxMailbox: 3 });

  it("refuses events, and keeps those that wait", async () => {
    const { socket } = await sessions().live(Slow);
    socket.send('[1,1,1,0,"wait",0,"gate=a"]');
    socket.send(...[2, 3, 4, 5, 6].map((ref) => `[1,1,${ref},0,"add"]`));
    expect(await socket.settled()).to.deep.equal([
      '[3,1,1,5,"overloaded"]',
      '[3,1,2,6,"overloaded"]',
    ]);
    gates.open("a");
    expect(await socket.next()).to.match(/^\[1,1,3,\[1,2,3,4\],.*"a 3"\]\]$/);
  });
});
