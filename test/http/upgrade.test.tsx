// WebSocket upgrades on real servers: who gets in, who does not, and whose upgrades are left alone.
import { once } from "node:events";
import { createServer } from "node:http";
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Live } from "slotwire";
import { WebSocket, WebSocketServer } from "ws";
import { withDevelopment } from "../../src/jsx/development.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const Counter = defineView({
  mount: () => ({ count: 0 }),
  events: { increment: ({ count }) => ({ count: count + 1 }) },
  render: ({ count }) => <p>{count}</p>,
});

function appWith(live: Live) {
  return express().use(live).get("/counter", live.page(Counter));
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("live.attach", () => {
  it("joins the session of the page, which runs its events", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const { socket, joined } = await new Visitor(site.url).join("/counter");
    using _ = socket;
    expect(joined).to.equal("[0,1,1]");
    socket.send([1, 1, 1, 0, "increment"]);
    const first = JSON.parse(await socket.next());
    socket.send([1, 1, 2, 1, "increment"]);
    expect(first.slice(0, 4)).to.deep.equal([1, 1, 1, 1]);
    expect(await socket.next()).to.match(/^\[1,1,2,2,\[1,0,.*2\]/);
    expect(live.stats()).to.include({ sessions: 1, parked: 0, connections: 1 });
  });

  it("lets a page that leaves go at once, and says goodbye to everybody else", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    const leave = async (code: number) => {
      const { token } = await visitor.get("/counter");
      const headers = { origin: site.url, cookie: visitor.cookie };
      const ws = new WebSocket(`${site.url.replace("http", "ws")}/live/socket`, { headers });
      await once(ws, "open");
      ws.send(JSON.stringify([0, 1, token, "tab", 1]));
      await once(ws, "message");
      ws.close(code);
      return (await once(ws, "close"))[0];
    };
    // Nobody has read an answer: 1006.
    expect(await leave(4000)).to.equal(1006);
    expect(live.stats()).to.include({ sessions: 0, connections: 0 });
    expect(await leave(1000)).to.equal(1000);
    expect(live.stats()).to.include({ sessions: 1, detached: 1, connections: 0 });
  });

  it("refuses every foreign origin with 403", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    const { port } = site;
    const hostile = [
      "https://evil.example",
      "http://localhost.evil.example",
      "http://evil127.0.0.1",
      "null",
      "https://127.0.0.1",
      "http://127.0.0.1",
      `http://127.0.0.1:${port + 1}`,
      `http://user@127.0.0.1:${port}`,
      `http://127.0.0.1:${port}/`,
      `HTTP://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `http://127.0.0.1:${port}@evil.example`,
      "file://",
      "chrome-extension://abcdefgh",
    ];
    for (const origin of hostile) {
      const attempt = visitor.connect("/live/socket", { origin });
      expect(await refusalOf(attempt), origin).to.equal("403");
    }
    expect(await refusalOf(visitor.connect())).to.equal("accepted");
  });

  it("refuses a socket without the visitor's cookie with 403", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    for (const cookie of ["", "live=", "live=made-up", "other=0123456789abcdefghijAB"]) {
      const visitor = new Visitor(site.url);
      visitor.cookie = cookie;
      expect(await refusalOf(visitor.connect()), cookie).to.equal("403");
    }
  });

  it("refuses in production a missing Origin and the plain cookie", async () => {
    const live = withDevelopment(false, () => createLive({ secret }));
    await using site = await serve(appWith(live), live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    expect(visitor.cookie).to.match(/^__Host-live=/);
    const url = `${site.url.replace("http", "ws")}/live/socket`;
    const noOrigin = new WebSocket(url, { headers: { cookie: visitor.cookie } });
    const refused = await new Promise((resolve) => noOrigin.once("error", resolve));
    expect(String(refused)).to.contain("403");
    expect(await refusalOf(visitor.connect())).to.equal("accepted");
    visitor.cookie = visitor.cookie.replace("__Host-live", "live");
    expect(await refusalOf(visitor.connect())).to.equal("403");
  });

  it("tells a token that is not this visitor's that its session is gone", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const victim = new Visitor(site.url);
    const thief = new Visitor(site.url);
    const { token } = await victim.get("/counter");
    await thief.get("/counter");
    using socket = await thief.connect();
    const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    for (const [number, bad] of [token, forged, "x", `${token}x`].entries()) {
      socket.send([0, number + 1, bad, "instance", 1]);
      expect(JSON.parse(await socket.next()).slice(0, 2)).to.deep.equal([4, number + 1]);
    }
    using own = await victim.connect();
    own.send([0, 1, token, "instance", 1]);
    expect(await own.next()).to.equal("[0,1,1]");
  });

  it("leaves a second WebSocket server on another path alone, and is left alone by it", async () => {
    for (const isFirst of [true, false]) {
      const live = createLive();
      const server = createServer(appWith(live));
      const echo = () => {
        const sockets = new WebSocketServer({ server, path: "/echo" });
        sockets.on("connection", (ws) => ws.on("message", (data) => ws.send(String(data))));
        return sockets;
      };
      const early = isFirst ? null : echo();
      live.attach(server);
      const sockets = early ?? echo();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address() as { port: number };
      const visitor = new Visitor(`http://127.0.0.1:${address.port}`);
      const { socket, joined } = await visitor.join("/counter");
      expect(joined).to.equal("[0,1,1]");
      const other = await visitor.connect("/echo");
      other.send("hello");
      expect(await other.next()).to.equal('"hello"');
      socket.send([1, 1, 1, 0, "increment"]);
      expect(await socket.next()).to.match(/^\[1,1,1,1,/);
      expect(await refusalOf(visitor.connect("/nobody"))).to.equal("400");
      other[Symbol.dispose]();
      socket[Symbol.dispose]();
      sockets.close();
      await live.close();
      server.close();
      server.closeAllConnections();
    }
  });

  it("does not touch upgrades of other paths, even when nobody else takes them", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    const taken = new Promise((resolve) => {
      site.server.on("upgrade", (request, socket) => {
        resolve(request.url);
        socket.on("error", () => socket.destroy());
        socket.end("HTTP/1.1 418 I'm a teapot\r\nContent-Length: 0\r\n\r\n");
      });
    });
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    for (const path of ["/live/socket/", "/live/sockets", "/LIVE/socket", "//live/socket"]) {
      expect(await refusalOf(visitor.connect(path)), path).to.equal("418");
    }
    expect(await taken).to.equal("/live/socket/");
    expect(await refusalOf(visitor.connect("/live/socket?x=1"))).to.equal("accepted");
  });

  it("serves two live apps on one server, each on its own path", async () => {
    const one = createLive();
    const two = createLive({ path: "/other" });
    const app = express().use(one).use(two);
    app.get("/one", one.page(Counter)).get("/two", two.page(Counter));
    await using site = await serve(app, one);
    two.attach(site.server);
    const visitor = new Visitor(site.url);
    const first = await visitor.join("/one");
    using _ = first.socket;
    const { token } = await visitor.get("/two");
    using second = await visitor.connect("/other/socket");
    second.send([0, 1, token, "instance", 1]);
    expect([first.joined, await second.next()]).to.deep.equal(["[0,1,1]", "[0,1,1]"]);
    expect([one.stats().sessions, two.stats().sessions]).to.deep.equal([1, 1]);
    await two.close();
    first.socket.send([1, 1, 1, 0, "increment"]);
    expect(await first.socket.next()).to.match(/^\[1,1,1,1,/);
  });

  it("attaches twice to one server as if it were once", async () => {
    const live = createLive();
    await using site = await serve(appWith(live), live);
    live.attach(site.server);
    const { joined, socket } = await new Visitor(site.url).join("/counter");
    using _ = socket;
    expect(joined).to.equal("[0,1,1]");
    expect(live.stats().connections).to.equal(1);
  });
});
