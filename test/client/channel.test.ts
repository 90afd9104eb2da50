// What one view says on the wire while it is joined: events, refs, acks and answers.
import { expect } from "chai";
import { createChannel } from "../support/channels.js";

describe("Channel", () => {
  it("joins with its token, the document's instance and the version", () => {
    const { channel, sent, receive, told } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    expect(sent).to.deep.equal(['[0,1,"T","i",1]']);
    expect(told).to.deep.equal([["joined"]]);
  });

  it("keeps events until it is joined and sends each of them once, in order", () => {
    const { channel, sent, receive, click } = createChannel();
    click("first");
    channel.join(1);
    click("second");
    expect(sent).to.have.length(1);
    receive("[0,1,1]");
    click("third");
    expect(sent.slice(1)).to.deep.equal([
      '[1,1,1,0,"first"]',
      '[1,1,2,0,"second"]',
      '[1,1,3,0,"third"]',
    ]);
  });

  it("sends a bound action with its address, and payloads of both sorts", () => {
    const { channel, sent, receive } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    channel.post({ handler: "@Zk3_9a1", boundary: 7, payload: undefined });
    channel.post({ handler: "add", boundary: 0, payload: { key: "Enter" } });
    channel.post({ handler: "save", boundary: 0, payload: "title=a+b" });
    expect(sent.slice(1)).to.deep.equal([
      '[1,1,1,0,"@Zk3_9a1",7]',
      '[1,1,2,0,"add",0,{"key":"Enter"}]',
      '[1,1,3,0,"save",0,"title=a+b"]',
    ]);
  });

  it("acknowledges the last seq that it applied", () => {
    const { channel, sent, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    receive("[1,1,1,0,[1,0,5]]");
    receive('[2,1,2,0,"title","New"]');
    click("increment");
    expect(sent.at(-1)).to.equal('[1,1,1,2,"increment"]');
    expect(channel.ack).to.deep.equal([1, 2]);
  });

  it("answers events after it handed on the patch that answers them", () => {
    const { channel, told, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    click("a");
    click("b");
    expect(channel.isSettled).to.equal(false);
    receive("[1,1,1,[1,2],[1,0,5]]");
    expect(told.slice(1)).to.deep.equal([
      ["patch", [1, 0, 5]],
      ["answered", 1, 2],
    ]);
    expect(channel.isSettled).to.equal(true);
  });

  it("is settled by the answer to an event that changed nothing", () => {
    const { channel, told, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    click("a");
    receive("[1,1,1,1]");
    expect(told.slice(1)).to.deep.equal([["answered", 1]]);
    expect(channel.isSettled).to.equal(true);
  });

  it("hands a reply on with the event it is for, after the answer that follows it, and names the event of an error", () => {
    const { channel, told, receive, click } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    click("save");
    receive('[2,1,1,1,"reply",{"ok":true}]');
    receive("[1,1,2,1]");
    click("broken");
    receive('[3,1,3,2,"failed"]');
    expect(told.slice(1)).to.deep.equal([
      ["answered", 1],
      ["effect", "reply", { ok: true }, "save"],
      ["answered", 2],
      ["failed", "failed", 2, "broken"],
    ]);
  });

  it("takes an error about a frame without counting it", () => {
    const { channel, told, receive } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    receive('[3,1,0,0,"malformed"]');
    receive("[1,1,1,0,[1,0,5]]");
    expect(told.slice(1)).to.deep.equal([
      ["failed", "malformed", 0, null],
      ["patch", [1, 0, 5]],
    ]);
  });

  it("drops what was repeated, and leaves a session of which it missed something", () => {
    const { channel, told, sent, receive } = createChannel();
    channel.join(1);
    receive("[0,1,1]");
    receive("[1,1,1,0,[1,0,5]]");
    receive("[1,1,1,0,[1,0,5]]");
    receive("[1,1,3,0,[1,0,7]]");
    receive("[1,1,4,0,[1,0,8]]");
    expect(told.slice(1)).to.deep.equal([
      ["patch", [1, 0, 5]],
      ["lost", "gap"],
    ]);
    expect(sent.at(-1)).to.equal("[5,1]");
  });

  it("takes nothing of a session that is gone, or of another session", () => {
    const { channel, told, receive } = createChannel();
    channel.join(1);
    receive('[4,1,"ended"]');
    receive("[1,1,1,0,[1,0,5]]");
    channel.restart("T2");
    channel.join(2);
    receive("[0,1,1]");
    receive("[1,1,1,0,[1,0,5]]");
    expect(told).to.deep.equal([["lost", "ended"]]);
  });

  it("refuses further events when 500 wait for an answer", () => {
    const { channel, click } = createChannel();
    for (let i = 1; i <= 500; i++) expect(click("a")).to.equal(i);
    expect(click("a")).to.equal(0);
    channel.join(1);
    expect(click("a")).to.equal(0);
  });

  it("asks for a resync only where there is a session", () => {
    const { channel, sent, receive } = createChannel();
    channel.resync(3, false);
    channel.join(1);
    receive("[0,1,1]");
    channel.resync(3, false);
    channel.resync(3, true);
    expect(sent.slice(1)).to.deep.equal(["[4,1,3]", "[4,1,3,1]"]);
  });
});
