// Event streams on a real server: the same frames as by WebSocket, who may open one, and whose a post is.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Live, topic } from "slotwire";
import { withDevelopment } from "../../../src/jsx/development.js";
import { openStream, type TestStream } from "../../support/event-visitor.js";
import { serve } from "../../support/server.js";
import { eventually } from "../../support/sessions.js";
import { Visitor } from "../../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const news = topic<string>("news");
const Counter = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(news);
    return { count: 0, heard: "" };
  },
  events: {
    increment: ({ count }) => ({ count: count + 1 }),
    append: ({ heard }, ctx) => ({ heard: heard + ctx.payload.text }),
  },
  messages: { news: { topic: news, run: (_state, _ctx, heard) => ({ heard }) } },
  render: ({ count, heard }) => (
    <p>
      <b>{count}</b>
      <i>{heard}</i>
    </p>
  ),
});

const appWith = (live: Live) => express().use(live).get("/counter", live.page(Counter));

async function statusOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "200";
  } catch (error) {
    return (error as Error).message;
  }
}

async function join(
  site: string,
): Promise<{ visitor: Visitor; stream: TestStream; token: string }> {
  const visitor = new Visitor(site);
  const { token } = await visitor.get("/counter");
  const stream = await openStream(site, { cookie: visitor.cookie });
  expect(await stream.post([0, 1, token, "tab", 1])).to.equal(204);
  expect(await stream.frame()).to.equal("[0,1,1]");
  return { visitor, stream, token };
}

