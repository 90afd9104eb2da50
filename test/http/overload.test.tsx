// What a live app does with more than it can take: nobody is refused for good, and nobody who is in is stalled.
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { Counter } from "../support/counter.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { type Socket, Visitor } from "../support/visitor.js";

const refusalOf = (attempt: Promise<Socket>): Promise<string> =>
  attempt.then(
    (socket) => {
      socket[Symbol.dispose]();
      return "accepted";
    },
    (error: Error) => error.message,
  );

const appWith = (live: ReturnType<typeof createLive>) =>
  express().set("env", "test").use(live).get("/counter", live.page(Counter));

describe("a live app under load", () => {
  it("refuses sockets with 503 while too many have not joined, and takes them again", async () => {
    const live = createLive({ limits: { maxUnjoinedSockets: 2 } });
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/counter");
    const first = await visitor.connect();
    using _second = await visitor.connect();
    expect(await refusalOf(visitor.connect())).to.equal("503");
    first.send([0, 1, token, "tab", 1]);
    expect(await first.next()).to.equal("[0,1,1]");
    expect(await refusalOf(visitor.connect())).to.equal("accepted");
    first[Symbol.dispose]();
  });

  it("brings 400 sockets in that come at once, and answers a click meanwhile", async function () {
    this.timeout(30_000);
    const live = createLive({ limits: { joinsBurstPerAddress: 1000 } });
    await using site = await serve(appWith(live), live);
    const present = await new Visitor(site.url).join("/counter");
    const visitors = await Promise.all(
      Array.from({ length: 400 }, async (_, n) => {
        const visitor = new Visitor(site.url);
        const { token } = await visitor.get("/counter");
        return { visitor, token, n };
      }),
    );
    const storm = visitors.map(async ({ visitor, token }) => {
      const socket = await visitor.connect();
      socket.send([0, 1, token, "tab", 1]);
      expect(await socket.next()).to.equal("[0,1,1]");
      return socket;
    });
    present.socket.send([1, 1, 1, 0, "increment"]);
    expect(await present.socket.next()).to.match(/^\[1,1,1,1,/);
    const sockets = await Promise.all(storm);
    expect(live.stats().connections).to.equal(401);
    for (const socket of [...sockets, present.socket]) socket[Symbol.dispose]();
  });

  it("answers a visit with 503 whose mount takes too long", async () => {
    const errors: unknown[] = [];
    const live = createLive({ limits: { mountMs: 20 }, onError: (error) => errors.push(error) });
    const Never = defineView({ mount: () => new Promise<object>(() => {}), render: () => <p /> });
    const app = express().set("env", "test").use(live).get("/never", live.page(Never));
    await using site = await serve(app, live);
    const { response } = await new Visitor(site.url).get("/never");
    expect(response.status).to.equal(503);
    expect(live.stats()).to.include({ sessions: 0, alarms: 0 });
  });

  it("gives pages that come back at once their view, or tells them to come later", async () => {
    const live = createLive({ limits: { maxWaitingJoins: 1 } });
    await using site = await serve(appWith(live), live);
    const headers = { "live-rejoin": "none" };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => new Visitor(site.url).get("/counter", { headers })),
    );
    const told = answers.map(({ response: { status, headers: sent } }) =>
      status === 503
        ? `503 after ${sent.get("retry-after")}`
        : `${status} ${sent.get("live-view")}`,
    );
    expect(told).to.include("200 fresh");
    expect(told.filter((each) => each !== "200 fresh" && each !== "503 after 5")).to.deep.equal([]);
  });

  it("survives visitors who leave while their upgrade waits", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    const lines = [
      "GET /live/socket HTTP/1.1",
      "Host: x",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: c2xvdHdpcmUtYmVuY2gtMQ==",
      `Cookie: ${visitor.cookie}`,
      "",
      "",
    ];
    const gone = Array.from({ length: 100 }, async () => {
      const socket = connect(site.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(lines.join("\r\n"));
      await new Promise((resolve) => socket.once("connect", resolve));
      socket.resetAndDestroy();
    });
    await Promise.all(gone);
    expect(await refusalOf(visitor.connect())).to.equal("accepted");
    await eventually(() => live.stats().connections === 0);
  });
});

describe("the limits of a server", () => {
  it("are set where they are Node's own, and left alone where the app has set them", () => {
    const live = createLive();
    expect(live.attach(createServer()).headersTimeout).to.equal(10_000);
    const own = createServer({ headersTimeout: 7000 });
    expect(live.attach(own).headersTimeout).to.equal(7000);
  });
});
