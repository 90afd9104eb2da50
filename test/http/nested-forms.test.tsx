// Forms of nested views without scripts: posted to their page, and handled by their own views.
import { expect } from "chai";
import express from "express";
import { createLive, defineView, LiveView, type MountVisit } from "slotwire";
import { z } from "zod";
import { hiddenField, post, statusOnly } from "../support/form-visitor.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

const notes: string[] = [];

const Notes = defineView({
  name: "notes",
  mount: ({ props }: MountVisit<{ of: string }>) => ({ of: props.of, said: "" }),
  events: {
    add: {
      schema: z.object({ text: z.string().min(1) }),
      run: ({ of }, _ctx, { text }) => {
        notes.push(`${of}: ${text}`);
      },
    },
    show: (_state, ctx) => {
      ctx.status(200);
      return { said: String(ctx.payload.text) };
    },
    leave: (_state, ctx) => ctx.navigate("/elsewhere"),
    fail: () => {
      throw new Error("no");
    },
  },
  actions: {
    note: ({ of }, _ctx, text: string) => {
      notes.push(`${of}! ${text}`);
    },
  },
  render: ({ said }, on) => (
    <div>
      {said}
      <form live-submit={on.add} />
      <form live-submit="show" />
      <form live-submit="leave" />
      <form live-submit="fail" />
      <form live-submit={on.note("bound")} />
    </div>
  ),
});

const Both = defineView({
  name: "both",
  mount: () => ({}),
  render: () => <LiveView view={Notes} id="of/all @1" props={{ of: "inner" }} />,
});

const Page = defineView({
  name: "page",
  mount: ({ query }) => ({ isShort: query.short !== undefined }),
  render: ({ isShort }) => (
    <main>
      {!isShort && <LiveView view={Notes} id="notes" props={{ of: "outer" }} />}
      <LiveView view={Both} id="both" />
    </main>
  ),
});

function createApp() {
  const live = createLive();
  const app = express().all("/", live.page(Page)).use(statusOnly);
  return { live, app };
}

describe("a form of a nested view without scripts", () => {
  it("is handled by its own view, however deep that stands", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const send = async (nth: number, text: string) => {
      const field = hiddenField(html, nth);
      const { response } = await post(visitor, "/", { _live: field, text });
      return `${response.status} ${response.headers.get("location")}`;
    };
    notes.length = 0;
    expect(await send(0, "one")).to.equal("303 /");
    expect(await send(5, "two")).to.equal("303 /");
    expect(await send(9, "three")).to.equal("303 /");
    expect(await send(7, "four")).to.equal("303 /elsewhere");
    expect(notes).to.deep.equal(["outer: one", "inner: two", "inner! bound"]);
    // Those of the first page wait for their sockets, and no others.
    expect(live.stats().sessions).to.equal(4);
  });

  it("shows the whole page with what its handler left", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const field = hiddenField(html, 6);
    const shown = await post(visitor, "/", { _live: field, text: "<hello>" });
    expect(shown.response.status).to.equal(200);
    const [outer = "", inner = ""] = shown.html.split(' id="of/all @1"');
    expect(outer).to.not.include("hello");
    expect(inner).to.match(/^ live-embed="[^"]+"><div[^>]*>&lt;hello&gt;<form/);
    // It can be posted again from there.
    const again = await post(visitor, "/", { _live: hiddenField(shown.html, 5), text: "again" });
    expect(again.response.status).to.equal(303);
    const wrong = await post(visitor, "/", { _live: hiddenField(html, 0), text: "" });
    expect(wrong.response.status).to.equal(422);
  });

  it("is answered with 409 where its view is not shown any more, and with the error of its handler", async () => {
    const { app, live } = createApp();
    await using site = await serve(app, live);
    const visitor = new Visitor(site.url);
    const { html } = await visitor.get("/");
    const gone = await post(visitor, "/?short", { _live: hiddenField(html, 0), text: "one" });
    expect(gone.response.status).to.equal(409);
    expect(gone.html).to.include('id="both"');
    const failed = await post(visitor, "/", { _live: hiddenField(html, 3) });
    expect([failed.response.status, failed.html]).to.deep.equal([500, "no"]);
    const [token, , ...rest] = hiddenField(html, 0).split(" ");
    for (const place of ["notes/", "/add", "notes//add", "%/add"]) {
      const field = [token, place, ...rest].join(" ");
      expect((await post(visitor, "/", { _live: field })).response.status, place).to.equal(403);
    }
    const unknown = [token, "other/add"].join(" ");
    expect((await post(visitor, "/", { _live: unknown })).response.status).to.equal(409);
  });
});
