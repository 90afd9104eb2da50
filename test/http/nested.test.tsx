// Views inside a view: in the first HTML of the page, mounted in its request, apart from it in all else.
import { expect } from "chai";
import express from "express";
import { defineView, LiveView, type MountVisit, type Child as Rendered } from "slotwire";
import { around, Child, createApp, known, page } from "../support/nested.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("views inside a view", () => {
  it("stand in the first HTML, each in an element of its own", async () => {
    const View = page(() => (
      <main>
        <LiveView view={Child} id="one" props={{ start: 1 }} />
        <LiveView view={Child} id={'"two"'} class="wide" sticky props={{ start: 2 }} />
      </main>
    ));
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/");
    expect(known(html)).to.equal(
      '<div l=1 live=T><main><div l=2 live-embeds live-update="ignore"><!--r-->' +
        '<div l=1 live=T id="one" live-embed=E><b>1</b></div><!--/r--></div>' +
        '<div l=3 class="wide" live-embeds live-update="ignore"><!--r-->' +
        '<div l=1 live=T id="&quot;two&quot;" live-embed=E live-sticky><b>2</b></div>' +
        "<!--/r--></div></main></div>",
    );
    expect(live.stats()).to.include({ sessions: 3, parked: 3 });
  });

  it("stand inside components and inside each other, in one request", async () => {
    const Inner = defineView({
      name: "inner",
      mount: () => ({}),
      render: () => <LiveView view={Child} id="leaf" props={{ start: 7 }} />,
    });
    const Box = ({ children }: { children?: Rendered }) => <section>{children}</section>;
    const View = page(() => (
      <Box>
        <LiveView view={Inner} id="inner" />
      </Box>
    ));
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/");
    const leaf = around('<div l=1 live=T id="leaf" live-embed=E><b>7</b></div>');
    expect(known(html)).to.equal(
      `<div l=1 live=T><section l=2>${around(
        `<div l=1 live=T id="inner" live-embed=E>${leaf}</div>`,
        3,
      )}</section></div>`,
    );
  });

  it("are mounted side by side, after the view around them", async () => {
    const order: string[] = [];
    const slow = (name: string) =>
      defineView({
        name,
        mount: async () => {
          order.push(`${name} begins`);
          await new Promise((resolve) => setImmediate(resolve));
          order.push(`${name} ends`);
          return {};
        },
        render: () => <i>{name}</i>,
      });
    const [One, Two] = [slow("one"), slow("two")];
    const View = page(() => {
      order.push("page");
      return (
        <p>
          <LiveView view={One} id="1" />
          <LiveView view={Two} id="2" />
        </p>
      );
    });
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    await new Visitor(site.url).get("/");
    expect(order).to.deep.equal(["page", "one begins", "two begins", "one ends", "two ends"]);
  });

  it("know of the request what the page says of its visitor, and nothing of its URL", async () => {
    const seen: unknown[] = [];
    const Nosy = defineView({
      name: "nosy",
      mount: ({ params, query, url, session, props }: MountVisit<{ list: number[] }>) => {
        seen.push({ params, query, url, session, props });
        return {};
      },
      params: () => {
        seen.push("params");
      },
      render: () => <i />,
    });
    const View = page(() => <LiveView view={Nosy} id="nosy" props={{ list: [1, 2] }} />);
    const { live, errors } = createApp(View, { session: () => ({ user: "ada" }) });
    const app = express().get(
      "/:id",
      live.page(View, { session: () => ({ user: "ada", rights: "of this page" }) }),
    );
    await using site = await serve(app, live);
    await new Visitor(site.url).get("/7?a=1");
    expect(seen).to.deep.equal([
      {
        params: {},
        query: {},
        url: "",
        session: { user: "ada", rights: "of this page" },
        props: { list: [1, 2] },
      },
    ]);
    expect(errors).to.deep.equal([]);
  });

  it("take the whole page elsewhere when one of them redirects", async () => {
    const Guard = defineView({
      name: "guard",
      mount: ({ ctx }) => ctx.redirect("/login"),
      render: () => <i />,
    });
    const View = page(() => (
      <p>
        <LiveView view={Child} id="other" props={{ start: 1 }} />
        <LiveView view={Guard} id="guard" />
      </p>
    ));
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const { response } = await new Visitor(site.url).get("/");
    expect(response.status).to.equal(302);
    expect(response.headers.get("location")).to.equal("/login");
    expect(live.stats()).to.include({ sessions: 0, parked: 0 });
  });

  it("stand in a page that has begun before they were mounted, and may lead it elsewhere even then", async () => {
    const Guard = defineView({
      name: "guard",
      mount: ({ session, ctx }) => (session.user === "ada" ? {} : ctx.redirect("/login")),
      render: () => <i>in</i>,
    });
    const { live } = createApp(
      page(() => "other"),
      { session: () => ({}) },
    );
    const View = page(() => <LiveView view={Guard} id="guard" />);
    const app = express()
      .get("/in", live.page(View, { early: true, session: () => ({ user: "ada" }) }))
      .get("/out", live.page(View, { early: true }));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    expect(known((await visitor.get("/in")).html)).to.equal(
      `<div l=1 live=T>${around('<div l=1 live=T id="guard" live-embed=E><i>in</i></div>')}</div>`,
    );
    const { html } = await visitor.get("/out");
    expect(html).to.match(/<meta http-equiv="refresh" content="0;url=\/out[^"]*">/);
    expect(html).not.to.include("guard");
    const again = /url=([^"]+)/.exec(html)?.[1] ?? "";
    const { response } = await visitor.get(again);
    expect(response.headers.get("location")).to.equal("/login");
  });

  it("are left to the page that comes back for the view around them", async () => {
    const View = page(() => <LiveView view={Child} id="one" props={{ start: 1 }} />);
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { token } = await visitor.get("/");
    const { html } = await visitor.get("/", { headers: { "live-rejoin": `${token} tab 0 0 0` } });
    expect(known(html)).to.equal(
      `<div l=1 live=T>${around('<div id="one" live-embed=E></div>')}</div>`,
    );
    expect(live.stats().sessions).to.equal(3);
  });

  it("that are sticky are left to the page that navigates and has them", async () => {
    const View = page(() => (
      <p>
        <LiveView view={Child} id="here" sticky props={{ start: 1 }} />
        <LiveView view={Child} id="new" sticky props={{ start: 2 }} />
        <LiveView view={Child} id="plain" props={{ start: 3 }} />
      </p>
    ));
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const first = await visitor.get("/");
    const layout = / live-layout="([^"]+)"/.exec(first.html)?.[1] ?? "";
    const { html } = await visitor.get("/", {
      headers: { "live-nav": "navigate", "live-layout": layout, "live-sticky": "here plain" },
    });
    expect(known(html)).to.equal(
      `<div l=1 live=T><p>${[
        around('<div id="here" live-embed=E live-sticky></div>', 2),
        around('<div l=1 live=T id="new" live-embed=E live-sticky><b>2</b></div>', 3),
        around('<div l=1 live=T id="plain" live-embed=E><b>3</b></div>', 4),
      ].join("")}</p></div>`,
    );
  });
});
