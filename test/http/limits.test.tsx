// What happens at the limits of a live app that no other test sets: each is small here, and met by a bare socket or request.
import { createServer } from "node:http";
import { connect, type Socket as NetSocket } from "node:net";
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Limits, LiveView, type MountVisit } from "slotwire";
import { WebSocket } from "ws";
import { Counter } from "../support/counter.js";
import { SharedStore } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

async function site(limits: Partial<Limits>) {
  const live = createLive({ limits });
  const served = await serve(express().use(live).get("/", live.page(Counter)), live);
  const visitor = new Visitor(served.url);
  const { token } = await visitor.get("/");
  const open = async () => {
    const headers = { origin: served.url, cookie: visitor.cookie };
    const ws = new WebSocket(`ws://127.0.0.1:${served.port}/live/socket`, { headers });
    const closed = new Promise<number>((resolve) => ws.once("close", resolve));
    await new Promise((resolve) => ws.once("open", resolve));
    return { ws, closed };
  };
  return { ...served, live, visitor, token, open };
}

/** Connected; `text` is what has come, and whether the other end is done. */
function bare(port: number) {
  const socket: NetSocket = connect(port, "127.0.0.1");
  const got = { text: "", isOver: false };
  socket.setNoDelay(true).setEncoding("latin1");
  socket.on("data", (chunk) => {
    got.text += chunk;
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    got.isOver = true;
  });
  return { socket, got };
}

