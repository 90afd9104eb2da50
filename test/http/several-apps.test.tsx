// Several live apps in one Express app, and what else a server has to be careful with around navigations.
import { createServer } from "node:http";
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { Counter } from "../support/counter.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

describe("two live apps in one Express app", () => {
  function createApp() {
    const shop = createLive({ secret: "s".repeat(32) });
    const admin = createLive({ secret: "a".repeat(32), path: "/admin/live" });
    const app = express().use(shop).use(admin);
    app.get("/counter", shop.page(Counter)).get("/admin", admin.page(Counter));
    const both = {
      attach: (server: Parameters<typeof shop.attach>[0]) =>
        [shop, admin].map((live) => live.attach(server)),
      close: async () => void (await Promise.all([shop.close(), admin.close()])),
    };
    return { shop, admin, app, both };
  }

  it("have their own scripts, sockets and sessions, and one visitor", async () => {
    const { shop, admin, app, both } = createApp();
    await using site = await serve(app, both);
    const visitor = new Visitor(site.url);
    const pages = [await visitor.get("/counter"), await visitor.get("/admin")];
    expect(pages.map(({ html }) => /src="(\/[a-z/]+)client-/.exec(html)?.[1])).to.deep.equal([
      "/live/",
      "/admin/live/",
    ]);
    for (const [at, path] of ["/live/socket", "/admin/live/socket"].entries()) {
      const socket = await visitor.connect(path);
      socket.send([0, 1, pages[at]?.token, "tab", 1]);
      expect(await socket.next()).to.equal("[0,1,1]");
      socket.send([0, 2, pages[1 - at]?.token, "tab", 1]);
      expect(await socket.next(), "the other app's token").to.match(/^\[4,2,"/);
    }
    expect([shop.stats().sessions, admin.stats().sessions]).to.deep.equal([1, 1]);
  });

  it("are told when they would take the same sockets", async () => {
    const [first, second] = [createLive(), createLive()];
    const server = first.attach(createServer());
    expect(() => second.attach(server)).to.throw(
      "expected each live app of a server to have a path of its own, got: two that take /live/socket",
    );
    expect(first.attach(server), "the same one again").to.equal(server);
    await first.close();
    expect(second.attach(server), "when the first has ended").to.equal(server);
    await second.close();
  });
});

describe("the answer to a navigation", () => {
  it("has no ETag although the app has, and is kept by nobody", async () => {
    const live = createLive();
    const app = express().set("etag", "strong").get("/counter", live.page(Counter));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    for (const init of [navigation(layout), navigation(layout, "prefetch"), navigation("other")]) {
      const { headers } = (await visitor.get("/counter", init)).response;
      expect(headers.get("etag")).to.equal(null);
      expect(headers.get("last-modified")).to.equal(null);
      expect(headers.get("cache-control")).to.equal("private, no-store");
      expect(headers.get("vary")).to.contain("live-nav");
    }
  });

  it("is never a 304, whatever the browser has", async () => {
    const live = createLive();
    await using site = await serve(express().get("/counter", live.page(Counter)), live);
    const visitor = new Visitor(site.url);
    const headers = new Headers(navigation(await layoutOf(visitor, "/counter")).headers);
    headers.set("if-none-match", "*");
    headers.set("if-modified-since", new Date(Date.now() + 1e9).toUTCString());
    const { response, html } = await visitor.get("/counter", { headers });
    expect(response.status).to.equal(200);
    expect(html).to.contain("Current value");
  });

  it("ends with its session when nobody goes to a page that was fetched ahead", async () => {
    const live = createLive({ limits: { parkedMs: 20 } });
    let ended = 0;
    const Page = defineView({
      mount: () => ({}),
      unmount: () => {
        ended += 1;
      },
      render: () => <p />,
    });
    const app = express().get("/counter", live.page(Counter)).get("/next", live.page(Page));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const { token } = await visitor.get("/next", navigation(layout, "prefetch"));
    await eventually(() => ended === 1, "the end of the prefetched session");
    const socket = await visitor.connect();
    socket.send([0, 1, token, "tab", 1]);
    expect(await socket.next()).to.equal('[4,1,"unknown"]');
    expect(live.stats()).to.include({ sessions: 0, parked: 0 });
  });
});
