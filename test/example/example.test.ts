// The code of the guide, run: an app that imports slotwire and nothing of its inside.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Visitor } from "../support/visitor.js";
import { live, start } from "./app.js";
import { scores } from "./views/match.js";

/** The fingerprint of the first binding after `text`. */
function actionAfter(html: string, text: string): string {
  const [, action = ""] = /live-click="(@[\w-]{7})"/.exec(html.slice(html.indexOf(text))) ?? [];
  return action;
}

describe("the example app", () => {
  const server = start(0);
  let site = "";

  before(async () => {
    if (!server.listening) await once(server, "listening");
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await live.close();
    server.close();
    server.closeAllConnections();
  });

  it("counts by an event's name and by a bound action", async () => {
    const visitor = new Visitor(site);
    const { html, token } = await visitor.get("/counter");
    expect(html).to.contain("Counter: 0<button");
    using socket = await visitor.connect();
    socket.send([0, 1, token, "instance", 1]);
    expect(await socket.next()).to.equal("[0,1,1]");
    socket.send([1, 1, 1, 0, "increment"]);
    expect(await socket.next()).to.match(/^\[1,1,1,1,/);
    socket.send([1, 1, 2, 1, actionAfter(html, "Counter"), 1]);
    expect(await socket.next()).to.match(/^\[1,1,2,2,\[1,0,\[0,\d,6\]\]\]$/);
  });

  it("refuses an action that is called by its name", async () => {
    const { socket } = await new Visitor(site).join("/counter");
    using _ = socket;
    for (const [at, name] of ["add", "__proto__", "constructor", "toString"].entries()) {
      socket.send([1, 1, at + 1, 0, name]);
      const [tag, , , ref, code] = JSON.parse(await socket.next());
      expect([tag, ref, code]).to.deep.equal([3, at + 1, "unknown-event"]);
    }
  });

  it("checks a form with its schema and passes on what the schema made of it", async () => {
    const { socket } = await new Visitor(site).join("/counter");
    using _ = socket;
    socket.send([1, 1, 1, 0, "rename", 0, "label="]);
    expect(JSON.parse(await socket.next()).at(-1)).to.equal("invalid");
    socket.send([1, 1, 2, 0, "rename", 0, "label=Visits"]);
    expect(await socket.next()).to.contain('"Visits"');
  });

  it("removes the row whose button was clicked", async () => {
    const visitor = new Visitor(site);
    const { html, token } = await visitor.get("/list");
    using socket = await visitor.connect();
    socket.send([0, 1, token, "instance", 1]);
    await socket.next();
    const [, row = ""] = /<tr l=(\d+)><td>two/.exec(html) ?? [];
    socket.send([1, 1, 1, 0, actionAfter(html, "two"), Number(row)]);
    const patch = await socket.next();
    expect(patch).to.contain(`[7,[${row}]`);
    socket.send([1, 1, 2, 1, actionAfter(html, "two"), Number(row)]);
    expect(JSON.parse(await socket.next()).at(-1)).to.equal("stale");
  });

  it("hears what is published to its topic", async () => {
    const { socket } = await new Visitor(site).join("/match");
    using _ = socket;
    live.publish(scores, { home: 1, away: 0 });
    expect(await socket.next()).to.match(/^\[1,1,1,0,.*,1\]/);
    live.publish(scores, { home: 2, away: 0 });
    expect(await socket.next()).to.equal("[1,1,2,0,[1,0,[0,0,2]]]");
  });
});