describe("an event stream", () => {
  it("carries the frames of a session, down as events and up in posts", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const { stream } = await join(site.url);
    using _ = stream;
    expect(await stream.post([1, 1, 1, 0, "increment"], [1, 1, 2, 0, "increment"])).to.equal(204);
    expect(await stream.frame()).to.match(/^\[1,1,1,1,.*1\]/);
    expect(await stream.frame()).to.match(/^\[1,1,2,2,.*2\]/);
    live.publish(news, "heard\nin two lines");
    expect(await stream.frame()).to.contain(String.raw`heard\nin two lines`);
    expect(await stream.post([6, 1, 3])).to.equal(204);
    expect(await stream.frame()).to.equal("[6]");
    expect(live.stats()).to.include({ sessions: 1, parked: 0, connections: 1 });
  });

  it("is not to be buffered, compressed, stored, or taken for anything else", async () => {
    const live = createLive({ limits: { maxPayload: 1000 } });
    await using site = await serve(appWith(live), live);
    const { stream } = await join(site.url);
    using _ = stream;
    expect(stream.response.headers).to.include({
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    expect(stream.id).to.match(/^[\w-]{22}$/);
    expect(stream.maxPayload).to.equal(1000);
  });

  it("resumes: what was cut off comes again over the next stream, or over a WebSocket", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const { stream, visitor, token } = await join(site.url);
    stream.cut();
    live.publish(news, "missed");
    using next = await openStream(site.url, { cookie: visitor.cookie });
    await next.post([0, 1, token, "tab", 1, 1, 0, 0], [1, 1, 1, 0, "increment"]);
    expect(await next.frame()).to.equal("[0,1,1]");
    expect(await next.frame()).to.match(/^\[1,1,1,0,.*missed/);
    expect(await next.frame()).to.match(/^\[1,1,2,1,/);
    next.cut();
    using socket = await visitor.connect();
    // The answer to the event was lost: the event is sent again, and answered without being run again.
    socket.send([0, 1, token, "tab", 1, 1, 1, 0]);
    socket.send([1, 1, 1, 1, "increment"]);
    expect(await socket.next()).to.equal("[0,1,1,1,1]");
    expect(await socket.next()).to.match(/^\[1,1,2,1,/);
    expect(await socket.next()).to.equal("[1,1,3,1]");
    socket.send([1, 1, 2, 2, "increment"]);
    expect(await socket.next()).to.match(/^\[1,1,4,2,.*2\]/);
    await eventually(() => live.stats().connections === 1, "the streams to be forgotten");
    expect(live.stats()).to.include({ sessions: 1, detached: 0 });
  });

  it("ends with the page: what it held goes at once", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    for (const order of ["stream first", "post first"]) {
      const { stream } = await join(site.url);
      if (order === "stream first") stream.cut();
      expect((await stream.leave()).status, order).to.equal(204);
      await stream.closed;
      await eventually(() => live.stats().connections === 0, order);
      expect(live.stats(), order).to.include({ sessions: 0, detached: 0 });
    }
  });

  it("takes the last frames of a page that is left", async () => {
    const heard: unknown[] = [];
    const View = defineView({
      mount: () => ({}),
      events: { bye: (_state, ctx) => void heard.push(ctx.payload.text) },
      render: () => <p />,
    });
    const live = createLive();
    const app = express().use(live).get("/counter", live.page(View));
    await using site = await serve(app, live);
    const { stream } = await join(site.url);
    stream.posts += 1;
    stream.cut();
    await stream.send({ method: "DELETE", body: '[1,1,1,0,"bye",0,{"text":"last"}]' });
    await eventually(() => live.stats().sessions === 0);
    expect(heard).to.deep.equal(["last"]);
  });

  it("is told that the browser keeps a page, whose session waits", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const { stream } = await join(site.url);
    stream.posts += 1;
    await stream.send({ method: "DELETE" }, { "live-code": "4001" });
    await eventually(() => live.stats().connections === 0);
    expect(live.stats()).to.include({ sessions: 1, detached: 1 });
  });

  it("opens for this site's pages only, and with the visitor's cookie", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    const { cookie } = visitor;
    const attempt = (headers: Record<string, string>, jar = cookie) =>
      statusOf(openStream(site.url, { cookie: jar, headers }).then((stream) => stream.cut()));
    const refused: Record<string, string>[] = [
      { "live-events": "1" },
      { "live-events": "x" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `${site.url}/` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ];
    for (const headers of refused) {
      expect(await attempt(headers), JSON.stringify(headers)).to.equal("403");
    }
    for (const jar of ["", "live=made-up"]) expect(await attempt({}, jar)).to.equal("403");
    expect(await attempt({})).to.equal("200");
    expect(await attempt({ "sec-fetch-site": "same-origin" })).to.equal("200");
    expect(await attempt({ origin: site.url })).to.equal("200");
    const plain = await fetch(`${site.url}/live/events`, { headers: { cookie } });
    expect(plain.status, "no header of its own").to.equal(403);
  });

  it("takes posts of its own browser from this site only", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const { stream } = await join(site.url);
    using _ = stream;
    const thief = new Visitor(site.url);
    await thief.get("/counter");
    stream.posts += 1;
    const body = '[1,1,1,0,"increment"]';
    const refused: [Record<string, string>, number][] = [
      [{ cookie: thief.cookie }, 404],
      [{ cookie: "" }, 403],
      [{ origin: "https://evil.example" }, 403],
      [{ origin: "null" }, 403],
      [{ "live-events": "" }, 403],
      [{ "live-events": "0" }, 403],
      [{ "live-events": "3" }, 409],
    ];
    for (const [headers, status] of refused) {
      const answer = await stream.send({ body }, headers);
      expect(answer.status, JSON.stringify(headers)).to.equal(status);
      expect(await answer.text()).to.equal("");
    }
    const { id } = stream;
    stream.id = `${id.slice(0, -1)}_`;
    expect((await stream.send({ body })).status).to.equal(404);
    stream.id = id;
    const leaves = await stream.send({ method: "DELETE" }, { cookie: thief.cookie });
    expect(leaves.status).to.equal(404);
    expect((await stream.send({ body })).status).to.equal(204);
    expect(await stream.frame()).to.match(/^\[1,1,1,1,.*1\]/);
  });

  it("refuses in production a post without an Origin, and the plain cookie", async () => {
    const live = withDevelopment(false, () => createLive({ secret }));
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    const plain = visitor.cookie.replace("__Host-live", "live");
    expect(await statusOf(openStream(site.url, { cookie: plain }))).to.equal("403");
    using stream = await openStream(site.url, { cookie: visitor.cookie });
    stream.posts += 1;
    // fetch adds no Origin by itself.
    const { status } = await fetch(`${site.url}/live/events/${stream.id}`, {
      method: "POST",
      body: "[6]",
      headers: { cookie: visitor.cookie, "live-events": "1" },
    });
    expect(status).to.equal(403);
    expect((await stream.send({ body: "[6]" })).status).to.equal(204);
  });

  it("answers other methods with 405, and leaves paths beside it to the app", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const ask = async (path: string, method: string) => {
      const { status, headers } = await fetch(site.url + path, { method });
      return [status, headers.get("allow")];
    };
    expect(await ask("/live/events", "POST")).to.deep.equal([405, "GET"]);
    expect(await ask("/live/events", "HEAD")).to.deep.equal([405, "GET"]);
    expect(await ask("/live/events/x", "GET")).to.deep.equal([405, "POST, DELETE"]);
    expect(await ask("/live/eventsx", "GET")).to.deep.equal([404, null]);
  });
});
