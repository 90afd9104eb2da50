// What one event stream may cost: how many there are, how long they may be silent or slow, and that nothing is left of them.
import type { ServerResponse } from "node:http";
import { createGzip, constants as zlib } from "node:zlib";
import { expect } from "chai";
import express, { type RequestHandler } from "express";
import { createLive, defineView, type LiveOptions, topic } from "slotwire";
import { openStream, type TestStream } from "../../support/event-visitor.js";
import { type Served, serve } from "../../support/server.js";
import { eventually } from "../../support/sessions.js";
import { Visitor } from "../../support/visitor.js";

const ticks = topic<{ text: string }>("ticks");
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

function createSite(limits: LiveOptions["limits"] = {}, before: readonly RequestHandler[] = []) {
  const live = createLive({ limits });
  const app = express();
  for (const each of before) app.use(each);
  app.use(live).get("/", live.page(Ticker));
  return { live, app };
}

async function join(site: Served): Promise<TestStream> {
  const visitor = new Visitor(site.url);
  const { token } = await visitor.get("/");
  const stream = await openStream(site.url, { cookie: visitor.cookie });
  await stream.post([0, 1, token, "tab", 1]);
  expect(await stream.frame()).to.equal("[0,1,1]");
  return stream;
}

async function statusOf(attempt: Promise<TestStream>): Promise<string> {
  try {
    (await attempt).cut();
    return "200";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("event streams", () => {
  for (const limit of ["maxStreams", "maxStreamsPerCookie", "maxStreamsPerAddress"] as const) {
    it(`are no more than \`${limit}\`, and a place is free when one has ended`, async () => {
      const { live, app } = createSite({ [limit]: 2 });
      await using site = await serve(app, live);
      const visitor = new Visitor(site.url);
      await visitor.get("/");
      const open = () => openStream(site.url, { cookie: visitor.cookie });
      const first = await open();
      using _second = await open();
      expect(await statusOf(open())).to.equal("429");
      const other = new Visitor(site.url);
      await other.get("/");
      const isOtherRefused = limit !== "maxStreamsPerCookie";
      const ofOther = await statusOf(openStream(site.url, { cookie: other.cookie }));
      expect(ofOther).to.equal(isOtherRefused ? "429" : "200");
      await first.leave();
      await eventually(() => live.stats().connections === 1);
      expect(await statusOf(open())).to.equal("200");
    });
  }

  it("are counted with the sockets that nobody has joined over", async () => {
    const { live, app } = createSite({ maxUnjoinedSockets: 2 });
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/");
    using _socket = await visitor.connect();
    const open = () => openStream(site.url, { cookie: visitor.cookie });
    using stream = await open();
    expect(await statusOf(open())).to.equal("503");
    await stream.post([0, 1, token, "tab", 1]);
    expect(await stream.frame()).to.equal("[0,1,1]");
    expect(await statusOf(open())).to.equal("200");
  });

  it("are closed without a join, like sockets", async () => {
    const { live, app } = createSite({ joinMs: 1000 });
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    await visitor.get("/");
    const stream = await openStream(site.url, { cookie: visitor.cookie });
    await stream.closed;
    await eventually(() => live.stats().connections === 0);
  });

  it("say something now and then, which keeps proxies from ending them", async () => {
    const { live, app } = createSite({ streamBeatMs: 20 });
    await using site = await serve(app, live);
    using stream = await join(site);
    expect(await stream.next()).to.equal(":");
    expect(await stream.next()).to.equal(":");
    await stream.leave();
  });

  it("are pinged when the page is silent, live on when it answers, and end when it does not", async () => {
    const { live, app } = createSite({ silenceMs: 4000 });
    await using site = await serve(app, live);
    using stream = await join(site);
    const silent = await join(site);
    expect(await stream.next()).to.equal("event: ping\ndata:");
    expect(await stream.post()).to.equal(204);
    await silent.closed;
    expect(await stream.post([6])).to.equal(204);
    const ping = "event: ping\ndata:";
    let event = ping;
    while (event === ping) event = await stream.next();
    expect(event).to.equal("data: [6]");
    await eventually(() => live.stats().connections === 1);
    expect(live.stats()).to.include({ sessions: 2, detached: 1 });
  }).timeout(20_000);

  it("give a page that reads slowly the latest state, not a backlog", async () => {
    const { live, app } = createSite({ maxBufferedBytes: 16 * 1024 });
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.response.pause();
    const publish = (text: string) => live.publish(ticks, { text });
    // While it does not read, posts of it wait.
    let isAnswered = false;
    for (let n = 0; n < 400; n += 1) {
      publish(`${n}${"x".repeat(20_000)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const posted = stream.post([6]).then((status) => {
      isAnswered = true;
      return status;
    });
    publish("the last");
    expect(isAnswered).to.equal(false);
    stream.response.resume();
    let count = 0;
    let frame = "";
    while (!frame.includes("the last")) {
      frame = await stream.frame();
      if (frame !== "[6]") count += 1;
    }
    expect(await posted).to.equal(204);
    expect(frame).to.contain("401");
    expect(count).to.be.below(400);
  });

  it("are cut when too much piles up behind what is not read", async () => {
    const { live, app } = createSite({ maxBufferedBytes: 1024, stalledMs: 1000 });
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.response.pause();
    live.publish(ticks, { text: "x".repeat(8_000_000) });
    await eventually(() => live.stats().connections === 0);
  });

  it("are drained: told when to come back, closed, and refused from then on", async () => {
    const { live, app } = createSite();
    await using site = await serve(app, live);
    using stream = await join(site);
    const closing = live.close();
    let frame = await stream.frame();
    if (frame.startsWith("[2,1,0,0,")) frame = await stream.frame();
    expect(frame).to.match(/^\[5,\d+\]$/);
    await stream.closed;
    await closing;
    expect(live.stats()).to.include({ sessions: 0, connections: 0, alarms: 0 });
    const again = openStream(site.url, { cookie: stream.cookie });
    expect(await statusOf(again)).to.equal("503");
    expect((await stream.send({ body: "[6]" })).status).to.equal(404);
  });

  it("do not hold up a drain when the page does not read", async () => {
    const { live, app } = createSite({ maxBufferedBytes: 1024 });
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.response.pause();
    live.publish(ticks, { text: "x".repeat(8_000_000) });
    await new Promise((resolve) => setImmediate(resolve));
    await live.close();
    expect(live.stats()).to.include({ connections: 0 });
  });

  it("leave nothing behind, however they end", async () => {
    const { live, app } = createSite({ detachedMs: 1 });
    await using site = await serve(app, live);
    for (let n = 0; n < 30; n += 1) {
      const stream = await join(site);
      if (n % 3 === 0) stream.cut();
      else if (n % 3 === 1) await stream.leave();
      else {
        const post = stream.post([6]);
        stream.cut();
        await post.catch(() => {});
      }
    }
    await eventually(() => live.stats().connections === 0 && live.stats().alarms === 0);
    expect(live.stats()).to.include({ sessions: 0, detached: 0, parked: 0, topics: 0 });
  });

  it("come through middleware that compresses what may be transformed, and through what compresses all", async () => {
    for (const isObedient of [true, false]) {
      const { live, app } = createSite({}, [compress(isObedient)]);
      await using site = await serve(app, live);
      using stream = await join(site);
      live.publish(ticks, { text: "at once" });
      expect(await stream.frame()).to.contain("at once");
      const encoding = stream.response.headers["content-encoding"];
      expect(encoding).to.equal(isObedient ? undefined : "gzip");
    }
  });
});

/** Puts a compressor into the response as middleware does: it lets go of what it has when `flush` is called. */
function compress(isObedient: boolean): RequestHandler {
  return (_request, response, next) => {
    const raw = response as unknown as ServerResponse & { flush?: () => void };
    const write = raw.write.bind(raw) as (chunk: Buffer) => boolean;
    const writeHead = raw.writeHead.bind(raw) as (status: number, headers: object) => typeof raw;
    raw.writeHead = ((status: number, headers: Record<string, string> = {}) => {
      const cacheControl = headers["Cache-Control"] ?? String(raw.getHeader("Cache-Control"));
      const isKept = headers["Content-Type"] !== "text/event-stream";
      if (isKept || (isObedient && cacheControl.includes("no-transform"))) {
        return writeHead(status, headers);
      }
      const gzip = createGzip();
      gzip.on("data", write);
      raw.write = ((chunk: string) => gzip.write(chunk)) as typeof raw.write;
      raw.flush = () => gzip.flush(zlib.Z_SYNC_FLUSH);
      raw.once("close", () => gzip.destroy());
      return writeHead(status, { ...headers, "Content-Encoding": "gzip" });
    }) as typeof raw.writeHead;
    next();
  };
}
