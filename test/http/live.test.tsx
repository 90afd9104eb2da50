// The methods of a live app over real sockets: publish, disconnect, stats, close; and its options.
import { expect } from "chai";
import express, { type Request } from "express";
import { createLive, defineView, LiveError, topic } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { Counter } from "../support/counter.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const numbers = topic<number>("numbers");
const NumberView = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(numbers);
    ctx.every(60_000, "never");
    return { n: 0 };
  },
  messages: {
    never: () => ({}),
    changed: { topic: numbers, run: (_state, _ctx, n) => ({ n }) },
  },
  render: ({ n }) => <p>{n}</p>,
});

describe("a live app", () => {
  it("tells onError what fails in the pub/sub adapter, now and later", async () => {
    const told: unknown[] = [];
    const live = createLive({
      onError: (error, { where }) => told.push([(error as Error).message, where]),
      pubsub: {
        start: () => {},
        subscribe: () => {},
        unsubscribe: () => {},
        publish: () => {
          throw new Error("no broker");
        },
        close: () => Promise.reject(new Error("still none")),
      },
    });
    live.publish(numbers, 1);
    await live.close();
    expect(told).to.deep.equal([
      ["no broker", "pubsub"],
      // The other processes could not be told that this one leaves.
      ["no broker", "pubsub"],
      ["still none", "pubsub"],
    ]);
  });

  it("publishes to every session of a topic, and to one that waits for its socket", async () => {
    const live = createLive();
    await using site = await serve(express().get("/", live.page(NumberView)), live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/");
    const one = await visitor.join("/");
    const two = await new Visitor(site.url).join("/", "instance-2");
    live.publish(numbers, 7);
    const patches = [await one.socket.next(), await two.socket.next()];
    expect(patches[0]).to.match(/^\[1,1,1,0,.*7\]/);
    expect(patches[1]).to.equal(patches[0]);
    using late = await visitor.connect();
    late.send([0, 1, token, "instance-3", 1]);
    expect(await late.next()).to.equal("[0,1,1]");
    expect(await late.next()).to.match(/^\[1,1,1,0,.*7\]/);
    one.socket[Symbol.dispose]();
    two.socket[Symbol.dispose]();
  });

  it("ends the sessions of one key, waiting ones too, and no others", async () => {
    const live = createLive({ key: (request) => String(request.headers["x-user"]) });
    await using site = await serve(express().get("/", live.page(NumberView)), live);
    const ann = new Visitor(site.url);
    const ben = new Visitor(site.url);
    const asAnn = { headers: { "x-user": "ann" } };
    await ann.get("/", asAnn);
    const { token } = await ann.get("/", asAnn);
    await ben.get("/", { headers: { "x-user": "ben" } });
    using socket = await ann.connect();
    socket.send([0, 1, token, "instance", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    expect(live.stats()).to.include({ sessions: 3, parked: 2 });
    live.disconnect("ann");
    expect(JSON.parse(await socket.next()).slice(0, 2)).to.deep.equal([4, 1]);
    expect(live.stats()).to.include({ sessions: 1, parked: 1 });
    live.disconnect("nobody");
    expect(live.stats().sessions).to.equal(1);
  });

  it("closes its sockets, sends pages back later, and leaves nothing behind", async () => {
    const live = createLive();
    await using site = await serve(express().get("/", live.page(NumberView)), live);
    const visitor = new Visitor(site.url);
    const { socket } = await visitor.join("/");
    await visitor.get("/");
    await Promise.all([live.close(), live.close()]);
    expect(live.stats()).to.include({
      sessions: 0,
      parked: 0,
      detached: 0,
      connections: 0,
      alarms: 0,
      topics: 0,
      addresses: 0,
      unjoined: 0,
      waitingJoins: 0,
    });
    expect(JSON.parse(await socket.next())[0]).to.equal(5);
    expect(await socket.closed).to.equal(1012);
    expect((await visitor.get("/")).response.status).to.equal(503);
    const refused = await visitor.connect().then(
      () => "accepted",
      (error: Error) => error.message,
    );
    expect(refused).to.not.equal("accepted");
    await live.close();
  });

  it("waits for no client that does not answer its close", async function () {
    this.timeout(10_000);
    const live = createLive();
    await using site = await serve(express().get("/", live.page(NumberView)), live);
    const { socket } = await new Visitor(site.url).join("/");
    socket.pause();
    await live.close();
    expect(live.stats().connections).to.equal(0);
  });

  it("binds a session to the first document that joins it", async () => {
    const live = createLive();
    await using site = await serve(express().get("/", live.page(NumberView)), live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/");
    using tab = await visitor.connect();
    tab.send([0, 1, token, "tab", 1]);
    expect(await tab.next()).to.equal("[0,1,1]");
    using copy = await visitor.connect();
    copy.send([0, 1, token, "a copy of the tab", 1]);
    expect(await copy.next()).to.equal('[4,1,"unknown"]');
    live.publish(numbers, 3);
    expect(await tab.next()).to.match(/^\[1,1,1,0,/);
  });

  it("closes a socket that sends more than a frame may have", async () => {
    const live = createLive();
    await using site = await serve(express().get("/", live.page(NumberView)), live);
    const { socket } = await new Visitor(site.url).join("/");
    socket.send([1, 1, 1, 0, "x", 0, "y".repeat(64 * 1024)]);
    expect(await socket.closed).to.equal(1009);
    expect(live.stats()).to.include({ detached: 1, connections: 0 });
  });

  it("knows the request's type where the app tells it", async () => {
    interface User {
      readonly name: string;
    }
    const live = createLive({
      session: (request: Request & { user?: User }) => ({ name: request.user?.name ?? "nobody" }),
    });
    const View = defineView({
      mount: ({ session }) => ({ name: String(session.name) }),
      render: ({ name }) => <p>{name}</p>,
    });
    const app = express();
    app.use((request, _response, next) => {
      Object.assign(request, { user: { name: "ann" } });
      next();
    });
    app.get("/", live.page(View));
    await using site = await serve(app, live);
    expect((await new Visitor(site.url).get("/")).html).to.contain("<p>ann</p>");
  });
});

describe("createLive", () => {
  const secret = "0123456789abcdef0123456789abcdef";

  function codeOf(options: object): string {
    try {
      createLive(options);
      return "none";
    } catch (error) {
      return error instanceof LiveError ? error.code : String(error);
    }
  }

  it("refuses options that it does not know or cannot use", () => {
    const cases: [object, string][] = [
      [{ secrets: secret }, "LIVE_OPTION_UNKNOWN"],
      [{ path: "live" }, "LIVE_OPTION_INVALID"],
      [{ path: "/live/" }, "LIVE_OPTION_INVALID"],
      [{ path: "/" }, "LIVE_OPTION_INVALID"],
      [{ path: '/"><script>' }, "LIVE_OPTION_INVALID"],
      [{ layout: "<html>" }, "LIVE_OPTION_INVALID"],
      [{ session: {} }, "LIVE_OPTION_INVALID"],
      [{ key: "user" }, "LIVE_OPTION_INVALID"],
      [{ onError: 1 }, "LIVE_OPTION_INVALID"],
      [{ secret: 5 }, "LIVE_OPTION_INVALID"],
      [{ banner: true }, "LIVE_OPTION_INVALID"],
      [{ banner: { ofline: "No network" } }, "LIVE_OPTION_INVALID"],
      [{ origin: 5 }, "LIVE_OPTION_INVALID"],
      [{ limits: null }, "LIVE_OPTION_INVALID"],
      [{ limits: 5 }, "LIVE_OPTION_INVALID"],
      [{ pubsub: {} }, "LIVE_OPTION_INVALID"],
      [{ origin: "example.com" }, "ORIGIN_INVALID"],
      [{ secret: "short" }, "SECRET_TOO_SHORT"],
      [{ limits: { maxPayload: Number.NaN } }, "LIMIT_INVALID"],
      [{ limits: { maxPayload: -1 } }, "LIMIT_INVALID"],
      [{ limits: { maxPayload: "64kb" } }, "LIMIT_INVALID"],
      [{ limits: { maxPayloads: 1 } }, "LIMIT_UNKNOWN"],
      [{ secret, path: "/app/live", lang: "de" }, "none"],
    ];
    expect(cases.map(([options]) => codeOf(options))).to.deep.equal(cases.map(([, code]) => code));
  });

  it("does not start without a secret in production", () => {
    withDevelopment(false, () => {
      expect(codeOf({})).to.equal("SECRET_MISSING");
      expect(codeOf({ secret })).to.equal("none");
    });
  });

  it("is in production when NODE_ENV was set after the imports, as by dotenv", async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = "production";
    try {
      expect(codeOf({})).to.equal("SECRET_MISSING");
      const live = createLive({ secret });
      await using site = await serve(express().get("/", live.page(Counter)), live);
      const { response, html } = await new Visitor(site.url).get("/");
      expect(response.headers.get("set-cookie")).to.match(/^__Host-live=.*; Secure;/);
      expect(html).to.not.include("/live/debug-");
    } finally {
      if (before === undefined) delete process.env.NODE_ENV;
      else process.env.NODE_ENV = before;
      createLive();
    }
  });

  it("refuses misspelt options of a page, and an app where a server is needed", () => {
    const live = createLive();
    const misspelt = { layot: () => <html lang="en" /> } as object;
    expect(() => live.page(Counter, misspelt)).to.throw(LiveError, 'write "layout"');
    const attach = live.attach as (server: unknown) => void;
    expect(() => attach(express())).to.throw(LiveError, "app.listen(3000)");
    expect(() => attach(undefined)).to.throw(LiveError, "ATTACH_WITHOUT_SERVER");
    const publish = live.publish as (topic: unknown, message: unknown) => void;
    expect(() => publish("numbers", 1)).to.throw(LiveError, "TOPIC_EXPECTED");
  });
});
