// Live navigation as the server answers it: the next page for a document that stays, or the word that it has to be loaded.
import { expect } from "chai";
import compression from "compression";
import express, { type ErrorRequestHandler } from "express";
import { createLive, defineView } from "slotwire";
import { Counter, maskTokens } from "../support/counter.js";
import { hiddenField } from "../support/form-visitor.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("live navigation over HTTP", () => {
  it("answers with the head and the view, and parks a session", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const { response, html } = await visitor.get("/counter", navigation(layout));
    expect(maskTokens(html)).to.equal(
      '<head><meta charset="utf-8">' +
        '<meta name="viewport" content="width=device-width, initial-scale=1">' +
        '<title>Count &amp; 0</title><script src="/live/debug-HASH.js" defer></script>' +
        '<script live-layout="LAYOUT" src="/live/client-HASH.js" defer></script></head>' +
        '<body><div l=1 live="TOKEN"><p>Current value: 0 ' +
        '<button live-click="increment">Increment</button></p></div></body>',
    );
    const { headers } = response;
    expect(response.status).to.equal(200);
    expect(headers.get("live-view")).to.equal("fresh");
    expect(headers.get("live-layout")).to.equal(layout);
    expect(headers.get("content-type")).to.equal("text/html; charset=utf-8");
    expect(headers.get("cache-control")).to.equal("private, no-store");
    expect(headers.get("vary")).to.equal("live-nav, live-rejoin");
    expect(headers.get("etag")).to.equal(null);
    expect(live.stats().parked).to.equal(2);
  });

  it("has a title in which half of a character is left, as of a text that was cut", async () => {
    const live = createLive();
    const Cut = defineView({
      mount: () => ({}),
      head: () => <title>{"Flowers 🌸".slice(0, 9)}</title>,
      render: () => <p />,
    });
    await using site = await serve(express().get("/cut", live.page(Cut)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/cut");
    const { response, html } = await visitor.get("/cut", navigation(layout));
    expect(response.status).to.equal(200);
    expect(html).to.contain("<title>Flowers \ufffd</title>");
  });

  it("has a title that is longer than headers may be", async () => {
    const live = createLive();
    const title = "蔵".repeat(6_000);
    const Long = defineView({
      mount: () => ({}),
      head: () => <title>{title}</title>,
      render: () => <p />,
    });
    await using site = await serve(express().get("/long", live.page(Long)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/long");
    const { response, html } = await visitor.get("/long", navigation(layout));
    expect(response.status).to.equal(200);
    expect(html).to.contain(`<title>${title}</title>`);
  });

  it("lets the page be joined over a socket that is open already", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const { socket } = await visitor.join("/counter");
    const { token } = await visitor.get("/counter", navigation(layout));
    socket.send([0, 2, token, "instance-1", 1]);
    expect(await socket.next()).to.equal("[0,2,1]");
    socket.send([1, 2, 1, 0, "increment"]);
    expect(await socket.next()).to.match(/^\[1,2,1,1,.*\[0,1,1\]\]\]$/);
  });

  it("answers a HEAD with the headers, and parks nothing", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const init = { ...navigation(layout), method: "HEAD" };
    const { response, html } = await visitor.get("/counter", init);
    expect([response.status, html]).to.deep.equal([200, ""]);
    expect(response.headers.get("live-view")).to.equal("fresh");
    expect(live.stats().sessions).to.equal(1);
  });

  it("redirects and refuses as for any visit, and nothing is parked", async () => {
    const live = createLive();
    const Moved = defineView({ mount: ({ ctx }) => ctx.redirect("/new"), render: () => null });
    const Missing = defineView({ mount: ({ ctx }) => ctx.status(404), render: () => null });
    const app = express().get("/counter", live.page(Counter));
    app.get("/moved", live.page(Moved)).get("/missing", live.page(Missing));
    const onError: ErrorRequestHandler = (error, _request, response, _next) => {
      response.status(error.status).send("No such page");
    };
    await using site = await serve(app.use(onError), live);
    const visitor = new Visitor(site.url);
    const init = navigation(await layoutOf(visitor, "/counter"));
    const moved = (await visitor.get("/moved", init)).response;
    expect([moved.status, moved.headers.get("location")]).to.deep.equal([302, "/new"]);
    expect(moved.headers.get("vary")).to.equal("live-nav, live-rejoin");
    const missing = await visitor.get("/missing", init);
    expect([missing.response.status, missing.html]).to.deep.equal([404, "No such page"]);
    expect(missing.response.headers.get("live-view")).to.equal(null);
    expect(live.stats().sessions).to.equal(1);
  });

  it("is followed through a chain of redirects, guards and views, to the page at its end", async () => {
    const live = createLive();
    const Moved = defineView({ mount: ({ ctx }) => ctx.redirect("/guarded"), render: () => null });
    const app = express().get("/login", live.page(Counter)).get("/moved", live.page(Moved));
    app.get("/start", (_request, response) => response.redirect("/moved"));
    app.get("/guarded", (_request, response) => response.redirect(303, "/login"));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const init = navigation(await layoutOf(visitor, "/login"));
    const { response, html } = await visitor.get("/start", { ...init, redirect: "follow" });
    expect([response.redirected, response.url]).to.deep.equal([true, `${site.url}/login`]);
    expect(response.headers.get("live-view")).to.equal("fresh");
    expect(html).to.match(/^<head>/);
  });

  it("tells mount where the visitor comes from, if that is a path of the site", async () => {
    const live = createLive();
    const View = defineView({
      mount: ({ from }) => ({ from: JSON.stringify(from) }),
      render: ({ from }) => <p>{from}</p>,
    });
    await using site = await serve(express().get("/view", live.page(View)), live);
    const visitor = new Visitor(site.url);
    const from = async (value?: string) => {
      const headers: HeadersInit = value === undefined ? {} : { "live-from": value };
      const { html } = await visitor.get("/view", { headers });
      return /<p>(.*)<\/p>/.exec(html)?.[1];
    };
    expect(await from()).to.equal("null");
    expect(await from("/todos?done=1")).to.equal('"/todos?done=1"');
    for (const bad of [
      "//evil.test",
      "https://evil.test",
      "todos",
      "/\\evil.test",
      "/\u00fc",
      "",
    ]) {
      expect(await from(bad), bad).to.equal("null");
    }
    expect(await from(`/${"a".repeat(8191)}`)).to.have.length(8194);
    expect(await from(`/${"a".repeat(8192)}`)).to.equal("null");
  });

  it("parks few sessions for pages that nobody has gone to yet", async () => {
    const live = createLive({ limits: { maxParkedPrefetches: 2 } });
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const tokens: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { response, token } = await visitor.get("/counter", navigation(layout, "prefetch"));
      expect(response.headers.get("live-view")).to.equal("fresh");
      tokens.push(token);
    }
    expect(live.stats().parked).to.equal(3);
    const socket = await visitor.connect();
    for (const [at, token] of tokens.entries()) socket.send([0, at + 1, token, "tab", 1]);
    const answers = [await socket.next(), await socket.next(), await socket.next()];
    expect(answers).to.deep.equal(['[4,1,"unknown"]', "[0,2,1]", "[0,3,1]"]);
  });

  it("passes through compression", async () => {
    const live = createLive();
    const app = express().use(compression({ threshold: 0 }));
    await using site = await serve(app.get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const { response, html } = await visitor.get("/counter", navigation(layout));
    expect(response.headers.get("content-encoding")).to.be.a("string");
    expect(response.headers.get("vary")).to.match(/live-nav, live-rejoin/);
    expect(html).to.match(/^<head>.*<\/head><body><div l=1 .*<\/div><\/body>$/);
    expect(live.stats().parked).to.equal(2);
  });

  it("is none for a form that is posted", async () => {
    const live = createLive();
    const Form = defineView({
      mount: () => ({}),
      events: { save: (_state, ctx) => ctx.status(422) },
      render: () => <form live-submit="save" />,
    });
    await using site = await serve(express().all("/", live.page(Form)), live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const headers = { "live-nav": "navigate", "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams({ _live: hiddenField(html) }).toString();
    const posted = await visitor.get("/", { method: "POST", headers, body });
    expect(posted.response.status).to.equal(422);
    expect(posted.html).to.match(/^<!DOCTYPE html>/);
  });

  it("takes a word that it does not know for an ordinary visit", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const { response, html } = await new Visitor(site.url).get("/counter", navigation("x", "fly"));
    expect(html).to.match(/^<!DOCTYPE html>/);
    expect(response.headers.get("live-view")).to.equal(null);
  });
});
