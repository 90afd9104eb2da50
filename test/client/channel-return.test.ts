// What one view says when it comes back: what it has, what it sends again, and what it gives up.
import { expect } from "chai";
import { createChannel } from "../support/channels.js";

describe("Channel, coming back", () => {
  it("says on a new socket what it has, and sends again what was not answered", () => {
    const { channel, sent, receive, click, line } = createChannel();
    channel.join(1);
    receive("[0,1,4]");
    click("a");
    receive("[1,1,1,1,[1,0,5]]");
    click("b");
    line.isOpen = false;
    channel.linkClosed();
    click("c");
    line.isOpen = true;
    channel.join(1);
    receive("[0,1,4,1,1]");
    expect(sent.slice(3)).to.deep.equal([
      '[0,1,"T","i",1,4,1,1]',
      '[1,1,2,1,"b"]',
      '[1,1,3,1,"c"]',
    ]);
  });

  it("asks for the answer that was lost with the old socket, and takes it once though it comes twice", () => {
    const { channel, sent, told, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,4]");
    click("a");
    channel.linkClosed();
    channel.join(1);
    receive("[0,1,4,0,1]");
    expect(sent.slice(2)).to.deep.equal(['[0,1,"T","i",1,4,0,0]', '[1,1,1,0,"a"]']);
    expect(told.slice(1)).to.deep.equal([["joined"]]);
    expect(channel.isSettled).to.equal(false);
    receive("[1,1,1,1]");
    expect(told.at(-1)).to.deep.equal(["answered", 1]);
    expect(channel.isSettled).to.equal(true);
    receive("[1,1,2,1]");
    expect(told).to.have.length(3);
  });

  it("asks again for every answer where the page comes whole, and takes it from there", () => {
    for (const joined of ["[0,1,5,0,1]", "[0,1,4,2,1]"]) {
      const { channel, sent, told, receive, click } = createChannel();
      channel.join(1);
      receive("[0,1,4]");
      click("a");
      click("b");
      channel.linkClosed();
      channel.join(1);
      receive(joined);
      expect(told.slice(1)).to.deep.equal([["joined"]]);
      expect(sent.slice(-2).map((frame) => frame.replace(/,\d,"/, ',·,"'))).to.deep.equal([
        '[1,1,1,·,"a"]',
        '[1,1,2,·,"b"]',
      ]);
      receive(joined === "[0,1,5,0,1]" ? "[1,1,1,1]" : "[1,1,3,1]");
      expect(told.at(-1)).to.deep.equal(["answered", 1]);
    }
  });

  it("after a fresh mount sends only what was never sent, and reports the rest as lost", () => {
    const { channel, sent, told, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    click("sent");
    channel.linkClosed();
    click("kept");
    channel.join(1);
    receive('[4,1,"unknown"]');
    click("later");
    expect(told.at(-1)).to.deep.equal(["lost", "unknown"]);
    expect(channel.restart("T2")).to.deep.equal(["sent"]);
    expect(told.at(-1)).to.deep.equal(["answered", 1]);
    channel.join(2);
    receive("[0,2,1]");
    expect(sent.slice(3)).to.deep.equal([
      '[0,2,"T2","i",1]',
      '[1,2,2,0,"kept"]',
      '[1,2,3,0,"later"]',
    ]);
  });

  it("sends what comes first before what waits, once a fresh session is there", () => {
    const { channel, sent, receive, click } = createChannel();
    const first = (handler: string) =>
      channel.post({ handler, boundary: 0, payload: undefined }, true);
    channel.join(1);
    receive("[0,1,1]");
    click("a");
    click("b");
    receive("[1,1,1,[1,2]]");
    receive('[4,1,"unknown"]');
    click("waits");
    channel.restart("T2");
    expect([first("form"), first("other"), first("late")]).to.deep.equal([1, 2, 4]);
    channel.join(2);
    receive("[0,2,1]");
    expect(sent.slice(3)).to.deep.equal([
      '[0,2,"T2","i",1]',
      '[1,2,1,0,"form"]',
      '[1,2,2,0,"other"]',
      '[1,2,3,0,"waits"]',
      '[1,2,4,0,"late"]',
    ]);
    channel.linkClosed();
    channel.join(1);
    expect(sent.at(-1)).to.equal('[0,1,"T2","i",1,1,0,0]');
  });

  it("uses no ref again for a session that was restored", () => {
    const { channel, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    click("a");
    receive("[1,1,1,1]");
    receive('[4,1,"unknown"]');
    click("waits");
    channel.restart("T2", "restored");
    expect(channel.post({ handler: "form", boundary: 0, payload: undefined }, true)).to.equal(3);
  });

  it("keeps apart what is to go first after two fresh mounts in a row", () => {
    const { channel, sent, receive, click } = createChannel();
    const first = (handler: string) =>
      channel.post({ handler, boundary: 0, payload: undefined }, true);
    channel.join(1);
    receive("[0,1,1]");
    for (const name of ["a", "b"]) click(name);
    receive("[1,1,1,[1,2]]");
    channel.linkClosed();
    click("kept");
    channel.join(1);
    receive('[4,1,"unknown"]');
    channel.restart("T2");
    first("form");
    channel.join(2);
    receive('[4,2,"unknown"]');
    channel.restart("T3");
    first("form again");
    channel.join(3);
    receive("[0,3,1]");
    expect(sent.slice(-3)).to.deep.equal([
      '[1,3,1,0,"form"]',
      '[1,3,2,0,"form again"]',
      '[1,3,3,0,"kept"]',
    ]);
  });

  it("says where it stands until it has joined whoever brought its session back", () => {
    const { channel, receive, click } = createChannel();
    expect(channel.returning).to.equal("T i 0 0 0");
    channel.join(1);
    receive("[0,1,1]");
    click("a");
    receive("[1,1,1,1]");
    receive('[2,1,2,0,"push","saved",null]');
    receive('[4,1,"unknown"]');
    expect(channel.returning).to.equal("T i 1 2 1");
    channel.restart("T2", "restored");
    expect(channel.returning).to.equal("T2 i 1 2 1");
    channel.join(2);
    receive("[0,2,2,0,1]");
    expect(channel.returning).to.equal("T2 i 2 0 1");
    receive('[4,2,"unknown"]');
    channel.restart("T3");
    expect(channel.returning).to.equal("T3 i 0 0 0");
  });

  it("asks again what it asked on a socket that was lost before the answer", () => {
    const { channel, sent, receive, click, told } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    click("a");
    channel.linkClosed();
    // Another process answers for the one that ran the event.
    channel.join(1);
    receive("[0,1,2,0,1]");
    channel.linkClosed();
    channel.join(1);
    receive("[0,1,2,0,1]");
    expect(sent.slice(2)).to.deep.equal([
      '[0,1,"T","i",1,1,0,0]',
      '[1,1,1,0,"a"]',
      '[0,1,"T","i",1,2,0,0]',
      '[1,1,1,0,"a"]',
    ]);
    receive("[1,1,1,1]");
    expect(told.at(-1)).to.deep.equal(["answered", 1]);
  });
});
