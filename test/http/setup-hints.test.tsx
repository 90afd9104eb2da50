// What is said in development of an app that forgets a step of its setup, and that nothing is said otherwise.
import { expect } from "chai";
import express, { type Express } from "express";
import { createLive, type Live, LiveError } from "slotwire";
import { Counter } from "../support/counter.js";
import { openStream } from "../support/event-visitor.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";
import { Visitor } from "../support/visitor.js";

interface Told {
  readonly live: Live;
  readonly codes: string[];
}

function watched(options: { path?: string } = {}): Told {
  const codes: string[] = [];
  const live = createLive({
    ...options,
    onError: (error, { where }) => {
      codes.push(error instanceof LiveError ? `${where}: ${error.code}` : String(error));
    },
  });
  return { live, codes };
}

/** Asks for a page twice as a browser does, with its scripts; the status of the client's script. */
async function visit(app: Express, live: Live, path = "/counter"): Promise<number> {
  await using site = await serve(app, live);
  let status = 0;
  for (let n = 0; n < 2; n += 1) {
    const { html } = await new Visitor(site.url).get(path);
    const src = /src="([^"]*\/client-[^"]+)"/.exec(html)?.[1];
    status = (await fetch(`${site.url}${src}`)).status;
    await fetch(`${site.url}/nowhere.js`);
  }
  return status;
}

describe("an app whose pages do not get their script", () => {
  it("is told so once where it does not use the middleware", async () => {
    const { live, codes } = watched();
    expect(await visit(express().get("/counter", live.page(Counter)), live)).to.equal(404);
    expect(codes).to.deep.equal(["setup: LIVE_NOT_USED"]);
  });

  it("is told so where the middleware stands behind a 404 handler, and under a prefix", async () => {
    const late = watched();
    const answering = express().get("/counter", late.live.page(Counter));
    answering.use((_request, response) => void response.status(404).end());
    await visit(answering.use(late.live), late.live);
    expect(late.codes).to.deep.equal(["setup: LIVE_NOT_USED"]);

    const under = watched();
    const shop = express().use(under.live).get("/counter", under.live.page(Counter));
    await visit(express().use("/shop", shop), under.live, "/shop/counter");
    expect(under.codes).to.deep.equal(["setup: LIVE_NOT_USED"]);
  });

  it("gets it by the path that the error names, and is told nothing", async () => {
    const { live, codes } = watched({ path: "/shop/live" });
    const shop = express().use(live).get("/counter", live.page(Counter));
    expect(await visit(express().use("/shop", shop), live, "/shop/counter")).to.equal(200);
    expect(codes).to.deep.equal([]);
  });
});

describe("an app that attaches no server", () => {
  it("is told so once, when a page came by an event stream", async () => {
    const { live, codes } = watched();
    const attachNothing = { attach: () => {}, close: () => live.close() };
    const app = express().use(live).get("/counter", live.page(Counter));
    await using site = await serve(app, attachNothing);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    expect(codes).to.deep.equal([]);
    using _one = await openStream(site.url, { cookie: visitor.cookie });
    using _two = await openStream(site.url, { cookie: visitor.cookie });
    await eventually(() => codes.length > 0);
    expect(codes).to.deep.equal(["setup: LIVE_NOT_ATTACHED"]);
  });

  it("is told nothing where it attached one: some networks have no WebSockets", async () => {
    const { live, codes } = watched();
    const app = express().use(live).get("/counter", live.page(Counter));
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    await visitor.get("/counter");
    using stream = await openStream(site.url, { cookie: visitor.cookie });
    expect(await stream.post([0, 1, "x", "tab", 1])).to.equal(204);
    expect(codes).to.deep.equal([]);
  });
});
