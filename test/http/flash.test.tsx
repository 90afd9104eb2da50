// Messages that are shown once, over HTTP: redirects carry them to the next page by a cookie that the page which shows them takes away.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, LiveView } from "slotwire";
import { FlashTokens } from "../../src/session/flash-token.js";
import { resolveLimits } from "../../src/session/limits.js";
import { Notices, shown } from "../support/flash.js";
import { hiddenField, post } from "../support/form-visitor.js";
import { type Served, serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const secret = "0123456789abcdef0123456789abcdef";

const List = defineView({
  mount: () => ({}),
  render: (_state, _on, { flash }) => <Notices flash={flash} />,
});

const Guarded = defineView({
  mount: ({ ctx, url }) => {
    ctx.flash("error", "Log in first");
    return ctx.redirect(url === "/guarded" ? "/again" : "/list");
  },
  render: () => <p />,
});

const ByParams = defineView({
  mount: () => ({}),
  params: ({ ctx }) => {
    ctx.flash("info", "Moved");
    ctx.redirect("/list");
  },
  render: () => <p />,
});

const Inner = defineView({
  name: "inner",
  mount: ({ ctx }) => {
    ctx.flash("info", "Choose first");
    return ctx.redirect("/list");
  },
  render: () => <p />,
});

const Outer = defineView({
  mount: () => ({}),
  render: () => <LiveView view={Inner} id="inner" />,
});

const Missing = defineView({ mount: ({ ctx }) => ctx.status(404), render: () => <p /> });

const Note = defineView({
  mount: ({ ctx }) => {
    ctx.flash("hint", "Type a name");
    return {};
  },
  events: {
    rename: (_state, ctx) => {
      if (ctx.payload.name === "") {
        ctx.flash("error", "No name");
        return ctx.status(422);
      }
      ctx.flash("info", `Renamed to ${ctx.payload.name}`);
      if (ctx.payload.name === "away") ctx.navigate("/list");
    },
  },
  render: (_state, _on, { flash }) => (
    <form live-submit="rename">
      <Notices flash={flash} />
      <input name="name" />
      <button type="submit">Rename</button>
    </form>
  ),
});

const Closable = defineView({
  mount: () => ({}),
  render: () => <form live-submit="live:clear-flash" />,
});

async function createSite(): Promise<Served> {
  const live = createLive({ secret });
  const app = express()
    .get("/list", live.page(List))
    .get("/guarded", live.page(Guarded))
    .get("/again", live.page(Guarded))
    .get("/by-params", live.page(ByParams))
    .get("/outer", live.page(Outer))
    .get("/missing", live.page(Missing))
    .all("/note", live.page(Note))
    .all("/closable", live.page(Closable))
    .use(((error, _request, response, _next) => {
      response.status(error.status ?? 500).end();
    }) as express.ErrorRequestHandler);
  return serve(app, live);
}

describe("a message that is shown once, over HTTP", () => {
  let site: Served;
  let visitor: Visitor;
  const cookie = () => visitor.cookieNamed("live-flash");
  const tokens = new FlashTokens([secret], resolveLimits());
  const signed = () => tokens.sign({ info: "Saved" }, visitor.cookieNamed("live"));
  const messages = async (headers = {}) => shown((await visitor.get("/list", { headers })).html);
  beforeEach(async () => {
    site = await createSite();
    visitor = new Visitor(site.url);
  });
  afterEach(() => site[Symbol.asyncDispose]());

  it("goes with the redirects of mount and params to the page after them, once", async () => {
    const { response } = await visitor.get("/guarded");
    expect([response.status, response.headers.get("location")]).to.deep.equal([302, "/again"]);
    const set = response.headers.getSetCookie().find((each) => each.startsWith("live-flash="));
    expect(set).to.match(/^live-flash=1\.[\w.-]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/);
    await visitor.get("/again");
    expect(await messages()).to.deep.equal(["error: Log in first"]);
    expect(cookie()).to.equal("");
    expect(await messages()).to.deep.equal([]);
    await visitor.get("/by-params");
    expect(await messages()).to.deep.equal(["info: Moved"]);
  });

  it("goes with the redirect of a view inside the page, beside what came along to the page", async () => {
    await visitor.get("/guarded");
    await visitor.get("/outer");
    expect(await messages()).to.deep.equal(["error: Log in first", "info: Choose first"]);
  });

  it("comes by the header of a navigation too, and the redirects on its way have the last word", async () => {
    const { html } = await visitor.get("/list");
    const layout = / live-layout="([^"]+)"/.exec(html)?.[1] ?? "";
    const headers = { "live-nav": "navigate", "live-layout": layout, "live-flash": signed() };
    expect(await messages(headers)).to.deep.equal(["info: Saved"]);
    expect(await messages()).to.deep.equal([]);
    await visitor.get("/by-params", { headers });
    expect(await messages(headers)).to.deep.equal(["info: Moved"]);
  });

  it("comes by the cookie that the page's script has written, which is taken away too", async () => {
    await visitor.get("/list");
    visitor.cookie += `; live-flash-next=${signed()}`;
    expect(await messages()).to.deep.equal(["info: Saved"]);
    expect(visitor.cookieNamed("live-flash-next")).to.equal("");
    visitor.cookie += `; live-flash-next=${signed()}`;
    await visitor.get("/guarded");
    expect(visitor.cookieNamed("live-flash-next")).to.equal("");
    expect(await messages()).to.deep.equal(["info: Saved", "error: Log in first"]);
  });

  it("is in a page that no browser keeps for its back button", async () => {
    const cacheControl = async () =>
      (await visitor.get("/list")).response.headers.get("cache-control");
    expect(await cacheControl()).to.equal("private, no-cache");
    await visitor.get("/guarded");
    expect(await cacheControl()).to.equal("private, no-store");
    expect(await cacheControl()).to.equal("private, no-cache");
  });

  it("stays in the session of the page that shows it when that joins", async () => {
    await visitor.get("/guarded");
    const { token, html } = await visitor.get("/list");
    expect(shown(html)).to.deep.equal(["error: Log in first"]);
    using socket = await visitor.connect();
    socket.send([0, 1, token, "tab", 1]);
    await socket.next();
    socket.send([1, 1, 1, 0, "live:clear-flash", 0, { kind: "error" }]);
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
  });

  it("is left alone by what nobody looks at: HEAD, a prefetch, a page that comes back, an error", async () => {
    await visitor.get("/guarded");
    const before = cookie();
    for (const [path, init] of [
      ["/list", { method: "HEAD" }],
      ["/list", { headers: { "live-nav": "prefetch" } }],
      ["/list", { headers: { "sec-purpose": "prefetch;prerender" } }],
      ["/list", { headers: { "live-rejoin": "1" } }],
      ["/missing", {}],
    ] as const) {
      const { html } = await visitor.get(path, init);
      expect(shown(html)).to.deep.equal([]);
      expect(cookie()).to.equal(before);
    }
    expect(await messages()).to.deep.equal(["error: Log in first"]);
  });

  it("is not begun by HEAD or a prefetch either", async () => {
    await visitor.get("/guarded", { method: "HEAD" });
    await visitor.get("/guarded", { headers: { "live-nav": "prefetch" } });
    await visitor.get("/guarded", { headers: { "sec-purpose": "prefetch" } });
    expect(cookie()).to.equal("");
  });

  it("is nothing when it is forged, of another visitor, or old", async () => {
    await visitor.get("/list");
    const own = visitor.cookie;
    const nowMs = Date.now();
    const cookieId = visitor.cookieNamed("live");
    // Not the last character: some of its bits mean nothing.
    const forged = signed().replace(/.(?=.{9}$)/, (char) => (char === "A" ? "B" : "A"));
    for (const token of [
      forged,
      tokens.sign({ info: "Saved" }, "another visitor"),
      tokens.sign({ info: "Saved" }, cookieId, nowMs - 61_000),
      "1.a.b.c",
      "",
    ]) {
      visitor.cookie = `${own}; live-flash=${token}`;
      expect(await messages({ "live-flash": token })).to.deep.equal([]);
      expect(cookie()).to.equal("");
    }
  });

  it("of a form without JavaScript is shown by the page that the answer leads to", async () => {
    const { html } = await visitor.get("/note");
    const answer = await post(visitor, "/note", { _live: hiddenField(html), name: "away" });
    expect([answer.response.status, answer.response.headers.get("location")]).to.deep.equal([
      303,
      "/list",
    ]);
    expect(await messages()).to.deep.equal(["info: Renamed to away"]);
    await post(visitor, "/note", { _live: hiddenField(html), name: "here" });
    const again = await visitor.get("/note");
    expect(shown(again.html)).to.deep.equal(["info: Renamed to here", "hint: Type a name"]);
  });

  it("of a form without JavaScript is in the page that is the answer", async () => {
    const { html } = await visitor.get("/note");
    const answer = await post(visitor, "/note", { _live: hiddenField(html), name: "" });
    expect(answer.response.status).to.equal(422);
    expect(shown(answer.html)).to.deep.equal(["hint: Type a name", "error: No name"]);
    expect(cookie()).to.equal("");
  });

  it("is closed without JavaScript where the button is that of a form", async () => {
    const { html } = await visitor.get("/closable");
    const answer = await post(visitor, "/closable", { _live: hiddenField(html) });
    expect([answer.response.status, answer.response.headers.get("location")]).to.deep.equal([
      303,
      "/closable",
    ]);
  });
});
