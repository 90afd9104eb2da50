// How a page's views come alive, against a server that speaks literal frames.
import { expect } from "chai";
import { privateNames } from "../../scripts/client-bundle.mjs";
import { ChangeTag } from "../../src/wire/patch.js";
import { ClientTag, ServerTag } from "../../src/wire/protocol.js";
import { SlotKind } from "../../src/wire/template.js";
import { openPage, settled } from "../support/browser.js";
import {
  counter,
  liveState,
  nextJoin,
  recordEvents,
  serveCounter,
  showCount,
  waitForLiveState,
} from "../support/counter-pages.js";
import { documentOf, serveFrames } from "../support/frame-server.js";

describe("a page in the browser: connecting", () => {
  it("joins over one socket and shows it on the container", async () => {
    await using server = await serveCounter();
    await using opened = await openPage();
    const events = await recordEvents(opened.page);
    server.hold();
    await opened.page.goto(server.url);
    expect(await liveState(opened.page)).to.equal("connecting");
    server.letIn();
    const join = await nextJoin(server);
    expect(join).to.deep.include({ s: 1, token: "T1", rest: [1] });
    expect(join.instance).to.match(/^[0-9a-z]{12,21}$/);
    server.send("[0,1,1]");
    await settled(opened.page);
    expect(await liveState(opened.page)).to.equal("live");
    expect(await events()).to.deep.equal(['joined {"isRejoin":false}']);
    expect(opened.problems).to.deep.equal([]);
  });

  it("opens no socket on a page without a view", async () => {
    await using server = await serveFrames(() => documentOf("<p>Plain</p>"));
    await using opened = await openPage(server.url);
    await settled(opened.page);
    expect(server.opened).to.equal(0);
  });

  it("waits for connect() when its script is manual, and keeps what was clicked before", async () => {
    await using server = await serveFrames(() => documentOf(counter("T1", 0), " data-manual"));
    await using opened = await openPage(server.url);
    await opened.page.click("button");
    expect(server.opened).to.equal(0);
    await opened.page.evaluate("slotwire.connect()");
    await nextJoin(server);
    server.send("[0,1,1]");
    expect(await server.next()).to.equal('[1,1,1,0,"increment"]');
  });

  it("counts two clicks before the socket is open once each, in order", async () => {
    await using server = await serveCounter('<button id="other" live-click="other">o</button>');
    server.hold();
    await using opened = await openPage(server.url);
    await opened.page.click("button");
    await opened.page.click("#other");
    await opened.page.click("button");
    server.letIn();
    await nextJoin(server);
    expect(server.unread).to.deep.equal([]);
    server.send("[0,1,1]");
    expect(await server.next()).to.equal('[1,1,1,0,"increment"]');
    expect(await server.next()).to.equal('[1,1,2,0,"other"]');
    expect(await server.next()).to.equal('[1,1,3,0,"increment"]');
    server.send("[1,1,1,[1,2,3]]");
    await settled(opened.page);
    expect(server.unread).to.deep.equal([]);
  });

  it("applies patches and acknowledges them with the next event", async () => {
    await using server = await serveFrames(() => documentOf(counter("T1", 0)));
    await using opened = await openPage();
    const events = await recordEvents(opened.page);
    await opened.page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await opened.page.click("button");
    expect(await server.next()).to.equal('[1,1,1,0,"increment"]');
    server.send(showCount(1, 1, 1, 1));
    await opened.page.getByText("Count: 1").waitFor();
    await opened.page.click("button");
    expect(await server.next()).to.equal('[1,1,2,1,"increment"]');
    server.send("[1,1,2,2,[1,0,[0,0,2]]]");
    await opened.page.getByText("Count: 2").waitFor();
    expect(await events()).to.deep.equal(['joined {"isRejoin":false}', "patched", "patched"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("carries out effects and tells scripts what was pushed, replied and refused", async () => {
    await using server = await serveFrames(({ url }) =>
      url === "/other" ? { body: "<p>Other</p>" } : documentOf(counter("T1", 0)),
    );
    await using opened = await openPage();
    const events = await recordEvents(opened.page);
    await opened.page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await opened.page.click("button");
    await server.next();
    server.send('[2,1,1,1,"reply",{"ok":true}]', "[1,1,2,1]", '[2,1,3,1,"push","chart",[1,2]]');
    server.send('[2,1,4,0,"title","New title"]', '[2,1,5,0,"redirect","javascript:alert(1)"]');
    await opened.page.click("button");
    expect(await server.next()).to.equal('[1,1,2,5,"increment"]');
    server.send('[3,1,6,2,"stale"]');
    await settled(opened.page);
    expect(await opened.page.title()).to.equal("New title");
    expect(await events()).to.deep.equal([
      'joined {"isRejoin":false}',
      'reply {"handler":"increment","value":{"ok":true}}',
      "chart [1,2]",
      'error {"code":"stale","ref":2,"handler":"increment","reference":""}',
    ]);
    expect(opened.problems).to.have.length(1);
    expect(opened.problems[0]).to.contain("slotwire BAD_URL (app)");
    server.send('[2,1,7,0,"navigate","/other"]');
    await opened.page.waitForURL("**/other");
  });

  it("shortens no name that the browser or a page's scripts know", async () => {
    await using server = await serveFrames(() => ({ body: "<!DOCTYPE html>" }));
    await using opened = await openPage(server.url);
    const known = await opened.page.evaluate((names) => {
      const prototypes = Object.getOwnPropertyNames(window).map(
        (name) => (window as unknown as Record<string, { prototype?: object }>)[name]?.prototype,
      );
      return names.filter(
        (name) => name in window || prototypes.some((prototype) => prototype && name in prototype),
      );
    }, privateNames);
    expect(known).to.deep.equal([]);
    const seenByScripts = ["isRejoin", "handlers", "handler", "code", "ref", "isSettled"];
    for (const name of seenByScripts) expect(privateNames).to.not.include(name);
  });

  it("shortens no word of the wire's tables, which are read by name", () => {
    const words = [ChangeTag, ClientTag, ServerTag, SlotKind].flatMap((table) =>
      Object.keys(table),
    );
    expect(privateNames.filter((name) => words.includes(name))).to.deep.equal([]);
  });

  it("asks for the HTML of what it could not patch, and shows the answer", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send("[0,1,1]", '[1,1,1,0,[99,0,"lost"]]');
    expect(await server.next()).to.equal("[4,1,1]");
    server.send('[1,1,2,0,[1,"<div l=1><p>Count: 9</p></div>"]]');
    await opened.page.getByText("Count: 9").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("works behind a content security policy without inline scripts", async () => {
    await using server = await serveFrames(() => ({
      ...documentOf(counter("T1", 0)),
      headers: { "Content-Security-Policy": "default-src 'self'; style-src 'self'" },
    }));
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await settled(opened.page);
    server.send(showCount(1, 1, 0, 7));
    await opened.page.getByText("Count: 7").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("sends heartbeats with its acks, and takes a silent link for dead", async () => {
    await using server = await serveCounter();
    await using opened = await openPage();
    await opened.page.clock.install();
    await opened.page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]", '[2,1,1,0,"title","Joined"]');
    await opened.page.waitForFunction(() => document.title === "Joined");
    await opened.page.clock.pauseAt(Date.now() + 5000);
    await opened.page.clock.runFor(30_000);
    expect(await server.next()).to.equal("[6,1,1]");
    server.send("[6]", '[2,1,2,0,"title","Alive"]');
    await opened.page.waitForFunction(() => document.title === "Alive");
    await opened.page.clock.runFor(29_999);
    expect(server.opened).to.equal(1);
    await opened.page.clock.runFor(1);
    expect(await server.next()).to.equal("[6,1,2]");
    await opened.page.clock.runFor(10_000);
    await waitForLiveState(opened.page, "offline");
    await opened.page.clock.runFor(200);
    await server.socketsOpened(2);
    expect(await nextJoin(server)).to.deep.include({ s: 2, token: "T1", rest: [1, 1, 2, 0] });
  });
});
