// How a page comes back to a session that is still there: after a lost socket, a restart, a stay in the cache.
import { expect } from "chai";
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
import { documentOf, serveFrames, viewOf } from "../support/frame-server.js";

describe("a page in the browser: coming back", () => {
  it("goes on where it was when its session is still there", async () => {
    await using server = await serveCounter();
    await using opened = await openPage();
    const events = await recordEvents(opened.page);
    await opened.page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,7]", showCount(1, 1, 0, 3));
    await opened.page.getByText("Count: 3").waitFor();
    server.cut();
    await waitForLiveState(opened.page, "offline");
    await opened.page.click("button");
    expect(await nextJoin(server)).to.deep.include({ s: 2, token: "T1", rest: [1, 7, 1, 0] });
    server.send("[0,2,7,1]");
    expect(await server.next()).to.equal('[1,2,1,1,"increment"]');
    server.send("[1,2,2,1,[1,0,[0,0,4]]]");
    await opened.page.getByText("Count: 4").waitFor();
    expect(await events()).to.deep.equal([
      'joined {"isRejoin":false}',
      "patched",
      "disconnected",
      'joined {"isRejoin":true}',
      "reconnected",
      "patched",
    ]);
    expect(server.asked).to.have.length(1);
  });

  it("comes back by itself after a restart, through answers of a busy server", async () => {
    let isBusy = false;
    await using server = await serveFrames(({ isRejoin }) => {
      if (isBusy) {
        isBusy = false;
        return { status: 503, body: "starting" };
      }
      return isRejoin ? viewOf(counter("T2", 5)) : documentOf(counter("T1", 0));
    });
    await using opened = await openPage();
    await opened.page.clock.install();
    await opened.page.goto(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await settled(opened.page);
    // After two attempts in vain a page asks each socket for a sign of life first: here the first one succeeds.
    await opened.page.clock.pauseAt(Date.now() + 5000);
    await server.stop();
    await waitForLiveState(opened.page, "offline");
    isBusy = true;
    await server.start();
    await opened.page.clock.resume();
    expect(await nextJoin(server)).to.deep.include({ token: "T1", rest: [1, 1, 0, 0] });
    server.send('[4,2,"unknown"]');
    expect(await nextJoin(server)).to.deep.include({ token: "T2" });
    server.send("[0,3,1]");
    await settled(opened.page);
    expect(await opened.page.textContent("p")).to.equal("Count: 5");
    expect(await liveState(opened.page)).to.equal("live");
  });

  it("waits as long as a draining server says", async () => {
    await using server = await serveCounter();
    await using opened = await openPage();
    await opened.page.clock.install();
    await opened.page.goto(server.url);
    await nextJoin(server);
    // In this order: a page that is joined has read both.
    server.send("[5,7000]", "[0,1,1]");
    await settled(opened.page);
    await opened.page.clock.pauseAt(Date.now() + 5000);
    server.cut();
    await waitForLiveState(opened.page, "offline");
    await opened.page.clock.runFor(6999);
    // The server has seen what the page began before this request.
    await opened.page.evaluate(() => fetch(location.href));
    expect(server.opened).to.equal(1);
    await opened.page.clock.runFor(1);
    await server.socketsOpened(2);
  });

  it("closes its socket without leaving when it goes to the cache, and resumes from there", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    const { instance } = await nextJoin(server);
    server.send("[0,1,1]");
    await settled(opened.page);
    const transition = (name: string) =>
      opened.page.evaluate((type) => {
        dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      }, name);
    const closed = server.socketClosed();
    await transition("pagehide");
    await closed;
    expect(server.unread).to.deep.equal([]);
    await transition("pageshow");
    expect(await nextJoin(server)).to.deep.equal({
      s: 2,
      token: "T1",
      instance,
      rest: [1, 1, 0, 0],
    });
  });

  it("stays offline after disconnect() until connect()", async () => {
    await using server = await serveCounter();
    await using opened = await openPage(server.url);
    await nextJoin(server);
    server.send("[0,1,1]");
    await settled(opened.page);
    const closed = server.socketClosed();
    await opened.page.evaluate("slotwire.disconnect()");
    await closed;
    expect(await liveState(opened.page)).to.equal("offline");
    await opened.page.evaluate("dispatchEvent(new Event('online'))");
    expect(server.opened).to.equal(1);
    await opened.page.evaluate("slotwire.connect()");
    expect(await nextJoin(server)).to.deep.include({ s: 2, token: "T1" });
  });
});