describe("a socket at its limits", () => {
  it("has bytes in a frame up to maxPayload", async () => {
    await using app = await site({ maxPayload: 1000 });
    const { ws, closed } = await app.open();
    ws.send(" ".repeat(1000));
    ws.send(" ".repeat(1001));
    expect(await closed).to.equal(1009);
  });

  it("has fragments of a frame up to maxFragments", async () => {
    await using app = await site({ maxFragments: 3 });
    const { ws, closed } = await app.open();
    const answered = new Promise((resolve) => ws.once("message", resolve));
    for (const part of ["[", "6"]) ws.send(part, { fin: false });
    ws.send("]");
    expect(String(await answered)).to.equal("[6]");
    for (const part of ["[", "6", " ", "]"]) ws.send(part, { fin: false });
    expect(await closed).to.equal(1008);
  });

  it("has chunks that wait for the rest of their frame up to maxBufferedChunks", async () => {
    await using app = await site({ maxBufferedChunks: 4 });
    const { socket, got } = bare(app.port);
    const lines = ["GET /live/socket HTTP/1.1", `Host: 127.0.0.1:${app.port}`];
    lines.push(`Origin: ${app.url}`, `Cookie: ${app.visitor.cookie}`, "Upgrade: websocket");
    lines.push("Connection: Upgrade", "Sec-WebSocket-Version: 13");
    lines.push("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", "");
    socket.write(lines.join("\r\n"));
    await eventually(() => got.text.includes("\r\n\r\n"), "the upgrade");
    // A text of 1000 bytes under a mask of zeros, of which one byte comes at a time.
    socket.write(Buffer.from([0x81, 0xfe, 0x03, 0xe8, 0, 0, 0, 0]));
    await eventually(() => {
      if (!socket.destroyed) socket.write(" ");
      return got.text.includes("\x88\x02\x03\xf0");
    }, "a close with 1008");
    socket.destroy();
  });

  it("has brackets inside each other up to maxDepth", async () => {
    await using app = await site({ maxDepth: 2 });
    using socket = await app.visitor.connect();
    socket.send([0, 1, app.token, "tab", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    // Read, and no event; then not even read.
    socket.send([1, 1, 1, 0, "increment", ["1"]]);
    expect(await socket.next()).to.equal('[3,1,1,1,"malformed"]');
    socket.send([1, 1, 2, 0, "increment", [["1"]]]);
    expect(await socket.next()).to.equal('[3,0,0,0,"malformed"]');
  });

  it("joins at the pace of joinsPerSecond after joinsBurst", async () => {
    await using app = await site({ joinsPerSecond: 40, joinsBurst: 2 });
    using socket = await app.visitor.connect();
    const startedAtMs = performance.now();
    const join = (s: number) => socket.send([0, s, "no token", "tab", 1]);
    for (let s = 1; s <= 8; s += 1) join(s);
    // What was read already is answered, what comes after it waits.
    for (let s = 1; s <= 8; s += 1) expect(await socket.next()).to.equal(`[4,${s},"unknown"]`);
    join(9);
    expect(await socket.next()).to.equal('[4,9,"unknown"]');
    // 8 joins, of which 2 at once, the others at 40 a second.
    expect(performance.now() - startedAtMs).to.be.above(100);
  });
});

describe("a server at its limits", () => {
  it("closes connections beyond maxWaitingConnections, and serves those that wait", async () => {
    await using app = await site({ maxWaitingConnections: 4 });
    const all = Array.from({ length: 300 }, () => bare(app.port));
    await eventually(() => all.some(({ got }) => got.isOver), "one that is closed");
    for (const { socket } of all) socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
    await eventually(
      () => all.every(({ got }) => got.isOver || got.text.includes("live=")),
      "an answer for all others",
    );
    expect(all.filter(({ got }) => got.text.includes("live=")).length).to.be.at.least(20);
    for (const { socket } of all) socket.destroy();
  });

  it("ends a request whose headers take longer than headersMs", async () => {
    const live = createLive({ limits: { headersMs: 50 } });
    const server = live.attach(createServer({ connectionsCheckingInterval: 20 }, express()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const { socket, got } = bare(port);
    socket.write("GET / HTTP/1.1\r\nX-Slow: ");
    await eventually(() => got.isOver, "the end");
    expect(got.text).to.match(/^HTTP\/1\.1 408 /);
    await live.close();
    server.close();
  });
});

describe("a view nested in a page", () => {
  it("is not mounted when what the page is given for it has more than maxEmbedChars", async () => {
    const Inner = defineView({
      name: "inner",
      mount: ({ props }: MountVisit<{ text: string }>) => ({ size: props.text.length }),
      error: () => <em>too much</em>,
      render: ({ size }) => <i>{size}</i>,
    });
    const Page = defineView({
      mount: ({ query }) => ({ text: "x".repeat(Number(query.chars)) }),
      error: () => <em>too much</em>,
      render: ({ text }) => (
        <p>
          <LiveView view={Inner} id="inner" props={{ text }} />
        </p>
      ),
    });
    const errors: string[] = [];
    const onError = (error: unknown) => void errors.push(String(error));
    const live = createLive({ limits: { maxEmbedChars: 400 }, onError });
    const app = express().set("env", "test").use(live).get("/", live.page(Page));
    await using served = await serve(app, live);
    const visitor = new Visitor(served.url);
    expect((await visitor.get("/?chars=10")).html).to.contain("<i>10</i>");
    const { html } = await visitor.get("/?chars=400");
    expect(html).to.contain("<em>too much</em>");
    expect(errors.join()).to.match(/\d+ characters of at most limits.maxEmbedChars = 400/);
  });
});

describe("the session of a page that does nothing", () => {
  it("is gone from the store after asleepMs, and its page is told so when it clicks", async () => {
    const Idle = defineView({
      name: "idle",
      mount: () => ({ n: 0 }),
      events: { increment: ({ n }) => ({ n: n + 1 }) },
      render: ({ n }) => <p>{n}</p>,
    });
    const store = new SharedStore();
    const live = createLive({ store, limits: { idleMs: 1, asleepMs: 1 } });
    await using served = await serve(express().get("/", live.page(Idle)), live);
    const { socket } = await new Visitor(served.url).join("/");
    await eventually(() => live.stats().asleep === 1, "it to sleep");
    await eventually(() => store.stats().count === 0, "the store to forget it");
    socket.send([1, 1, 1, 0, "increment"]);
    expect(await socket.next()).to.equal('[4,1,"unknown"]');
    expect(live.stats()).to.include({ sessions: 0, connections: 1, asleep: 0 });
    socket[Symbol.dispose]();
  });
});
