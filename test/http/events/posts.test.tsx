// Posts beside an event stream: in order, once, one at a time and within limits, whatever stands before them.
import { request } from "node:http";
import { expect } from "chai";
import express, { type RequestHandler } from "express";
import { createLive, defineView, type LiveOptions } from "slotwire";
import { openStream, type TestStream } from "../../support/event-visitor.js";
import { type Served, serve } from "../../support/server.js";
import { eventually } from "../../support/sessions.js";
import { Visitor } from "../../support/visitor.js";

function createSite(limits: LiveOptions["limits"] = {}, before: readonly RequestHandler[] = []) {
  const ran: number[] = [];
  const View = defineView({
    mount: () => ({}),
    events: { add: (_state, ctx) => void ran.push(Number(ctx.payload.n)) },
    render: () => <p />,
  });
  const live = createLive({ limits });
  const app = express();
  for (const each of before) app.use(each);
  app.use(live).get("/", live.page(View));
  return { live, app, ran };
}

async function join(site: Served): Promise<TestStream> {
  const visitor = new Visitor(site.url);
  const { token } = await visitor.get("/");
  const stream = await openStream(site.url, { cookie: visitor.cookie });
  await stream.post([0, 1, token, "tab", 1]);
  expect(await stream.frame()).to.equal("[0,1,1]");
  return stream;
}

const add = (n: number) => [1, 1, n, 0, "add", 0, { n: `${n}` }];

describe("posts beside an event stream", () => {
  it("count once when a browser sends one again, and in their order only", async () => {
    const { live, app, ran } = createSite();
    await using site = await serve(app, live);
    using stream = await join(site);
    expect(await stream.post(add(1))).to.equal(204);
    const again = await stream.send({ body: JSON.stringify(add(9)) });
    expect(again.status).to.equal(204);
    stream.posts += 1;
    expect(await stream.post(add(9)), "one was left out").to.equal(409);
    stream.posts -= 2;
    expect(await stream.post(add(2))).to.equal(204);
    expect(await stream.frame()).to.equal("[1,1,1,1]");
    expect(await stream.frame()).to.equal("[1,1,2,2]");
    expect(ran).to.deep.equal([1, 2]);
  });

  it("come one at a time: another that does not wait is refused", async () => {
    const { live, app, ran } = createSite();
    await using site = await serve(app, live);
    using stream = await join(site);
    const [first, second] = await Promise.all([
      stream.post(add(1), add(2), add(3)),
      stream.post(add(9)),
    ]);
    expect([first, second].sort()).to.deep.equal([204, 409]);
    expect(ran).to.have.length(first === 204 ? 3 : 1);
  });

  it("are answered slowly when they come too fast, and lose nothing", async () => {
    const { live, app, ran } = createSite({ eventsPerSecond: 200, eventsBurst: 5 });
    await using site = await serve(app, live);
    using stream = await join(site);
    const startMs = performance.now();
    const numbers = Array.from({ length: 30 }, (_, n) => n + 1);
    expect(await stream.post(...numbers.map(add))).to.equal(204);
    // 31 frames with the join, of which 5 at once, the others at 200 a second.
    expect(performance.now() - startMs).to.be.above(115);
    await eventually(() => ran.length === 30);
    expect(ran).to.deep.equal(numbers);
  });

  it("end the stream when they are too long, however that is found out", async () => {
    const { live, app } = createSite({ maxPayload: 1000 });
    await using site = await serve(app, live);
    for (const isChunked of [false, true]) {
      const stream = await join(site);
      stream.posts += 1;
      const status = await rawPost(site, stream, { body: `[6${" ".repeat(1000)}]`, isChunked });
      expect(status).to.equal(413);
      await stream.closed;
      expect((await stream.send({ body: "" })).status).to.equal(404);
    }
    await eventually(() => live.stats().connections === 0);
  });

  it("are refused as frames of a socket are, and end the stream after some", async () => {
    const { live, app } = createSite({ maxMalformed: 3 });
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.posts += 1;
    await stream.send({ body: "nonsense\n{}\n\n[9]\n" });
    for (const _ of [1, 2, 3]) expect(await stream.frame()).to.equal('[3,0,0,0,"malformed"]');
    stream.posts += 1;
    await stream.send({ body: "[9]" });
    await stream.closed;
  });

  it("that break off count for nothing, and can be sent again", async () => {
    const { live, app, ran } = createSite();
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.posts += 1;
    const body = JSON.stringify(add(1));
    await brokenPost(site, stream, body.slice(0, 9));
    let status = 409;
    while (status === 409) status = (await stream.send({ body })).status;
    expect(status).to.equal(204);
    expect(await stream.frame()).to.equal("[1,1,1,1]");
    expect(ran).to.deep.equal([1]);
  });

  it("that broke off while the app had them do not stop those that come after", async () => {
    let isGone = false;
    const late: RequestHandler = (incoming, _response, next) => {
      if (incoming.headers["content-length"] !== "1000") return next();
      incoming.once("close", () => {
        isGone = true;
        next();
      });
    };
    const { live, app, ran } = createSite({}, [late]);
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.posts += 1;
    const body = JSON.stringify(add(1));
    await brokenPost(site, stream, body.slice(0, 9));
    await eventually(() => isGone, "the end of the first");
    expect((await stream.send({ body })).status).to.equal(204);
    expect(ran).to.deep.equal([1]);
  });

  it("may hold more frames than a call may have arguments", async () => {
    const { live, app } = createSite({ maxPayload: 1024 * 1024, maxMalformed: 2 });
    await using site = await serve(app, live);
    using stream = await join(site);
    stream.posts += 1;
    await stream.send({ body: "[]\n".repeat(300_000) });
    await stream.closed;
    expect(await stream.frame()).to.equal('[3,0,0,0,"malformed"]');
  });

  it("may have been read by a body parser before", async () => {
    const parsers = [express.text({ type: "*/*" }), express.raw({ type: "*/*" }), express.json()];
    for (const parser of [...parsers, express.urlencoded({ extended: true })]) {
      const { live, app, ran } = createSite({}, [parser]);
      await using site = await serve(app, live);
      using stream = await join(site);
      expect(await stream.post(add(1), add(2))).to.equal(204);
      expect(await stream.post()).to.equal(204);
      expect(await stream.frame()).to.equal("[1,1,1,1]");
      expect(await stream.frame()).to.equal("[1,1,2,2]");
      expect(ran).to.deep.equal([1, 2]);
    }
  });
});

/** With or without a length in its head. */
function rawPost(
  site: Served,
  stream: TestStream,
  { body, isChunked }: { readonly body: string; readonly isChunked: boolean },
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const post = request(`${site.url}/live/events/${stream.id}`, {
      method: "POST",
      headers: stream.postHeaders(),
    });
    post.once("response", (response) => resolve(response.resume().statusCode));
    post.once("error", reject);
    if (!isChunked) return void post.end(body);
    post.write(body.slice(0, 10));
    post.end(body.slice(10));
  });
}

function brokenPost(site: Served, stream: TestStream, part: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { ...stream.postHeaders(), "content-length": "1000" };
    const post = request(`${site.url}/live/events/${stream.id}`, { method: "POST", headers });
    post.once("error", () => {});
    post.once("close", resolve);
    post.write(part, () => post.destroy());
  });
}
