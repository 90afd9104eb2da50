// Live views in pages that the app prints itself.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, LiveView, type View } from "slotwire";
import { Child } from "../support/nested.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

const Around = defineView({
  name: "around",
  mount: () => ({}),
  render: () => <LiveView view={Child} id="inner" props={{ start: 9 }} />,
});

function createApp() {
  const errors: string[] = [];
  const live = createLive({
    session: () => ({ user: "ada" }),
    onError: (error) => errors.push(String((error as { code?: string }).code ?? error)),
  });
  const app = express().set("views", "test/support/pages").set("view engine", "ejs").use(live);
  return { live, app, errors };
}

function known(html: string): string {
  return html
    .replace(/ live="[^"]+"/g, " live=T")
    .replace(/ live-embed="[^"]+"/g, " live-embed=E")
    .replace(/(slotwire|client)[\w.-]*\.js/g, "client.js")
    .replace(/<script src="[^"]*debug[^"]*" defer><\/script>/, "");
}

describe("live.embed", () => {
  it("prints views into a page of EJS, each with its own id, and all that is nested in them", async () => {
    const { live, app } = createApp();
    const one = live.embed(Child, { start: 4 });
    const two = live.embed(Around, {}, { id: "second" });
    app.get("/", async (request, response) => {
      const views = [await one(request, response), await two(request, response)];
      response.render("ours", { title: "Ours", script: live.script(), views });
    });
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html, response } = await visitor.get("/");
    expect(html).to.match(
      /<title>Ours<\/title>\s+(<script src="\/live\/[\w.-]+" defer><\/script>)+\s/,
    );
    expect(known(html.slice(html.indexOf("<h1>"))).replace(/\s*\n\s*/g, "")).to.equal(
      '<h1>Ours</h1><div l=1 live=T id="child" live-embed=E><b>4</b></div>' +
        '<div l=1 live=T id="second" live-embed=E>' +
        '<div l=2 live-embeds live-update="ignore"><!--r-->' +
        '<div l=1 live=T id="inner" live-embed=E><b>9</b></div><!--/r--></div></div></body></html>',
    );
    expect(response.headers.get("cache-control")).to.equal("private, no-cache");
    expect(visitor.cookie).to.match(/^live=/);
    expect(live.stats()).to.include({ sessions: 3, parked: 3 });
  });

  it("mounts the one that a page asks for, and leaves the others alone", async () => {
    const { live, app } = createApp();
    const mounted: string[] = [];
    const named = (name: string) =>
      defineView({
        name,
        mount: ({ session }) => {
          mounted.push(`${name} ${session.user}`);
          return {};
        },
        render: () => <i>{name}</i>,
      });
    const one = live.embed(named("one"));
    const two = live.embed(named("two"), {}, { session: () => ({ user: "bob" }) });
    app.get("/", async (request, response) => {
      response.send(`${await one(request, response)}|${await two(request, response)}`);
    });
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    expect(mounted.splice(0)).to.deep.equal(["one ada", "two bob"]);
    const embed = / id="two" live-embed="([^"]+)"/.exec(html)?.[1] ?? "";
    const again = await visitor.get("/", { headers: { "live-embed": embed } });
    expect(known(again.html)).to.equal('|<div l=1 live=T id="two" live-embed=E><i>two</i></div>');
    expect(again.response.headers.get("live-view")).to.equal("fresh");
    expect(mounted).to.deep.equal(["two bob"]);
    const wrong = await visitor.get("/", { headers: { "live-embed": "wrong" } });
    expect(wrong.html).to.equal("|");
    expect(wrong.response.headers.get("live-view")).to.equal(null);
  });

  it("shows what the view has for it when it cannot be mounted, and the page goes on", async () => {
    const { live, app, errors } = createApp();
    const broken = defineView({
      name: "broken",
      mount: (): object => {
        throw new Error("no");
      },
      error: () => <em>later</em>,
      render: () => <i />,
    });
    const away = defineView({
      name: "away",
      mount: ({ ctx }) => ctx.redirect("/"),
      render: () => <i />,
    });
    const views = [live.embed(broken), live.embed(away), live.embed(Child, { start: 1 })];
    app.get("/", async (request, response) => {
      response.send((await Promise.all(views.map((each) => each(request, response)))).join(""));
    });
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/");
    expect(known(html)).to.equal(
      '<div id="broken" live-embed=E><em>later</em></div><div id="away" live-embed=E></div>' +
        '<div l=1 live=T id="child" live-embed=E><b>1</b></div>',
    );
    expect(errors).to.deep.equal(["Error: no", "EMBED_REDIRECT"]);
    expect(live.stats()).to.include({ sessions: 1, parked: 1 });
  });

  it("mounts nothing for a visitor who has gone, and keeps nothing that was mounted meanwhile", async () => {
    const { live, app } = createApp();
    let mount = (): void => {};
    const Slow = defineView({
      name: "slow",
      mount: async () => {
        await new Promise<void>((resolve) => {
          mount = resolve;
        });
        return {};
      },
      render: () => <LiveView view={Child} id="inner" props={{ start: 1 }} />,
    });
    const views = [live.embed(Child, { start: 4 }), live.embed(Slow)];
    const late: string[] = [];
    app.get("/", async (request, response) => {
      const isGone = new Promise((resolve) => response.once("close", resolve));
      const slow = views[1]?.(request, response);
      await isGone;
      mount();
      late.push((await slow) ?? "", (await views[0]?.(request, response)) ?? "");
    });
    await using site = await serve(app, live);
    const visitor = new AbortController();
    const visit = fetch(site.url, { signal: visitor.signal }).catch(() => {});
    await eventually(() => live.stats().mounting === 1, "the visit");
    visitor.abort();
    await visit;
    await eventually(() => late.length === 2, "both views");
    expect(late).to.deep.equal(["", ""]);
    expect(live.stats().sessions).to.equal(0);
  });

  it("tells its author of an id that a page has twice, and of what is no view", async () => {
    const { live, app } = createApp();
    const one = live.embed(Child, { start: 1 });
    app.get("/", async (request, response) => {
      await one(request, response);
      await one(request, response).catch((error: { code: string }) => response.send(error.code));
    });
    await using site = await serve(app, live);
    expect((await new Visitor(site.url).get("/")).html).to.equal("NESTED_ID");
    const codeOf = (make: () => unknown): unknown => {
      try {
        return make();
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    const Nameless = defineView({ mount: () => ({}), render: () => <i /> });
    expect(codeOf(() => live.embed({} as View))).to.equal("NESTED_VIEW");
    expect(codeOf(() => live.embed(Nameless))).to.equal("NESTED_VIEW_WITHOUT_NAME");
    expect(codeOf(() => live.embed(Child, { start: 1 }, { name: "x" } as object))).to.equal(
      "LIVE_OPTION_UNKNOWN",
    );
  });

  it("prints as many views as a page wants, without a warning", async () => {
    const { live, app } = createApp();
    const warnings: string[] = [];
    const warned = (warning: Error): unknown => warnings.push(warning.message);
    process.on("warning", warned);
    const views = Array.from({ length: 30 }, (_, at) => {
      return live.embed(Child, { start: at }, { id: `child ${at}` });
    });
    app.get("/", async (request, response) => {
      response.send((await Promise.all(views.map((each) => each(request, response)))).join(""));
    });
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/");
    expect(html).to.include("<b>29</b>");
    expect(live.stats()).to.include({ sessions: 30, parked: 30 });
    process.off("warning", warned);
    expect(warnings).to.deep.equal([]);
  });

  it("gives its script the nonce of the page", async () => {
    const { live } = createApp();
    expect(live.script({ nonce: '"x' })).to.match(/<script nonce="&quot;x" src="\/live\/[^"]+" /);
    await live.close();
  });
});
