// Redirects to a part of a page, of the app and of views, for a page that follows them with fetch.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { Counter } from "../support/counter.js";
import { layoutOf, navigation } from "../support/navigating.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

describe("live navigation", () => {
  it("is told of a redirect to a part of a page, which fetch would hide from it", async () => {
    const live = createLive();
    const Away = defineView({
      mount: ({ query, ctx }) => {
        ctx.redirect(query.to === "part" ? "/counter#part" : "/counter");
        return {};
      },
      render: () => <p />,
    });
    const app = express().use(live);
    app.get("/app", (_request, response) => response.redirect(303, "/counter#part"));
    app.get("/node", (_request, response) => {
      response.writeHead(302, { location: "/counter#part" }).end();
    });
    app.get("/whole", (_request, response) => response.redirect("/counter"));
    app.get("/view", live.page(Away));
    app.get("/counter", live.page(Counter));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const layout = await layoutOf(visitor, "/counter");
    const answerTo = async (path: string, options: RequestInit) => {
      const { response } = await visitor.get(path, { ...options, redirect: "manual" });
      const { headers, status } = response;
      return [status, headers.get("location"), headers.get("live-location")];
    };
    const told = [200, null, "/counter#part"];
    for (const path of ["/app", "/node", "/view?to=part"]) {
      expect(await answerTo(path, navigation(layout)), path).to.deep.equal(told);
      const [status, location] = await answerTo(path, {});
      expect([status, location], path).to.deep.equal([
        path === "/app" ? 303 : 302,
        "/counter#part",
      ]);
    }
    const { response } = await visitor.get("/app", navigation(layout));
    expect(response.headers.get("cache-control")).to.equal("no-store");
    expect(await answerTo("/whole", navigation(layout))).to.deep.equal([302, "/counter", null]);
    expect(await answerTo("/view", navigation(layout))).to.deep.equal([302, "/counter", null]);
    const prefetch = navigation(layout, "prefetch");
    expect(await answerTo("/app", prefetch)).to.deep.equal([303, "/counter#part", null]);
  });
});
