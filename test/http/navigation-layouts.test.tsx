// What stands around a page decides whether another one can take its place: layouts, their names, and their heads.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, type Layout } from "slotwire";
import { Counter, maskTokens } from "../support/counter.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("the layout of a page that is navigated to", () => {
  it("takes the head from what the layout prints, whatever scripts say of heads", async () => {
    const Shell: Layout = ({ head, children }) => (
      <html lang="en">
        <head class="a">
          <meta name="before" content="</head><body>" />
          {head}
          <link rel="stylesheet" href="/app.css" />
        </head>
        <body>
          <header>Site</header>
          {children}
        </body>
      </html>
    );
    const live = createLive({ layout: Shell });
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const { html } = await visitor.get("/counter", navigation(layout));
    expect(maskTokens(html)).to.equal(
      '<head class="a"><meta name="before" content="&lt;/head&gt;&lt;body&gt;">' +
        '<title>Count &amp; 0</title><script src="/live/debug-HASH.js" defer></script>' +
        '<script live-layout="LAYOUT" src="/live/client-HASH.js" defer></script>' +
        '<link rel="stylesheet" href="/app.css"></head>' +
        '<body><div l=1 live="TOKEN"><p>Current value: 0 ' +
        '<button live-click="increment">Increment</button></p></div></body>',
    );
  });

  it("gives a layout without a head what it was given for one", async () => {
    const Bare: Layout = ({ head, children }) => [head, children];
    const live = createLive({ layout: Bare });
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/counter", navigation(await layoutOf(visitor, "/counter")));
    expect(maskTokens(html)).to.match(
      /^<head><title>Count &amp; 0<\/title><script .*<\/script><\/head><body><div l=1 live="TOKEN">/,
    );
  });

  it("says that a page in another layout is to be loaded, and does not mount it", async () => {
    const passed: string[] = [];
    let mounts = 0;
    const View = defineView({ mount: () => ({ n: ++mounts }), render: ({ n }) => <p>{n}</p> });
    const Other: Layout = ({ head, children }) => [head, <main>{children}</main>];
    const live = createLive();
    const app = express().get("/counter", live.page(Counter));
    app.use((request, _response, next) => {
      passed.push(request.path);
      next();
    });
    app.get("/other", live.page(View, { layout: Other }));
    app.get("/german", live.page(View, { lang: "de" }));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    for (const path of ["/other", "/german"]) {
      const { response, html } = await visitor.get(path, navigation(layout));
      expect([response.status, html], path).to.deep.equal([200, ""]);
      expect(response.headers.get("live-view"), path).to.equal("load");
      expect(response.headers.get("live-layout"), path).to.match(/^[\w-]{8}$/);
      expect(response.headers.get("live-layout"), path).to.not.equal(layout);
      expect(response.headers.get("cache-control"), path).to.equal("private, no-store");
    }
    expect(passed).to.deep.equal(["/other", "/german"]);
    expect(mounts).to.equal(0);
    expect(live.stats().sessions).to.equal(1);
  });

  it("has one name for a layout in every process, and tells layouts of one text apart", async () => {
    const layoutFor =
      (brand: string): Layout =>
      ({ head, children }) => [head, <b>{brand}</b>, children];
    const names: string[][] = [];
    for (let process = 0; process < 2; process++) {
      const live = createLive();
      const [a, b] = [layoutFor("a"), layoutFor("b")];
      const app = express();
      app.get("/a", live.page(Counter, { layout: a }));
      app.get("/a2", live.page(Counter, { layout: a }));
      app.get("/b", live.page(Counter, { layout: b }));
      await using site = await serve(app, live);
      const visitor = new Visitor(site.url);
      // The order of the visits does not count.
      const order = process === 0 ? ["/a", "/a2", "/b"] : ["/b", "/a2", "/a"];
      const found = new Map<string, string>();
      for (const path of order) found.set(path, await layoutOf(visitor, path));
      names.push(["/a", "/a2", "/b"].map((path) => found.get(path) ?? ""));
    }
    const [[a, a2, b] = [], second] = names;
    expect(a).to.match(/^[\w-]{8}$/);
    expect(a2).to.equal(a);
    expect(b).to.not.equal(a);
    expect(second).to.deep.equal([a, a2, b]);
  });

  it("loads a page of another live app in the same Express app, which has another socket", async () => {
    const shop = createLive();
    const admin = createLive({ path: "/admin/live" });
    const app = express();
    app.get("/shop", shop.page(Counter));
    app.get("/admin", admin.page(Counter));
    await using site = await serve(app, shop);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/shop");
    const { response } = await visitor.get("/admin", navigation(layout));
    expect(response.headers.get("live-view")).to.equal("load");
    await admin.close();
  });
});
