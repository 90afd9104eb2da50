// Where a page stands whose session another process goes on with.
import { expect } from "chai";
import express from "express";
import { createLive, defineView } from "slotwire";
import { SharedStore, secret } from "../support/desk.js";
import { serve } from "../support/server.js";
import { Visitor } from "../support/visitor.js";

let lastPage = 100;

const List = defineView({
  name: "list-of-pages",
  mount: () => ({ page: 0 }),
  params: ({ query, ctx }) => {
    const page = Number(query.page ?? 1);
    if (page > lastPage) ctx.patch(`/list?page=${lastPage}`);
    return { page };
  },
  render: ({ page }, _on, { url }) => <p>{`${page} of ${url}`}</p>,
});

function createApp(store: SharedStore) {
  const live = createLive({ secret, store });
  return { live, app: express().get("/list", live.page(List)) };
}

describe("a page whose session is brought back", () => {
  afterEach(() => {
    lastPage = 100;
  });

  it("is told where params sends it by now", async () => {
    const store = new SharedStore();
    const first = createApp(store);
    await using one = await serve(first.app, first.live);
    const visitor = new Visitor(one.url);
    const { token } = await visitor.get("/list");
    const socket = await visitor.connect();
    socket.send([0, 1, token, "tab", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    socket.send([2, 1, 1, 0, "/list?page=50"]);
    expect(await socket.next()).to.match(/^\[1,1,1,1,.*"50 of \/list\?page=50"/);
    await first.live.close();

    lastPage = 40;
    const second = createApp(store);
    await using two = await serve(second.app, second.live);
    const back = new Visitor(two.url);
    back.cookie = visitor.cookie;
    const headers = { "live-rejoin": `${token} tab 1 1 1` };
    const page = await back.get("/list?page=50", { headers });
    expect(page.response.headers.get("live-view")).to.equal("restored");
    expect(page.html).to.contain("40 of /list?page=40");
    const again = await back.connect();
    again.send([0, 1, page.token, "tab", 1]);
    expect(await again.next()).to.match(/^\[0,1,2,/);
    expect(await again.next()).to.match(/^\[2,1,\d,0,"patch","\/list\?page=40",1\]$/);
  });
});
