// How a posted form ends when its way is not the plain one: guards, mounts that answer, slow handlers, visitors who leave.
import { EventEmitter, once } from "node:events";
import { request as httpRequest } from "node:http";
import { expect } from "chai";
import express, { type Express } from "express";
import { createLive, defineView } from "slotwire";
import { hiddenField, post, statusOnly } from "../../support/form-visitor.js";
import { serve } from "../../support/server.js";
import { Visitor } from "../../support/visitor.js";

let ran: string[] = [];
let signal: AbortSignal | null = null;
/** Says that a handler has `started`, and is told to `finish`. */
const progress = new EventEmitter();

const View = defineView({
  mount: ({ query, ctx }) => {
    ran.push("mount");
    if (query.go) return ctx.redirect("/login", { status: 303 });
    if (query.gone) return ctx.status(410);
    return { note: "", isBroken: false };
  },
  events: {
    out: (_state, ctx) => ctx.redirect("https://pay.example/x?a=1", { external: true }),
    here: (_state, ctx) => ctx.patch("/?page=2"),
    stay: (_state, ctx) => {
      ctx.status(200);
      ctx.update({ note: "first" });
      return ({ note }) => ({ note: `${note}, then` });
    },
    wait: async (_state, ctx) => {
      signal = ctx.signal;
      progress.emit("started");
      await once(ctx.signal, "abort");
      ran.push("aborted");
      throw ctx.signal.reason;
    },
    hang: () => new Promise<void>(() => {}),
    finish: async (_state, ctx) => {
      ctx.status(200);
      const finished = once(progress, "finish");
      progress.emit("started");
      await finished;
    },
    bad: (_state, ctx) => ctx.status(302),
    worse: () => "text" as never,
    breaks: (_state, ctx) => {
      ctx.status(422);
      return { isBroken: true };
    },
  },
  unmount: () => {
    ran.push("unmount");
  },
  render: ({ note, isBroken }) => {
    if (isBroken) throw new Error("cannot render");
    return (
      <div>
        {["out", "here", "stay", "wait", "hang", "bad", "worse", "breaks", "finish"].map((name) => (
          <form live-submit={name} />
        ))}
        <p>{note}</p>
      </div>
    );
  },
});

const order = ["out", "here", "stay", "wait", "hang", "bad", "worse", "breaks", "finish"];

interface Options {
  readonly live?: Parameters<typeof createLive>[0];
  readonly prepare?: (app: Express) => void;
}

/** The answer to the form of this event, on a page at `from`, posted to `to`. */
async function submit(event: string, { live: options, prepare }: Options = {}, to = "/") {
  ran = [];
  const live = createLive({ onError: () => {}, ...options });
  const app = express();
  prepare?.(app);
  app.all("/", live.page(View)).use(statusOnly);
  await using site = await serve(app, live);
  const visitor = new Visitor(site.url);
  const { html } = await visitor.get("/");
  ran = [];
  const answer = await post(visitor, to, { _live: hiddenField(html, order.indexOf(event)) });
  return {
    ...answer,
    location: answer.response.headers.get("location"),
    stats: live.stats(),
    did: [...ran],
  };
}

describe("a posted form", () => {
  beforeEach(() => {
    signal = null;
  });

  it("leads to another site where the handler allows it, and to another query of its page", async () => {
    const out = await submit("out");
    expect([out.response.status, out.location]).to.deep.equal([303, "https://pay.example/x?a=1"]);
    const here = await submit("here");
    expect([here.response.status, here.location]).to.deep.equal([303, "/?page=2"]);
    expect(here.stats).to.include({ sessions: 1, parked: 1 });
    expect(here.did).to.deep.equal(["mount", "unmount"]);
  });

  it("shows what the handler committed in the middle, and what it returned", async () => {
    const { response, html } = await submit("stay");
    expect(response.status).to.equal(200);
    expect(html).to.contain("<p>first, then</p>");
  });

  it("is stopped by the guards of its route, before it mounts", async () => {
    const { response, did } = await submit("out", {
      prepare: (app) =>
        app.use((request, reply, next) => {
          if (request.method === "POST") reply.sendStatus(401);
          else next();
        }),
    });
    expect(response.status).to.equal(401);
    expect(did).to.deep.equal([]);
  });

  it("runs nothing when mount answers with a redirect or a status", async () => {
    const away = await submit("out", {}, "/?go=1");
    expect([away.response.status, away.location]).to.deep.equal([303, "/login"]);
    const gone = await submit("out", {}, "/?gone=1");
    expect(gone.response.status).to.equal(410);
    expect(gone.stats).to.include({ sessions: 1, parked: 1 });
  });

  it("fails with 500 for a handler that never settles, and for one that returns nonsense", async () => {
    const slow = await submit("hang", { live: { limits: { handlerMs: 50 } } });
    expect(slow.response.status).to.equal(500);
    expect(slow.html).to.contain("HANDLER_TIMEOUT");
    expect(slow.stats).to.include({ sessions: 1, alarms: 1 });
    expect((await submit("bad")).html).to.contain("STATUS_NOT_ALLOWED");
    expect((await submit("worse")).html).to.contain("CHANGE_NOT_OBJECT");
  });

  it("fails with 500 when the page cannot be shown, and leaves no session", async () => {
    const { response, html, stats } = await submit("breaks");
    expect([response.status, html]).to.deep.equal([500, "cannot render"]);
    expect(stats).to.include({ sessions: 1, parked: 1 });
  });

  it("ends its handler when the visitor leaves", async () => {
    const live = createLive();
    await using site = await serve(express().all("/", live.page(View)), live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const body = new URLSearchParams({ _live: hiddenField(html, order.indexOf("wait")) });
    const headers = {
      cookie: visitor.cookie,
      "content-type": "application/x-www-form-urlencoded",
    };
    const started = once(progress, "started");
    const leaving = httpRequest(site.url, { method: "POST", headers });
    leaving.on("error", () => {}).end(String(body));
    await started;
    expect(live.stats().sessions).to.equal(2);
    leaving.destroy();
    await once(signal as unknown as AbortSignal, "abort");
    expect(live.stats().sessions).to.equal(1);
  });

  it("shows no page of a session that has ended meanwhile", async () => {
    const live = createLive({ key: () => "ann" });
    await using site = await serve(express().all("/", live.page(View)).use(statusOnly), live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const _live = hiddenField(html, order.indexOf("finish"));
    const started = once(progress, "started");
    const answer = post(visitor, "/", { _live });
    await started;
    await live.disconnect("ann");
    progress.emit("finish");
    expect((await answer).response.status).to.equal(503);
    expect(live.stats().sessions).to.equal(0);
  });
});
