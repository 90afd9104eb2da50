// Forms without JavaScript, over HTTP: the same handlers run, and answer with a redirect or the page.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { Forms, nth, ran, saved } from "../../support/form-view.js";
import { hiddenField, post, statusOnly, viewOf } from "../../support/form-visitor.js";
import { serve } from "../../support/server.js";
import { Visitor } from "../../support/visitor.js";

const Listener = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(saved);
    return { heard: "" };
  },
  messages: { saved: { topic: saved, run: (_state, _ctx, heard) => ({ heard }) } },
  render: ({ heard }) => <p>{heard}</p>,
});

function start() {
  ran.length = 0;
  const live = createLive();
  const app = express();
  app.all("/forms", live.page(Forms));
  app.get("/listener", live.page(Listener));
  return { live, site: serve(app.use(statusOnly), live) };
}

/** Fetches the page and posts one of its forms. */
async function submit(
  url: string,
  form: number,
  fields: Record<string, string> = {},
  path = "/forms",
) {
  const visitor = new Visitor(url);
  const { html } = await visitor.get(path);
  return post(visitor, path, { _live: hiddenField(html, form), ...fields });
}

describe("a form without JavaScript", () => {
  it("runs the event of its name and leads back to its URL", async () => {
    const { live, site } = start();
    await using at = await site;
    const fields = { title: "a\r\nb", kind: "<b>" };
    const { response, html } = await submit(at.url, nth.save, fields, "/forms?x=%C3%A4");
    expect(ran).to.deep.equal([["save", { title: "a\nb", kind: "<b>" }, false]]);
    expect(response.status).to.equal(303);
    expect(response.headers.get("location")).to.equal("/forms?x=%C3%A4");
    expect(response.headers.get("cache-control")).to.equal("private, no-cache");
    expect(html).to.equal("");
    // The page of the GET, and nothing of the POST.
    expect(live.stats()).to.include({ sessions: 1, parked: 1 });
  });

  it("runs the action that was bound, with its argument, though the POST has mounted anew", async () => {
    const { site } = start();
    await using at = await site;
    expect((await submit(at.url, nth.row + 1, { why: "old" })).response.status).to.equal(303);
    expect(ran).to.deep.equal([["remove", "2", { why: "old" }]]);
  });

  it("runs an action of a component", async () => {
    const { site } = start();
    await using at = await site;
    expect((await submit(at.url, nth.star)).response.status).to.equal(303);
    expect(ran).to.deep.equal([["set", 4, {}]]);
  });

  it("brings along what its element carries, and what a chain pushes", async () => {
    const { site } = start();
    await using at = await site;
    await submit(at.url, nth.value, { id: "6", title: "t" });
    await submit(at.url, nth.chain);
    expect(ran).to.deep.equal([
      ["save", { id: ["6", "7 & 8"], title: "t" }, false],
      ["save", { by: "push" }, false],
    ]);
  });

  it("gives a schema nested data, and answers 422 with the page when it refuses", async () => {
    const { live, site } = start();
    await using at = await site;
    expect((await submit(at.url, nth.typed, { "user[age]": "7" })).response.status).to.equal(303);
    expect(ran).to.deep.equal([["typed", { user: { age: 7 } }]]);
    const { response, html } = await submit(at.url, nth.typed, { "user[age]": "old" });
    expect(response.status).to.equal(422);
    expect(html).to.match(/^<!DOCTYPE html>.* live="1\./);
    expect(ran).to.have.length(1);
    expect(live.stats()).to.include({ sessions: 3, parked: 3 });
  });

  it("leads where the handler says", async () => {
    const { site } = start();
    await using at = await site;
    const { response } = await submit(at.url, nth.leave);
    expect(response.status).to.equal(303);
    expect(response.headers.get("location")).to.equal("/elsewhere?a=b");
  });

  it("shows the page with the new state under the status that the handler says, and it can be joined", async () => {
    const { site } = start();
    await using at = await site;
    const visitor = new Visitor(at.url);
    const before = await visitor.get("/forms");
    const { response, html, token } = await post(visitor, "/forms", {
      _live: hiddenField(before.html, nth.refuse),
    });
    expect(response.status).to.equal(418);
    expect(viewOf(html)).to.match(/<p>No!<\/p><\/div>$/);
    using socket = await visitor.connect();
    socket.send([0, 1, token, "instance-1", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    socket.send([1, 1, 1, 1, "save", 1, {}]);
    // Nothing of the state is sent again: the page has it.
    expect(await socket.next()).to.equal('[2,1,1,1,"reply","nobody hears"]');
  });

  it("shows what a message to a component has changed", async () => {
    const { site } = start();
    await using at = await site;
    const { response, html } = await submit(at.url, nth.shine);
    expect(response.status).to.equal(200);
    expect(ran).to.deep.equal([["shine", 9]]);
    expect(html).to.contain("<output>9</output>");
  });

  it("publishes what the handler publishes, and nothing of one that throws", async () => {
    const { site } = start();
    await using at = await site;
    const { socket } = await new Visitor(at.url).join("/listener");
    expect((await submit(at.url, nth.fail)).response.status).to.equal(500);
    await submit(at.url, nth.save, { title: "news" });
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*"news"\]/);
    socket[Symbol.dispose]();
  });

  it("gives the error of a handler to Express and keeps nothing of the session", async () => {
    const { live, site } = start();
    await using at = await site;
    const { response, html } = await submit(at.url, nth.fail);
    expect([response.status, html]).to.deep.equal([500, "the handler failed"]);
    expect(live.stats()).to.include({ sessions: 1, parked: 1 });
  });

  it("answers 409 with the page when its action is not there any more", async () => {
    const { live, site } = start();
    await using at = await site;
    const visitor = new Visitor(at.url);
    const { html } = await visitor.get("/forms?ids=1,5");
    const answer = await post(visitor, "/forms", { _live: hiddenField(html, nth.row + 1) });
    expect(answer.response.status).to.equal(409);
    expect(answer.html).to.match(/^<!DOCTYPE html>.* live="1\./);
    expect(ran).to.deep.equal([]);
    expect(live.stats()).to.include({ sessions: 2, parked: 2 });
  });
});
