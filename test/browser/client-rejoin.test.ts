// What a page does when its session is gone: it fetches itself again, or is loaded anew, and never in a loop.
import { expect } from "chai";
import { openPage, settled } from "../support/browser.js";
import {
  counter,
  nextJoin,
  recordEvents,
  serveCounter,
  showCount,
  waitForLiveState,
} from "../support/counter-pages.js";
import { documentOf, serveFrames, viewOf } from "../support/frame-server.js";

const field = '<input name="draft" value="">';

describe("a page in the browser: a session that is gone", () => {
  it("fetches its page again when the session is gone, and keeps typed text and focus", async () => {
    await using server = await serveCounter(field);
    await using opened = await openPage();
    const { page } = opened;
    const events = await recordEvents(page);
    await page.goto(`${server.url}/counter?step=1#here`);
    const first = await nextJoin(server);
    server.send("[0,1,1]");
    await page.locator("input").pressSequentially("half a sent");
    await page.evaluate(() => document.querySelector("input")?.setSelectionRange(4, 5));
    await page.evaluate(() => document.querySelector("button")?.click());
    expect(await server.next()).to.equal('[1,1,1,0,"increment"]');
    server.cut();
    await waitForLiveState(page, "offline");
    await page.evaluate(() => document.querySelector("button")?.click());
    await nextJoin(server);
    server.send('[4,2,"unknown"]');
    const rejoin = await nextJoin(server);
    expect(rejoin).to.deep.equal({ s: 3, token: "T2", instance: first.instance, rest: [1] });
    expect(server.asked.at(-1)).to.deep.equal({ url: "/counter?step=1", isRejoin: true });
    await page.getByText("Count: 10").waitFor();
    expect(await page.title()).to.equal("Rejoined 2");
    server.send("[0,3,1]");
    // What was never sent goes out now; what was sent and not answered does not.
    expect(await server.next()).to.equal('[1,3,2,0,"increment"]');
    server.send("[1,3,1,2]");
    await settled(page);
    expect(await events()).to.deep.equal([
      'joined {"isRejoin":false}',
      "disconnected",
      'lost {"handlers":["increment"]}',
      'joined {"isRejoin":true}',
      "reconnected",
    ]);
    const input = await page.evaluate(() => {
      const el = document.querySelector("input");
      const hasFocus = document.activeElement === el;
      return [el?.value, el?.selectionStart, el?.selectionEnd, hasFocus];
    });
    expect(input).to.deep.equal(["half a sent", 4, 5, true]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("patches what a rejoin brought", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send("[0,1,1]", showCount(1, 1, 0, 3));
    await opened.page.getByText("Count: 3").waitFor();
    server.send('[4,1,"ended"]');
    await nextJoin(server);
    await opened.page.getByText("Count: 10").waitFor();
    server.send("[0,2,1]", '[1,2,1,0,[1,["root",0,["t",0,2]],0,[0,0,11]]]');
    await opened.page.getByText("Count: 11").waitFor();
    expect(opened.problems).to.deep.equal([]);
  });

  it("leaves a session of which it missed a frame, and mounts afresh", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send("[0,1,1]", "[1,1,2,0]");
    expect(await server.next()).to.equal("[5,1]");
    expect(await nextJoin(server)).to.deep.include({ s: 2, token: "T2" });
    server.send("[0,2,1]");
    await settled(opened.page);
  });

  it("carries another instance in a duplicated tab, which rejoins when it is told gone", async () => {
    await using server = await serveFrames(({ isRejoin }) =>
      isRejoin ? viewOf(counter("T2", 0)) : documentOf(counter("T1", 0)),
    );
    await using opened = await openPage(server.url);
    const original = await nextJoin(server);
    server.send("[0,1,1]");
    const duplicate = await opened.context.newPage();
    await duplicate.goto(server.url);
    const second = await nextJoin(server);
    expect(second.token).to.equal("T1");
    expect(second.instance).to.not.equal(original.instance);
    server.send('[4,1,"unknown"]');
    expect(await nextJoin(server)).to.deep.include({ s: 2, token: "T2" });
  });

  it("loads once for another version of the protocol, and never again by itself", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send('[4,1,"version"]');
    const second = await nextJoin(server);
    expect(second.token).to.equal("T2");
    const closed = server.socketClosed();
    server.send('[4,1,"version"]');
    await waitForLiveState(opened.page, "gone");
    await closed;
    expect(server.asked).to.deep.equal([
      { url: "/", isRejoin: false },
      { url: "/", isRejoin: false },
    ]);
    expect(opened.problems).to.have.length(1);
    expect(opened.problems[0]).to.contain("slotwire GAVE_UP (server)");
  });

  it("opens a new socket for a new cookie, and gives up a server that only says gone", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send('[4,1,"unknown"]');
    expect(await nextJoin(server)).to.deep.include({ s: 2, token: "T2" });
    expect(server.opened).to.equal(1);
    server.send('[4,2,"unknown"]');
    // The same token again: only the socket was outdated.
    expect(await nextJoin(server)).to.deep.include({ s: 3, token: "T2" });
    expect(server.opened).to.equal(2);
    server.send('[4,3,"unknown"]');
    expect(await nextJoin(server)).to.deep.include({ s: 4, token: "T3" });
    server.send('[4,4,"unknown"]');
    expect(await nextJoin(server)).to.deep.include({ s: 1, token: "T4" });
    expect(server.asked.map(({ isRejoin }) => isRejoin)).to.deep.equal([false, true, true, false]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("goes where a rejoin is redirected to", async () => {
    await using server = await serveFrames(({ url, isRejoin }) => {
      if (url === "/login") return { body: "<h1>Log in</h1>" };
      return isRejoin
        ? { status: 302, headers: { Location: "/login" } }
        : documentOf(counter("T1", 0));
    });
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send('[4,1,"ended"]');
    await opened.page.getByText("Log in").waitFor();
    expect(opened.page.url()).to.equal(`${server.url}/login`);
  });

  it("shows the page that is there when its URL is no live view any more", async () => {
    for (const status of [200, 404]) {
      let isLive = true;
      await using server = await serveFrames(() =>
        isLive ? documentOf(counter("T1", 0)) : { status, body: `<h1>Now ${status}</h1>` },
      );
      await using opened = await openPage(`${server.url}/#part`);
      await nextJoin(server);
      isLive = false;
      server.send('[4,1,"unknown"]');
      await opened.page.getByText(`Now ${status}`).waitFor();
    }
  });
});
