// Which posts are refused before anything is mounted: tokens of others, other sites, bodies that are none.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { hiddenField, post, statusOnly } from "../../support/form-visitor.js";
import { serve } from "../../support/server.js";
import { Visitor } from "../../support/visitor.js";

let mounts = 0;
let saves: unknown[] = [];

const View = defineView({
  mount: () => ({ n: ++mounts }),
  events: {
    save: (_state, ctx) => {
      saves.push({ ...ctx.payload });
    },
    other: (_state, ctx) => {
      saves.push(["other", { ...ctx.payload }]);
    },
  },
  actions: { drop: (_state, _ctx, _id: number) => ({}) },
  render: (_state, on) => (
    <div>
      <form live-submit="save" />
      <form live-submit={on.drop(1)} />
    </div>
  ),
});

const secret = "a secret that is long enough for this";

function start(options: Parameters<typeof createLive>[0] = {}) {
  const live = createLive({ secret, ...options });
  return serve(express().all("/", live.page(View)).use(statusOnly), live);
}

/** A visitor with a page, and the hidden field of its first form. */
async function arrive(url: string) {
  const visitor = new Visitor(url);
  const { html } = await visitor.get("/");
  mounts = 0;
  saves = [];
  return { visitor, _live: hiddenField(html), html };
}

describe("a posted form", () => {
  it("is refused without the token of a page of the same browser, and nothing mounts", async () => {
    await using site = await start();
    const other = await arrive(site.url);
    const { visitor, _live, html } = await arrive(site.url);
    const joinToken = /live="([^"]+)"/.exec(html)?.[1];
    const [token = "", handler] = _live.split(" ");
    const bad: Record<string, string>[] = [
      {},
      { _live: "" },
      { _live: "save" },
      { _live: token },
      { _live: `${token} ` },
      { _live: ` ${handler}` },
      { _live: `${joinToken} save` },
      { _live: other._live },
      { _live: `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"} save` },
      { _live: `${token.replace(/^1\./, "2.")} save` },
      { _live: `${token} %E0%A4%A save` },
      { _live: `${token} save __proto__=1` },
      { _live: `${token} save a=1 b` },
    ];
    for (const fields of bad) {
      const { response } = await post(visitor, "/", fields);
      expect(response.status, JSON.stringify(fields)).to.equal(403);
    }
    const twice: [string, string][] = [
      ["_live", _live],
      ["_live", _live],
    ];
    expect((await post(visitor, "/", twice)).response.status).to.equal(403);
    expect([mounts, saves]).to.deep.equal([0, []]);
    expect((await post(visitor, "/", { _live })).response.status).to.equal(303);
    expect([mounts, saves]).to.deep.equal([1, [{}]]);
  });

  it("is refused without a cookie, with another one, and under another secret", async () => {
    await using site = await start();
    await using elsewhere = await start({ secret: "another secret that is long enough, too" });
    const { visitor, _live } = await arrive(site.url);
    const stranger = new Visitor(site.url);
    expect((await post(stranger, "/", { _live })).response.status).to.equal(403);
    expect(stranger.cookie).to.equal("");
    stranger.cookie = "live=AAAAAAAAAAAAAAAAAAAAAA";
    expect((await post(stranger, "/", { _live })).response.status).to.equal(403);
    const moved = new Visitor(elsewhere.url);
    moved.cookie = visitor.cookie;
    expect((await post(moved, "/", { _live })).response.status).to.equal(403);
    expect(mounts).to.equal(0);
  });

  it("is taken under an older secret that still verifies, its actions too", async () => {
    const previous = "the secret of the week before this one";
    await using before = await start({ secret: previous });
    await using site = await start({ secret: [secret, previous] });
    const { visitor, html } = await arrive(before.url);
    const moved = new Visitor(site.url);
    moved.cookie = visitor.cookie;
    const answer = await post(moved, "/", { _live: hiddenField(html, 1) });
    expect(answer.response.status).to.equal(303);
  });

  it("is refused from another origin, and taken where the browser hides it", async () => {
    await using site = await start();
    const { visitor, _live } = await arrive(site.url);
    const statuses: Record<string, number> = {};
    for (const origin of ["https://evil.example", `${site.url}.evil.example`, "null", site.url]) {
      const { response } = await post(visitor, "/", { _live }, { headers: { origin } });
      statuses[origin.replace(site.url, "SITE")] = response.status;
    }
    expect(statuses).to.deep.equal({
      "https://evil.example": 403,
      "SITE.evil.example": 403,
      null: 303,
      SITE: 303,
    });
  });

  it("answers 409 for a name that the view does not have, and runs nothing", async () => {
    await using site = await start();
    const { visitor, _live } = await arrive(site.url);
    const [token] = _live.split(" ");
    for (const name of ["toString", "__proto__", "drop", "@AAAAAAA", "@", "mount"]) {
      const { response } = await post(visitor, "/", { _live: `${token} ${name}` });
      expect(response.status, name).to.equal(409);
    }
    expect(saves).to.deep.equal([]);
  });

  it("is refused with a field of a name that reaches a prototype", async () => {
    await using site = await start();
    const { visitor, _live } = await arrive(site.url);
    for (const name of ["__proto__", "constructor", "prototype"]) {
      const { response } = await post(visitor, "/", [
        ["_live", _live],
        [name, "x"],
      ]);
      expect(response.status, name).to.equal(400);
    }
    expect(mounts).to.equal(0);
  });
});
