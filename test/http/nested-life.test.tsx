// Views inside a view live and end apart from each other, and are few.
import { expect } from "chai";
import { defineView, LiveView, type MountVisit, type Child as Rendered, type View } from "slotwire";
import { around, Child, createApp, known, page, tokensIn } from "../support/nested.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

describe("sessions inside a page", () => {
  it("do not harm the page when they cannot be mounted: it shows what their views have for that", async () => {
    const throwing = (name: string, error?: (problem: unknown) => Rendered) =>
      defineView({
        name,
        mount: (): object => {
          throw new Error(`no ${name}`);
        },
        ...(error === undefined ? {} : { error }),
        render: () => <i />,
      });
    const Worded = throwing("worded", () => <em>not now</em>);
    const Bare = throwing("bare");
    const Broken = throwing("broken", () => {
      throw new Error("nor this");
    });
    const Refused = defineView({
      name: "refused",
      mount: ({ ctx }) => ctx.status(404),
      render: () => <i />,
    });
    const View = page(() => (
      <p>
        <LiveView view={Worded} id="worded" />
        <LiveView view={Bare} id="bare" />
        <LiveView view={Broken} id="broken" />
        <LiveView view={Refused} id="refused" />
        <LiveView view={Child} id="child" props={{ start: 1 }} />
      </p>
    ));
    const { app, live, errors } = createApp(View);
    await using site = await serve(app, live);
    const { html, response } = await new Visitor(site.url).get("/");
    expect(response.status).to.equal(200);
    expect(known(html)).to.equal(
      `<div l=1 live=T><p>${[
        around('<div id="worded" live-embed=E><em>not now</em></div>', 2),
        around('<div id="bare" live-embed=E></div>', 3),
        around('<div id="broken" live-embed=E></div>', 4),
        // What was refused is not asked for again.
        around('<div id="refused"></div>', 5),
        around('<div l=1 live=T id="child" live-embed=E><b>1</b></div>', 6),
      ].join("")}</p></div>`,
    );
    expect(errors).to.deep.equal([
      "worded mount: no worded",
      "bare mount: no bare",
      "broken mount: no broken",
      "broken error: nor this",
    ]);
    expect(live.stats()).to.include({ sessions: 2, parked: 2 });
  });

  it("leave the head to the page, though their view has one for a page of its own", async () => {
    const Counter = defineView({
      name: "counter",
      mount: () => ({ count: 0 }),
      head: ({ count }) => [<title>{`Counted ${count}`}</title>, <meta name="a" content={count} />],
      events: { add: ({ count }) => ({ count: count + 1 }) },
      render: ({ count }) => <b>{count}</b>,
    });
    const { app, live } = createApp(page(() => <LiveView view={Counter} id="counter" />));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    expect(html).to.contain("<title>page</title>").and.not.contain("Counted");
    const socket = await visitor.connect();
    socket.send([0, 1, tokensIn(html)[1], "tab", 1]);
    await socket.next();
    for (const ref of [1, 2]) socket.send([1, 1, ref, 0, "add"]);
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
    expect(await socket.next()).to.match(/^\[1,1,2,2,/);
  });

  it("end at limits.maxNestedDepth, and there only the innermost fails", async () => {
    const Mirror: View<object, { depth: number }> = defineView({
      name: "mirror",
      mount: ({ props }: MountVisit<{ depth: number }>) => ({ depth: props.depth }),
      error: () => <em>enough</em>,
      render: ({ depth }): Rendered => (
        <LiveView view={Mirror} id={`at ${depth}`} props={{ depth: depth + 1 }} />
      ),
    });
    const View = page(() => <LiveView view={Mirror} id="at 0" props={{ depth: 1 }} />);
    const { app, live, errors } = createApp(View, { limits: { maxNestedDepth: 2 } });
    await using site = await serve(app, live);
    const { html } = await new Visitor(site.url).get("/");
    const inner = around('<div l=1 live=T id="at 1" live-embed=E><em>enough</em></div>');
    expect(known(html)).to.equal(
      `<div l=1 live=T>${around(`<div l=1 live=T id="at 0" live-embed=E>${inner}</div>`)}</div>`,
    );
    expect(errors).to.deep.equal([
      "mirror render: expected views inside views up to limits.maxNestedDepth = 2, got: mirror below that",
    ]);
  });

  it("end at limits.maxNestedViews, however deep they stand", async () => {
    const Pair = defineView({
      name: "pair",
      mount: ({ props }: MountVisit<{ of: string }>) => ({ of: props.of }),
      render: ({ of }) => (
        <p>
          <LiveView view={Child} id={`${of} a`} props={{ start: 1 }} />
          <LiveView view={Child} id={`${of} b`} props={{ start: 2 }} />
        </p>
      ),
    });
    const View = page(() => (
      <p>
        <LiveView view={Pair} id="1" props={{ of: "one" }} />
        <LiveView view={Pair} id="2" props={{ of: "two" }} />
      </p>
    ));
    const { app, live, errors } = createApp(View, { limits: { maxNestedViews: 4 } });
    await using site = await serve(app, live);
    await new Visitor(site.url).get("/");
    expect(errors).to.deep.equal(
      Array(2).fill(
        "child mount: expected at most limits.maxNestedViews = 4 views nested in one page, got: more, in child",
      ),
    );
    expect(live.stats().sessions).to.equal(5);
  });

  it("have ids of their own, however deep they stand: of two, the second is not mounted", async () => {
    const Twin = defineView({
      name: "twin",
      mount: () => ({}),
      render: () => <LiveView view={Child} id="one" props={{ start: 2 }} />,
    });
    const View = page(() => (
      <p>
        <LiveView view={Child} id="one" props={{ start: 1 }} />
        <LiveView view={Twin} id="twin" />
      </p>
    ));
    const { app, live, errors } = createApp(View);
    await using site = await serve(app, live);
    await new Visitor(site.url).get("/");
    expect(errors).to.deep.equal([
      'child mount: expected the views that are nested or embedded in one page to have different ids, got: "one" twice',
    ]);
    expect(live.stats().sessions).to.equal(3);
  });

  it("are live over the socket of their page, and end with the view around them", async () => {
    const View = page(() => (
      <p>
        <LiveView view={Child} id="one" props={{ start: 1 }} />
        <LiveView view={Child} id="stays" sticky props={{ start: 5 }} />
      </p>
    ));
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    using socket = await visitor.connect();
    for (const [at, token] of tokensIn(html).entries()) {
      socket.send([0, at + 1, token, "tab", 1]);
      expect(await socket.next()).to.equal(`[0,${at + 1},1]`);
    }
    socket.send([1, 2, 1, 0, "add"]);
    expect(await socket.next()).to.match(/^\[1,2,1,1,\[".*\],\[1,\[.*,0,\[0,0,2\]\]\]$/);
    // A render of the page changes nothing that is nested in it.
    socket.send([1, 1, 1, 0, "again"]);
    expect(await socket.next()).to.equal("[1,1,1,1]");
    socket.send([5, 1]);
    expect(await socket.next()).to.equal('[4,2,"unknown"]');
    expect(live.stats().sessions).to.equal(1);
  });

  it("wait among the pages that are fetched ahead, when theirs is one", async () => {
    const View = page(() => <LiveView view={Child} id="one" props={{ start: 1 }} />);
    const { app, live } = createApp(View, { limits: { maxParkedPrefetches: 3 } });
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const layout = / live-layout="([^"]+)"/.exec(html)?.[1] ?? "";
    const headers = { "live-nav": "prefetch", "live-layout": layout };
    for (let n = 0; n < 3; n++) await visitor.get("/", { headers });
    // The page that was loaded, and the newest of those that may never be seen: half a page is of no use.
    await eventually(() => live.stats().parked === 4);
    expect(live.stats().sessions).to.equal(4);
  });

  it("leave nothing behind when nobody waits for the page any more", async () => {
    let mounted = (): void => {};
    let go = (): void => {};
    const hasMounted = new Promise<void>((resolve) => {
      mounted = resolve;
    });
    const Slow = defineView({
      name: "slow",
      mount: async () => {
        mounted();
        await new Promise<void>((resolve) => {
          go = resolve;
        });
        return {};
      },
      render: () => <LiveView view={Child} id="child" props={{ start: 1 }} />,
    });
    const View = page(() => <LiveView view={Slow} id="slow" sticky />);
    const { app, live } = createApp(View);
    await using site = await serve(app, live);
    const left = new AbortController();
    const gone = fetch(site.url, { signal: left.signal }).catch(() => "left");
    await hasMounted;
    left.abort();
    expect(await gone).to.equal("left");
    await eventually(() => live.stats().sessions === 1);
    go();
    await eventually(() => live.stats().sessions === 0);
  });
});
