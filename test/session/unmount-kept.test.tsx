// `unmount` is for a session that is over: one that goes on, in a store, in another process or out of its page, is not.
import { expect } from "chai";
import express from "express";
import { createLive, defineComponent, defineView } from "slotwire";
import { createApp, DeskPage, keptPage, SharedStore, secret } from "../support/desk.js";
import { serve } from "../support/server.js";
import { eventually } from "../support/sessions.js";

const ended: string[] = [];
const Note = defineComponent({
  name: "note",
  state: () => ({ text: "" }),
  unmount: () => void ended.push("note"),
  render: () => "note",
});
const Desk = defineView({
  name: "Desk",
  mount: () => ({ n: 0 }),
  events: { add: ({ n }) => ({ n: n + 1 }) },
  unmount: ({ n }) => void ended.push(`desk ${n}`),
  render: ({ n }) => (
    <p>
      {n} <Note id="1" />
    </p>
  ),
});

describe("a session that goes on elsewhere", () => {
  beforeEach(() => {
    ended.length = 0;
  });

  const sealing = (limits = {}) => {
    const live = createLive({ secret, limits });
    return { live, app: express().use(live).get("/desk", live.page(Desk)) };
  };

  it("is unmounted when it is over there, and not where its process ends with a store", async () => {
    const store = new SharedStore();
    const page = await keptPage(store, Desk);
    expect(ended).to.deep.equal([]);
    const { app, live } = createApp(store, Desk);
    await using site = await serve(app, live);
    const back = new DeskPage(site.url, page);
    expect(await back.return({ seq: 1, ref: 1 })).to.equal("restored");
    const socket = await back.join();
    await socket.next();
    socket.send([5, 1]);
    await eventually(() => live.stats().sessions === 0);
    expect(ended).to.deep.equal(["note", "desk 1"]);
  });

  it("is not unmounted where its page is given it to keep", async () => {
    const { app, live } = sealing();
    await using site = await serve(app, live);
    const socket = await new DeskPage(site.url).open();
    await socket.next();
    await new DeskPage(site.url).visitor.get("/desk");
    await live.close();
    expect(JSON.parse(await socket.next())[4]).to.equal("seal");
    // The other page was never there, and will mount afresh.
    expect(ended).to.deep.equal(["note", "desk 0"]);
  });

  it("is not unmounted when it goes to the store for the time being", async () => {
    const { app, live } = sealing({ detachedMs: 20 });
    await using site = await serve(app, live);
    const page = new DeskPage(site.url);
    const socket = await page.open();
    await socket.next();
    socket.close();
    await eventually(() => live.stats().sessions === 0);
    expect(live.stats().store.count).to.equal(1);
    expect(ended).to.deep.equal([]);
    expect(await page.return()).to.equal("restored");
  });
});
