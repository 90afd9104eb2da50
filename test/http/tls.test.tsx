// A live app whose process speaks TLS itself: pages by https, sockets by wss.
import { once } from "node:events";
import { createServer, get, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express from "express";
import { createLive } from "slotwire";
import { WebSocket } from "ws";
import { testCertificate, testKey } from "../support/certificate.js";
import { Counter } from "../support/counter.js";
import { Socket } from "../support/visitor.js";

const live = createLive({ limits: { joinsBurstPerAddress: 1000 } });
const app = express().set("env", "test").use(live).get("/counter", live.page(Counter));
let server: Server;
let site: string;

/** Each with a connection and a handshake of its own. */
async function fetchPage(): Promise<{ cookie: string; token: string; setCookie: string }> {
  const request = get(`${site}/counter`, { ca: testCertificate, agent: false });
  const [response] = await once(request, "response");
  let html = "";
  for await (const chunk of response) html += chunk;
  const [setCookie = ""] = response.headers["set-cookie"] ?? [];
  const token = / live="([^"]+)"/.exec(html)?.[1] ?? "";
  return { token, setCookie, cookie: setCookie.split(";")[0] ?? "" };
}

async function connect(
  cookie: string,
  { origin = site, path = "/live/socket" } = {},
): Promise<Socket> {
  const headers = { origin, cookie };
  const url = site.replace("https", "wss") + path;
  const ws = new WebSocket(url, { ca: testCertificate, headers });
  const socket = new Socket(ws);
  await once(ws, "open");
  return socket;
}

function refusalOf(attempt: Promise<Socket>): Promise<string> {
  return attempt.then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

describe("a live app over TLS", () => {
  before(async () => {
    server = live.attach(createServer({ key: testKey, cert: testCertificate }, app));
    await once(server.listen(0, "127.0.0.1"), "listening");
    site = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await live.close();
    server.closeAllConnections();
    server.close();
  });

  it("gives the cookie that only https has, joins by wss, and answers events", async () => {
    const { cookie, token, setCookie } = await fetchPage();
    expect(setCookie).to.match(/^__Host-live=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    using socket = await connect(cookie);
    socket.send([0, 1, token, "tab", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    socket.send([1, 1, 1, 0, "increment"]);
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
  });

  it("refuses a page of the same host that came without TLS", async () => {
    const { cookie } = await fetchPage();
    const attempt = connect(cookie, { origin: site.replace("https", "http") });
    expect(await refusalOf(attempt)).to.equal("Unexpected server response: 403");
  });

  it("answers an upgrade that nobody takes as the request that it is", async () => {
    const attempt = connect("", { path: "/nowhere" });
    expect(await refusalOf(attempt)).to.equal("Unexpected server response: 404");
  });

  it("shakes hands with 40 pages and sockets that come at once, and answers a click meanwhile", async function () {
    this.timeout(30_000);
    const first = await fetchPage();
    using present = await connect(first.cookie);
    present.send([0, 1, first.token, "tab", 1]);
    expect(await present.next()).to.equal("[0,1,1]");
    const storm = Array.from({ length: 40 }, async () => {
      const { cookie, token } = await fetchPage();
      using socket = await connect(cookie);
      socket.send([0, 1, token, "tab", 1]);
      return await socket.next();
    });
    present.send([1, 1, 1, 0, "increment"]);
    expect(await present.next()).to.match(/^\[1,1,1,1,/);
    expect(new Set(await Promise.all(storm))).to.deep.equal(new Set(["[0,1,1]"]));
  });
});
