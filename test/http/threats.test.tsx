// Attacks that no other test has: what a stranger can send, learn or bring an app to do.

import { readdirSync, readFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { withDevelopment } from "../../src/jsx/development.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";
const hidden = "a secret of the app's environment";

const Shop = defineView({
  name: "Shop",
  mount: () => ({ total: 0, note: "", hidden }),
  events: {
    add: ({ total }, ctx) => ({ total: total + Number(ctx.payload.amount) }),
    note: (_state, ctx) => ({ note: (ctx.payload.note as string).trim() }),
    away: (_state, ctx) => ctx.redirect(String(ctx.payload.to)),
    fail: () => {
      throw new Error(`cannot open ${process.cwd()}/database`);
    },
  },
  render: ({ total, note }) => (
    <p>
      {total} {note}
    </p>
  ),
});

function createApp(isDevelopment = false) {
  const live = withDevelopment(isDevelopment, () => createLive({ secret, onError: () => {} }));
  const app = express().set("env", "production").use(live);
  app.get(
    "/shop",
    (request, response, next) => {
      if (request.headers["x-user"] === "banned") response.status(403).send("no");
      else next();
    },
    live.page(Shop),
  );
  return { app, live };
}

describe("what a page sends", () => {
  it("may be of another kind than expected, and costs one event at most", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const { socket } = await new Visitor(site.url).join("/shop");
    const payloads = [{ note: ["a", "b"] }, {}, "note=a&note=b", "", { note: "fine" }];
    const answers: string[] = [];
    for (const [at, payload] of payloads.entries()) {
      socket.send([1, 1, at + 1, 0, "note", 0, payload]);
      answers.push((await socket.next()).slice(0, 3));
    }
    expect(answers).to.deep.equal(["[3,", "[3,", "[3,", "[3,", "[1,"]);
    socket[Symbol.dispose]();
  });

  it("cannot lead elsewhere, nor write a header", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const { socket } = await new Visitor(site.url).join("/shop");
    const urls = [
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "/\r\nSet-Cookie: live=1",
      "\\\\evil.example",
      "javascript:alert(1)",
      "https://evil.example",
      "data:text/html,x",
      "",
    ];
    for (const [at, to] of urls.entries()) {
      socket.send([1, 1, at + 1, 0, "away", 0, { to }]);
      expect(await socket.next(), JSON.stringify(to)).to.match(
        /^\[3,1,\d+,\d+,"failed","[\w-]{8}"\]$/,
      );
    }
    socket[Symbol.dispose]();
  });

  it("may be a thousand pings, which are answered by few pongs and hold up nobody", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const { socket } = await new Visitor(site.url).join("/shop");
    const other = await new Visitor(site.url).join("/shop");
    for (let ping = 0; ping < 1000; ping += 1) socket.ping();
    other.socket.send([1, 1, 1, 0, "add", 0, { amount: "1" }]);
    expect(await other.socket.next()).to.match(/^\[1,1,1,1,/);
    socket[Symbol.dispose]();
    other.socket[Symbol.dispose]();
  });
});

describe("the guards of a route", () => {
  it("are asked again when a page comes back for a session that is gone", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/shop");
    const headers = { "live-rejoin": `${token} tab 1 0 0`, "x-user": "banned" };
    const { response, html } = await visitor.get("/shop", { headers });
    expect([response.status, html]).to.deep.equal([403, "no"]);
    expect(live.stats().sessions).to.equal(1);
  });
});

describe("what a page learns", () => {
  it("is nothing of the server: no state, path, host, user or environment", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const { html, token, response } = await new Visitor(site.url).get("/shop");
    const { socket, joined } = await new Visitor(site.url).join("/shop");
    socket.send([1, 1, 1, 0, "add", 0, { amount: "2" }]);
    socket.send([1, 1, 2, 0, "fail"]);
    const text = [html, joined, await socket.next(), await socket.next(), token].join("\n");
    for (const word of [hidden, secret, process.cwd(), "node_modules", "    at "]) {
      expect(text).not.to.contain(word);
    }
    // Whole words: a token may have the letters of a short name in it.
    const words = [hostname(), userInfo().username, process.pid].join("|");
    expect(text).not.to.match(new RegExp(`\\b(${words})\\b`));
    expect(response.headers.get("cache-control")).to.equal("private, no-cache");
    socket[Symbol.dispose]();
  });

  it("is in production a reference of what failed, and there are no tools for development", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/shop");
    expect(html.match(/<script[^>]*>/g)).to.have.length(1);
    expect(html).not.to.contain("debug");
    const { socket } = await new Visitor(site.url).join("/shop");
    socket.send([1, 1, 1, 0, "fail"]);
    expect(await socket.next()).to.match(/^\[3,1,1,1,"failed","[\w-]{8}"\]$/);
    socket.send([6]);
    expect(await socket.next()).to.equal("[6]");
    socket[Symbol.dispose]();
  });
});

describe("the source", () => {
  it("compares what is secret in constant time, and nowhere with an operator", () => {
    const files = ["src/session", "src/http", "src/stores"].flatMap((folder) =>
      readdirSync(folder).map((name) => `${folder}/${name}`),
    );
    const sources = files
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(name, "utf8"));
    const checking = sources.filter((text) => /createHmac\(/.test(text) && /verify/i.test(text));
    expect(checking).not.to.have.length(0);
    // By itself, or by the one check of all tokens.
    for (const text of checking) expect(text).to.match(/timingSafeEqual|verifyToken\(/);
    for (const text of sources) expect(text).not.to.match(/\b(mac|signature|digest)\b\s*[!=]==/);
  });

  it("depends on few packages, and on no ws below 8.23", () => {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(Object.keys(dependencies)).to.have.length.below(9);
    const { version } = JSON.parse(readFileSync("node_modules/ws/package.json", "utf8"));
    const [major = 0, minor = 0] = String(version).split(".").map(Number);
    expect(major * 1000 + minor).to.be.at.least(8023);
    expect(dependencies.ws).to.match(/^\^8\.(2[3-9]|[3-9]\d)\./);
  });
});
