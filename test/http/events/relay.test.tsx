// Several processes, and posts that come to another one than the stream: they reach it, in order, and are answered.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { Bus } from "../../support/bus.js";
import { openStream, type TestStream } from "../../support/event-visitor.js";
import { serve } from "../../support/server.js";
import { eventually } from "../../support/sessions.js";
import { Visitor } from "../../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";

function createProcess(bus: Bus, limits: object = {}) {
  const ran: number[] = [];
  const View = defineView({
    mount: () => ({}),
    events: { add: (_state, ctx) => void ran.push(Number(ctx.payload.n)) },
    render: () => <p />,
  });
  const adapter = bus.adapter();
  const live = createLive({ secret, pubsub: adapter, limits });
  return { live, adapter, ran, app: express().use(live).get("/", live.page(View)) };
}

async function join(site: string): Promise<TestStream> {
  const visitor = new Visitor(site);
  const { token } = await visitor.get("/");
  const stream = await openStream(site, { cookie: visitor.cookie });
  await stream.post([0, 1, token, "tab", 1]);
  expect(await stream.frame()).to.equal("[0,1,1]");
  return stream;
}

const add = (n: number) => [1, 1, n, 0, "add", 0, { n: `${n}` }];

describe("posts that come to another process", () => {
  it("reach their stream, in order, and end it when the page is left", async () => {
    const bus = new Bus();
    const [one, two] = [createProcess(bus), createProcess(bus)];
    await using first = await serve(one.app, one.live);
    await using second = await serve(two.app, two.live);
    using stream = await join(first.url);
    expect(stream.id).to.match(/^[\w-]{12}\.[\w-]{22}$/);
    stream.postSite = second.url;
    expect(await stream.post(add(1), add(2))).to.equal(204);
    stream.postSite = first.url;
    expect(await stream.post(add(3))).to.equal(204);
    stream.postSite = second.url;
    expect(await stream.post(add(4))).to.equal(204);
    for (const n of [1, 2, 3, 4]) expect(await stream.frame()).to.equal(`[1,1,${n},${n}]`);
    expect([one.ran, two.ran]).to.deep.equal([[1, 2, 3, 4], []]);
    expect((await stream.leave()).status).to.equal(204);
    await stream.closed;
    await eventually(() => one.live.stats().sessions === 0);
    using kept = await join(first.url);
    kept.postSite = second.url;
    kept.posts += 1;
    await kept.send({ method: "DELETE" }, { "live-code": "4001" });
    await eventually(() => one.live.stats().detached === 1);
  });

  it("are refused there as here: foreign, out of order, too long, or of no stream", async () => {
    const bus = new Bus();
    const limits = { maxPayload: 1000, stalledMs: 50 };
    const [one, two] = [createProcess(bus, limits), createProcess(bus, limits)];
    await using first = await serve(one.app, one.live);
    await using second = await serve(two.app, two.live);
    using stream = await join(first.url);
    stream.postSite = second.url;
    const body = JSON.stringify(add(1));
    const status = async (init: RequestInit, headers?: Record<string, string>) =>
      (await stream.send(init, headers)).status;
    stream.posts += 1;
    const thief = new Visitor(second.url);
    await thief.get("/");
    expect(await status({ body }, { cookie: thief.cookie })).to.equal(404);
    expect(await status({ body }, { origin: first.url })).to.equal(403);
    expect(await status({ body }, { "live-events": "7" })).to.equal(409);
    expect(await status({ body: " ".repeat(1001) })).to.equal(413);
    const { id } = stream;
    stream.id = `nobody_knows.${id.slice(13)}`;
    expect(await status({ body }), "nobody answers").to.equal(404);
    stream.id = `${id.slice(0, 13)}${"x".repeat(22)}`;
    expect(await status({ body })).to.equal(404);
    stream.id = id;
    expect(await status({ body })).to.equal(204);
    expect(one.ran).to.deep.equal([1]);
  });

  it("are let go when the process that waits for an answer ends", async () => {
    const bus = new Bus();
    const [one, two] = [createProcess(bus), createProcess(bus)];
    await using first = await serve(one.app, one.live);
    await using second = await serve(two.app, two.live);
    using stream = await join(first.url);
    one.adapter.hold();
    stream.postSite = second.url;
    const posted = stream.post(add(1));
    await eventually(() => one.adapter.waiting > 0);
    await two.live.close();
    expect(await posted).to.equal(404);
    one.adapter.release();
  });

  it("are no topics of the app in the numbers of a process, nor less than none when it has ended", async () => {
    const one = createProcess(new Bus());
    await using first = await serve(one.app, one.live);
    using _stream = await join(first.url);
    expect(one.live.stats().topics).to.equal(0);
    await one.live.close();
    expect(one.live.stats().topics).to.equal(0);
  });
});
