// Loaders: what the state holds while they run, when they are done, when they fail, and when nobody waits any more.
import { expect } from "chai";
import { defineView, type Loaded } from "slotwire";
import { createApp, DeskPage, SharedStore } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually, useSessions } from "../support/sessions.js";

interface Run {
  readonly input: unknown;
  readonly signal: AbortSignal;
  readonly who: unknown;
  resolve(value: string[]): void;
  reject(error: unknown): void;
}
const runs: Run[] = [];
const latest = () => runs.at(-1) as Run;

const Orders = defineView({
  name: "Desk",
  mount: ({ ctx }) => ({ n: 0, orders: ctx.load<string[]>("orders", { page: 1 }) }),
  loaders: {
    orders: ({ signal, session }, input) =>
      new Promise<string[]>((resolve, reject) => {
        runs.push({ input, signal, who: session.who, resolve, reject });
      }),
    broken: () => {
      throw new Error("at once");
    },
  },
  events: {
    page: (_state, ctx) => ({ orders: ctx.load<string[]>("orders", { page: 2 }) }),
    fails: (_state, ctx) => {
      ctx.load("orders");
      throw new Error("boom");
    },
    broken: (_state, ctx) => ({ orders: ctx.load<string[]>("broken") }),
    misspelt: (_state, ctx) => ({ orders: ctx.load<string[]>("order") }),
    add: ({ n }) => ({ n: n + 1 }),
  },
  render: ({ orders }) => <Status orders={orders} />,
});

function Status({ orders }: { orders: Loaded<string[]> }) {
  return `${orders.status} ${orders.value?.join() ?? "-"} ${orders.error ?? "-"}`;
}

describe("a loader", () => {
  const sessions = useSessions();
  beforeEach(() => {
    runs.length = 0;
  });

  it("runs after mount, its state says so, and what it brings is rendered", async () => {
    const session = await sessions().mount(Orders, { session: { who: "ada" } });
    expect(session.print("")).to.equal("<div l=1>loading - -</div>");
    expect([latest().input, latest().who]).to.deep.equal([{ page: 1 }, "ada"]);
    expect(sessions().registry.stats().alarms).to.equal(2);
    latest().resolve(["a", "b"]);
    const { socket } = await sessions().live(Orders);
    expect(socket.frames).to.have.length(1);
    latest().resolve(["c"]);
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"ready c -"\]\]$/);
    expect(sessions().registry.stats().alarms).to.equal(1);
  });

  it("that is called again keeps what was there, and the earlier run counts no more", async () => {
    const { socket } = await sessions().live(Orders);
    const first = latest();
    first.resolve(["a"]);
    await socket.next();
    socket.send('[1,1,1,1,"page"]', '[1,1,2,1,"page"]');
    expect(await socket.next()).to.equal('[1,1,2,1,[1,0,"loading a -"]]');
    expect(await socket.next()).to.equal("[1,1,3,2]");
    const [, second, third] = runs as [Run, Run, Run];
    expect([second.signal.aborted, third.signal.aborted]).to.deep.equal([true, false]);
    second.resolve(["old"]);
    third.resolve(["new"]);
    expect(await socket.next()).to.equal('[1,1,4,0,[1,0,"ready new -"]]');
    expect(await socket.settled()).to.deep.equal([]);
  });

  it("that fails, at once or later, says so and is reported; what was there stays", async () => {
    const { socket } = await sessions().live(Orders);
    latest().resolve(["a"]);
    await socket.next();
    socket.send('[1,1,1,1,"page"]');
    await socket.next();
    latest().reject(new Error("no network"));
    expect(await socket.next()).to.equal('[1,1,3,0,[1,0,"failed a no network"]]');
    socket.send('[1,1,2,3,"broken"]', '[1,1,3,3,"misspelt"]', '[1,1,4,3,"fails"]');
    await eventually(() => sessions().reports.length === 4);
    const before = runs.length;
    expect(sessions().reports.map(({ place }) => place.where)).to.deep.equal([
      "loaders.orders",
      "misspelt",
      "fails",
      "loaders.broken",
    ]);
    expect(sessions().reports[1]?.error).to.include({ code: "UNKNOWN_LOADER" });
    expect(runs.length).to.equal(before);
  });

  it("is aborted when its session is over", async () => {
    const { session } = await sessions().live(Orders);
    const run = latest();
    session.end("ended");
    expect(run.signal.aborted).to.equal(true);
    run.resolve(["late"]);
    await eventually(() => sessions().registry.stats().alarms === 0);
  });

  it("that had not ended runs again where the session is run next", async () => {
    const store = new SharedStore();
    const first = createApp(store, Orders);
    await using one = await serve(first.app, first.live);
    const page = new DeskPage(one.url);
    const socket = await page.open();
    await socket.next();
    await first.live.close();
    const second = createApp(store, Orders);
    await using two = await serve(second.app, second.live);
    const back = new DeskPage(two.url, page);
    expect(await back.return()).to.equal("restored");
    expect(back.html).to.contain("loading - -");
    expect(runs.map(({ input }) => input)).to.deep.equal([{ page: 1 }, { page: 1 }]);
    latest().resolve(["x"]);
    const again = await back.join();
    expect(await again.next()).to.equal("[0,1,2]");
    expect(await again.next()).to.contain('"ready x -"');
  });
});
