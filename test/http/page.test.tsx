// A live page on a real Express app: what a GET, a HEAD, a rejoin and everything else are answered.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, LiveError } from "slotwire";
import { Counter, maskTokens } from "../support/counter.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("live.page", () => {
  it("answers a GET with a small document that holds the view", async () => {
    const live = createLive();
    const app = express().get("/counter", live.page(Counter));
    await using site = await serve(app, live);
    const { response, html } = await new Visitor(site.url).get("/counter");
    expect(response.status).to.equal(200);
    expect(maskTokens(html)).to.equal(
      '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width, initial-scale=1">' +
        '<title>Count &amp; 0</title><script src="/live/debug-HASH.js" defer></script>' +
        '<script live-layout="LAYOUT" src="/live/client-HASH.js" defer></script></head>' +
        '<body><div l=1 live="TOKEN"><p>Current value: 0 ' +
        '<button live-click="increment">Increment</button></p></div></body></html>',
    );
    expect(Buffer.byteLength(html)).to.be.at.most(700);
    expect(response.headers.get("content-type")).to.equal("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).to.equal("private, no-cache");
    expect(response.headers.get("vary")).to.equal("live-nav, live-rejoin");
    expect(Number(response.headers.get("content-length"))).to.equal(Buffer.byteLength(html));
    expect(
      response.headers.getSetCookie().map((each) => each.replace(/=[\w-]{22};/, "=ID;")),
    ).to.deep.equal(["live=ID; Path=/; HttpOnly; SameSite=Lax"]);
  });

  it("parks one session for the socket, and keeps the visitor's cookie", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    const { response } = await visitor.get("/counter");
    expect(response.headers.getSetCookie()).to.deep.equal([]);
    expect(live.stats().parked).to.equal(2);
  });

  it("answers a rejoin with the head and the view", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const { response, html } = await visitor.get("/counter", { headers: { "live-rejoin": "1" } });
    expect(maskTokens(html)).to.equal(
      '<head><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width, initial-scale=1">' +
        '<title>Count &amp; 0</title><script src="/live/debug-HASH.js" defer></script>' +
        '<script live-layout="LAYOUT" src="/live/client-HASH.js" defer></script></head>' +
        '<body><div l=1 live="TOKEN"><p>Current value: 0 ' +
        '<button live-click="increment">Increment</button></p></div></body>',
    );
    expect(response.headers.get("live-view")).to.equal("fresh");
    expect(response.headers.get("cache-control")).to.equal("private, no-store");
    expect(live.stats().parked).to.equal(1);
  });

  it("answers a HEAD like a GET without a body, and parks nothing", async () => {
    const live = createLive();
    await using site = await serve(express().all("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const { response, html } = await visitor.get("/counter", { method: "HEAD" });
    expect(response.status).to.equal(200);
    expect(html).to.equal("");
    expect(Number(response.headers.get("content-length"))).to.be.greaterThan(300);
    expect(live.stats()).to.include({ parked: 0, sessions: 0 });
  });

  it("answers other methods with 405 and says which it knows", async () => {
    let mounts = 0;
    const live = createLive();
    const View = defineView({ mount: () => ({ n: ++mounts }), render: ({ n }) => <p>{n}</p> });
    await using site = await serve(express().all("/view", live.page(View)), live);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const { response } = await new Visitor(site.url).get("/view", { method });
      expect(response.status, method).to.equal(405);
      expect(response.headers.get("allow"), method).to.equal("GET, HEAD, POST");
    }
    expect(mounts).to.equal(0);
  });

  it("runs behind the middleware of its route, which may refuse", async () => {
    let mounts = 0;
    const live = createLive();
    const View = defineView({ mount: () => ({ n: ++mounts }), render: ({ n }) => <p>{n}</p> });
    const app = express();
    app.get(
      "/view",
      (request, response, next) => {
        if (request.headers.authorization === "let me in") next();
        else response.status(401).send("no");
      },
      live.page(View),
    );
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const refused = await visitor.get("/view");
    expect(refused.response.status).to.equal(401);
    expect(mounts).to.equal(0);
    const rejoin = await visitor.get("/view", { headers: { "live-rejoin": "1" } });
    expect(rejoin.response.status).to.equal(401);
    const { html } = await visitor.get("/view", { headers: { authorization: "let me in" } });
    expect(html).to.contain("<p>1</p>");
  });

  it("tells mount the whole URL on a router under a prefix", async () => {
    const seen: unknown[] = [];
    const live = createLive();
    const View = defineView({
      mount: ({ params, query, url }) => {
        seen.push({ params, query: { ...query }, url });
        return {};
      },
      render: () => <p>here</p>,
    });
    const router = express.Router().get("/items/:id", live.page(View));
    await using site = await serve(express().use("/shop", router), live);
    await new Visitor(site.url).get("/shop/items/7%20a?size=l&tag=a&tag=b&__proto__=x");
    await new Visitor(site.url).get("/shop/items/7?size=l&tag=a&tag=b");
    expect(seen).to.deep.equal([
      { params: { id: "7 a" }, query: {}, url: "/shop/items/7%20a?size=l&tag=a&tag=b&__proto__=x" },
      {
        params: { id: "7" },
        query: { size: "l", tag: ["a", "b"] },
        url: "/shop/items/7?size=l&tag=a&tag=b",
      },
    ]);
  });

  it("gives mount what the session option reads from the request", async () => {
    const live = createLive({ session: (request) => ({ agent: request.headers["user-agent"] }) });
    const View = defineView({
      mount: ({ session }) => ({ session: JSON.stringify(session) }),
      render: ({ session }) => <p>{session}</p>,
    });
    const app = express();
    app.get("/app", live.page(View));
    app.get("/page", live.page(View, { session: async () => ({ from: "the page" }) }));
    await using site = await serve(app, live);
    const headers = { "user-agent": "a test" };
    const visitor = new Visitor(site.url);
    expect((await visitor.get("/app", { headers })).html).to.contain('{"agent":"a test"}');
    expect((await visitor.get("/page", { headers })).html).to.contain('{"from":"the page"}');
  });

  it("keeps the Vary, cookies and status that the app has set", async () => {
    const live = createLive();
    const app = express();
    app.use((_request, response, next) => {
      response.vary("Accept-Encoding").cookie("theme", "dark").status(203);
      next();
    });
    app.get("/counter", live.page(Counter));
    await using site = await serve(app, live);
    const { response } = await new Visitor(site.url).get("/counter");
    expect(response.status).to.equal(203);
    expect(response.headers.get("vary")).to.equal("Accept-Encoding, live-nav, live-rejoin");
    expect(response.headers.getSetCookie()).to.have.length(2);
  });

  it("says what live.page wants when it is given something else", () => {
    const live = createLive();
    for (const bad of [undefined, null, {}, () => {}]) {
      expect(() => live.page(bad as never)).to.throw(LiveError, "PAGE_WITHOUT_VIEW");
    }
  });
});
