// A page asks for one of its nested views alone: by its own URL, past its guards, with the token it was given.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, LiveView, type View } from "slotwire";
import { Child, createApp, page } from "../support/nested.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const Board = page(() => <LiveView view={Child} id="one" props={{ start: 1 }} />);

function embedIn(html: string): string {
  return / live-embed="([^"]+)"/.exec(html)?.[1] ?? "";
}

function masked(html: string): string {
  return html.replace(/ live="[^"]+"/g, " live=T").replace(/ live-embed="[^"]+"/g, " live-embed=E");
}

describe("a nested view that its page asks for", () => {
  it("is mounted alone, with its props, and with what is nested in it", async () => {
    const Pair = defineView({
      name: "pair",
      mount: () => ({}),
      render: () => <LiveView view={Child} id="leaf" sticky props={{ start: 7 }} />,
    });
    const { app, live } = createApp(page(() => <LiveView view={Pair} id="pair" />));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const embed = embedIn((await visitor.get("/?a=1")).html);
    const before = live.stats().sessions;
    const { html, response } = await visitor.get("/?b=2", { headers: { "live-embed": embed } });
    expect(masked(html)).to.equal(
      '<div l=1 live=T id="pair" live-embed=E><div l=2 live-embeds live-update="ignore"><!--r-->' +
        '<div l=1 live=T id="leaf" live-embed=E live-sticky><b>7</b></div><!--/r--></div></div>',
    );
    expect(embedIn(html)).to.equal(embed);
    expect(response.headers.get("live-view")).to.equal("fresh");
    expect(response.headers.get("cache-control")).to.equal("private, no-store");
    expect(response.headers.get("vary")).to.include("live-embed");
    expect(live.stats().sessions).to.equal(before + 2);
  });

  it("is shown to no other visitor, on no other route, and never for a token of somebody's own making", async () => {
    const seen: string[] = [];
    const { live } = createApp(Board);
    const app = express()
      .use((request, _response, next) => {
        seen.push(`${request.path} ${request.headers["live-embed"] === undefined ? "" : "asks"}`);
        next();
      })
      .use(live)
      .get("/", live.page(Board))
      .get("/other/:id", live.page(Board))
      .use(((error, _request, response, _next) => {
        response.sendStatus(error.status ?? 500);
      }) satisfies express.ErrorRequestHandler);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const embed = embedIn((await visitor.get("/")).html);
    const stranger = new Visitor(site.url);
    await stranger.get("/");
    const asked = async (who: Visitor, path: string, token: string) =>
      (await who.get(path, { headers: { "live-embed": token } })).response.status;
    expect(await asked(visitor, "/?again", embed)).to.equal(200);
    expect(await asked(stranger, "/", embed)).to.equal(403);
    expect(await asked(new Visitor(site.url), "/", embed)).to.equal(403);
    expect(await asked(visitor, "/other/1", embed)).to.equal(403);
    const forged = `${embed.slice(0, -2)}${embed.endsWith("A") ? "B" : "A"}A`;
    for (const token of [forged, "", "%", "x".repeat(5000), `${embed}A`, embed.slice(1)]) {
      expect(await asked(visitor, "/", token), token).to.equal(403);
    }
    expect(seen.filter((each) => each.endsWith("asks")).length).to.equal(10);
  });

  it("is not there for whoever has another key by now", async () => {
    let user: string | undefined = "ada";
    const live = createLive({ key: () => user });
    const app = express().get("/", live.page(Board));
    app.use(((error, _request, response, _next) => {
      response.sendStatus(error.status ?? 500);
    }) satisfies express.ErrorRequestHandler);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const embed = embedIn((await visitor.get("/")).html);
    user = undefined;
    const { response } = await visitor.get("/", { headers: { "live-embed": embed } });
    expect(response.status).to.equal(403);
  });

  it("says that it failed, was refused, or leads elsewhere", async () => {
    let answer: "throw" | "status" | "redirect" | "mount" = "mount";
    const Moody: View = defineView({
      name: "moody",
      mount: ({ ctx }) => {
        if (answer === "status") return ctx.status(404);
        if (answer === "redirect") return ctx.redirect("/login");
        if (answer === "throw") throw new Error("no");
        return {};
      },
      error: () => <em>later</em>,
      render: () => <i />,
    });
    const { app, live } = createApp(page(() => <LiveView view={Moody} id="moody" />));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const embed = embedIn((await visitor.get("/")).html);
    const ask = async () => {
      const { response, html } = await visitor.get("/", { headers: { "live-embed": embed } });
      return [response.status, response.headers.get("live-view"), masked(html)];
    };
    answer = "throw";
    expect(await ask()).to.deep.equal([
      200,
      "failed",
      '<div id="moody" live-embed=E><em>later</em></div>',
    ]);
    answer = "status";
    expect(await ask()).to.deep.equal([200, "refused", '<div id="moody"></div>']);
    answer = "redirect";
    expect(await ask()).to.deep.equal([302, null, ""]);
    expect(live.stats().sessions).to.equal(2);
  });

  it("is found in a process that has shown its page to nobody", async () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const first = createLive({ secret });
    const second = createLive({ secret });
    await using one = await serve(express().get("/", first.page(Board)), first);
    await using two = await serve(express().get("/", second.page(Board)), second);
    const visitor = new Visitor(one.url);
    const embed = embedIn((await visitor.get("/")).html);
    const moved = new Visitor(two.url);
    moved.cookie = visitor.cookie;
    const { html } = await moved.get("/", { headers: { "live-embed": embed } });
    expect(masked(html)).to.equal('<div l=1 live=T id="one" live-embed=E><b>1</b></div>');
    expect(second.stats()).to.include({ sessions: 1, parked: 1 });
  });
});
