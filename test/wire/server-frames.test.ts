// Frames from the server: the bytes that are sent, and the messages that the client reads.
import { expect } from "chai";
import { ServerTag } from "../../src/wire/protocol.js";
import {
  decodeServerFrame,
  encodeDrain,
  encodeEffect,
  encodeError,
  encodeGone,
  encodeHeartbeatReply,
  encodeJoined,
  encodePatch,
} from "../../src/wire/server-frames.js";

describe("frames from the server", () => {
  it("join a page with a token of its own, when another process runs its session", () => {
    const frame = encodeJoined(1, { epoch: 2, seq: 0, ref: 0, token: "1.a.b.c.d" });
    expect(frame).to.equal('[0,1,2,0,0,"1.a.b.c.d"]');
    const at = { s: 1, epoch: 2, seq: 0, ref: 0 };
    expect(decodeServerFrame(frame)).to.deep.equal({
      tag: ServerTag.joined,
      ...at,
      token: "1.a.b.c.d",
    });
  });

  it("join an unchanged page in at most 40 bytes", () => {
    const frame = encodeJoined(1, { epoch: 1, seq: 0, ref: 0 });
    expect(frame).to.equal("[0,1,1]");
    expect(decodeServerFrame(frame)).to.deep.equal({
      tag: ServerTag.joined,
      s: 1,
      epoch: 1,
      seq: 0,
      ref: 0,
      token: "",
    });
  });

  it("keep the zeros before the last number of a join", () => {
    expect(encodeJoined(1, { epoch: 1, seq: 4, ref: 0 })).to.equal("[0,1,1,4]");
    expect(encodeJoined(1, { epoch: 1, seq: 4, ref: 2 })).to.equal("[0,1,1,4,2]");
    expect(decodeServerFrame("[0,1,1,4,2]")).to.include({ seq: 4, ref: 2 });
  });

  it("patch a known boundary in at most 30 bytes", () => {
    const place = { s: 1, seq: 2, ref: 1 };
    const frame = encodePatch(place, { templates: [], ops: [[1, 0, [0, 0, 12]]] });
    expect(frame).to.equal("[1,1,2,1,[1,0,[0,0,12]]]");
    expect(decodeServerFrame(frame)).to.deep.equal({
      tag: ServerTag.patch,
      s: 1,
      seq: 2,
      ref: 1,
      parts: [[1, 0, [0, 0, 12]]],
    });
  });

  it("put new templates before the ops", () => {
    const patch = {
      templates: ["t1", ["<b>", "</b>"], [0 as const]],
      ops: [
        [1, "t1", 0, 5],
        [2, 0, 6],
      ] as const,
    };
    expect(encodePatch({ s: 1, seq: 1, ref: 0 }, patch)).to.equal(
      '[1,1,1,0,["t1",["<b>","</b>"],[0]],[1,"t1",0,5],[2,0,6]]',
    );
  });

  it("answer an event that changed nothing, and several at once", () => {
    expect(encodePatch({ s: 1, seq: 2, ref: 9 }, null)).to.equal("[1,1,2,9]");
    expect(encodePatch({ s: 1, seq: 2, ref: [8, 9] }, null)).to.equal("[1,1,2,[8,9]]");
    expect(decodeServerFrame("[1,1,2,[8,9]]")).to.deep.include({ ref: [8, 9], parts: [] });
  });

  it("carry effects", () => {
    const frame = encodeEffect({ s: 1, seq: 3, ref: 2 }, "push", '"saved",{"id":1}');
    expect(frame).to.equal('[2,1,3,2,"push","saved",{"id":1}]');
    expect(decodeServerFrame(frame)).to.deep.equal({
      tag: ServerTag.effect,
      s: 1,
      seq: 3,
      ref: 2,
      kind: "push",
      values: ["saved", { id: 1 }],
    });
  });

  it("refuse, end, drain and beat", () => {
    const error = encodeError({ s: 1, seq: 3, ref: 2 }, "stale");
    expect(error).to.equal('[3,1,3,2,"stale"]');
    expect(decodeServerFrame(error)).to.deep.equal({
      tag: ServerTag.error,
      s: 1,
      seq: 3,
      ref: 2,
      code: "stale",
      reference: "",
    });
    const failed = encodeError({ s: 1, seq: 3, ref: 2 }, "failed", "Zk3_9a1x");
    expect(failed).to.equal('[3,1,3,2,"failed","Zk3_9a1x"]');
    expect(decodeServerFrame(failed)).to.include({ code: "failed", reference: "Zk3_9a1x" });
    expect(encodeGone(1, "unknown")).to.equal('[4,1,"unknown"]');
    expect(decodeServerFrame('[4,1,"unknown"]')).to.deep.equal({
      tag: ServerTag.gone,
      s: 1,
      reason: "unknown",
    });
    expect(encodeDrain(800)).to.equal("[5,800]");
    expect(decodeServerFrame("[5,800]")).to.deep.equal({ tag: ServerTag.drain, delayMs: 800 });
    expect(encodeHeartbeatReply()).to.equal("[6]");
    expect(decodeServerFrame("[6]")).to.deep.equal({ tag: ServerTag.heartbeat });
  });

  it("are null when they are no frames", () => {
    expect(decodeServerFrame("")).to.equal(null);
    expect(decodeServerFrame("{}")).to.equal(null);
    expect(decodeServerFrame("[99,1]")).to.equal(null);
  });
});
