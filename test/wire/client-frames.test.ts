// Frames from the client: the bytes that are sent, and the messages that they are read as.
import { expect } from "chai";
import {
  encodeAway,
  encodeEvent,
  encodeHeartbeat,
  encodeJoin,
  encodeLeave,
  encodeResync,
  encodeUrl,
} from "../../src/wire/client-frames.js";
import { defaultParseLimits, parseClientFrame } from "../../src/wire/parse.js";

function parse(text: string): unknown {
  return parseClientFrame(text, defaultParseLimits);
}

describe("frames from the client", () => {
  it("join with token, instance and version", () => {
    const frame = encodeJoin(1, { token: "t", instance: "i" });
    expect(frame).to.equal('[0,1,"t","i",1]');
    expect(parse(frame)).to.deep.equal({
      type: "join",
      s: 1,
      token: "t",
      instance: "i",
      version: 1,
      epoch: 0,
      seq: 0,
      ref: 0,
      sealed: "",
    });
  });

  it("join again with what the client has", () => {
    const resume = { epoch: 1, seq: 7, ref: 5, sealed: "" };
    const frame = encodeJoin(2, { token: "t", instance: "i", resume });
    expect(frame).to.equal('[0,2,"t","i",1,1,7,5]');
    expect(parse(frame)).to.include({ epoch: 1, seq: 7, ref: 5, sealed: "" });
    const whole = encodeJoin(2, {
      token: "t",
      instance: "i",
      resume: { ...resume, sealed: "text" },
    });
    expect(whole).to.equal('[0,2,"t","i",1,1,7,5,"text"]');
    expect(parse(whole)).to.include({ sealed: "text" });
  });

  it("carry a click by name in at most 30 bytes", () => {
    const frame = encodeEvent(1, { ref: 100, ack: 100, handler: "increment" });
    expect(frame).to.equal('[1,1,100,100,"increment"]');
    expect(frame.length).to.be.at.most(30);
    expect(parse(frame)).to.deep.include({ handler: "increment", boundary: 0, ref: 100, ack: 100 });
  });

  it("carry a click on a bound action in at most 40 bytes", () => {
    const event = { ref: 100, ack: 100, handler: "@Zk3_9a1", boundary: 1001 };
    const frame = encodeEvent(1, event);
    expect(frame).to.equal('[1,1,100,100,"@Zk3_9a1",1001]');
    expect(frame.length).to.be.at.most(40);
    expect(parse(frame)).to.deep.include({ handler: "@Zk3_9a1", boundary: 1001 });
  });

  it("carry values in a payload without a prototype", () => {
    const frame = encodeEvent(1, { ref: 1, ack: 0, handler: "pick", payload: { id: "7" } });
    expect(frame).to.equal('[1,1,1,0,"pick",0,{"id":"7"}]');
    const { payload } = parse(frame) as { payload: object };
    expect(Object.getPrototypeOf(payload)).to.equal(null);
    expect({ ...payload }).to.deep.equal({ id: "7" });
  });

  it("carry a form as its urlencoded body", () => {
    const frame = encodeEvent(1, { ref: 1, ack: 0, handler: "save", payload: "a=1&b=x+y&b=%26" });
    const { payload } = parse(frame) as { payload: object };
    expect({ ...payload }).to.deep.equal({ a: "1", b: ["x y", "&"] });
  });

  it("change the URL, ask for a resync, keep a view away, leave, and beat", () => {
    expect(encodeUrl(1, { ref: 3, ack: 2, href: "/t?a=1" })).to.equal('[2,1,3,2,"/t?a=1"]');
    expect(parse('[2,1,3,2,"/t?a=1"]')).to.deep.equal({
      type: "url",
      s: 1,
      ref: 3,
      ack: 2,
      href: "/t?a=1",
    });
    expect(encodeResync(1, 7, false)).to.equal("[4,1,7]");
    expect(encodeResync(1, 7, true)).to.equal("[4,1,7,1]");
    expect(parse("[4,1,7,1]")).to.deep.equal({ type: "resync", s: 1, id: 7, isHopeless: true });
    expect(encodeAway(1)).to.equal("[3,1]");
    expect(parse("[3,1]")).to.deep.equal({ type: "away", s: 1 });
    expect(encodeLeave(1)).to.equal("[5,1]");
    expect(parse("[5,1]")).to.deep.equal({ type: "leave", s: 1 });
    expect(encodeHeartbeat([1, 9, 2, 4])).to.equal("[6,1,9,2,4]");
    expect(parse("[6,1,9,2,4]")).to.deep.equal({ type: "heartbeat", acks: [1, 9, 2, 4] });
    expect(parse("[6]")).to.deep.equal({ type: "heartbeat", acks: [] });
  });
});

describe("parseClientFrame", () => {
  it("hears of as many sessions in one heartbeat as a socket may have, and of no more", () => {
    const acks = Array.from({ length: 128 }, (_, at) => [at + 1, 7]).flat();
    expect(parse(encodeHeartbeat(acks))).to.deep.equal({ type: "heartbeat", acks });
    const refusal = { type: "refusal", code: "malformed", s: 0, ref: 0 };
    expect(parse(encodeHeartbeat([...acks, 129, 7]))).to.deep.equal(refusal);
    const limits = { ...defaultParseLimits, maxSessionsPerSocket: 1 };
    expect(parseClientFrame("[6,1,7]", limits)).to.deep.equal({ type: "heartbeat", acks: [1, 7] });
    expect(parseClientFrame("[6,1,7,2,7]", limits)).to.deep.equal(refusal);
  });

  const deep = `${"[".repeat(33)}${"]".repeat(33)}`;
  const refused: Record<string, string> = {
    "no JSON": "[1,1",
    "an empty text": "",
    "an object": '{"0":1}',
    "a number": "1",
    "an unknown tag": "[7,1]",
    "a view away with more than its number": "[3,1,1]",
    "a session that is no number": '[1,"1",1,0,"x"]',
    "a session of 0": '[1,0,1,0,"x"]',
    "a session above 31 bits": '[1,2147483648,1,0,"x"]',
    "a ref of 0": '[1,1,0,0,"x"]',
    "a ref beyond the safe integers": '[1,1,9007199254740992,0,"x"]',
    "a ref that is no integer": '[1,1,1.5,0,"x"]',
    "nesting above the limit": deep,
    "a token of another type": '[0,1,{},"i",1]',
    "a token that is too long": `[0,1,"${"t".repeat(1025)}","i",1]`,
    "an instance that is too long": `[0,1,"t","${"i".repeat(65)}",1]`,
    "a join with too many entries": '[0,1,"t","i",1,1,1,1,1]',
    "an odd number of acks": "[6,1]",
    "acks that are no numbers": '[6,1,"2"]',
    "a resync of no boundary": "[4,1,0]",
    "a resync that is hopeless in another way": "[4,1,1,2]",
  };
  for (const [what, frame] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      expect(parse(frame)).to.include({ type: "refusal", code: "malformed", ref: 0 });
    });
  }

  const answered: Record<string, string> = {
    "a negative ack": '[1,1,5,-1,"x"]',
    "a handler of 257 characters": `[1,1,5,0,"${"x".repeat(257)}"]`,
    "an empty handler": '[1,1,5,0,""]',
    "a handler that is no string": "[1,1,5,0,{}]",
    "a fingerprint of another length": '[1,1,5,0,"@abc"]',
    "a boundary that is no integer": '[1,1,5,0,"x","1"]',
    "a payload that is an array": '[1,1,5,0,"x",0,["a"]]',
    "a payload that is null": '[1,1,5,0,"x",0,null]',
    "a payload with numbers": '[1,1,5,0,"x",0,{"a":1}]',
    "a payload with objects": '[1,1,5,0,"x",0,{"a":{}}]',
    "a payload with lists of numbers": '[1,1,5,0,"x",0,{"a":[1]}]',
    "a payload with __proto__": '[1,1,5,0,"x",0,{"__proto__":"a"}]',
    "a payload with constructor": '[1,1,5,0,"x",0,{"constructor":"a"}]',
    "a payload with prototype": '[1,1,5,0,"x",0,{"prototype":"a"}]',
    "a form with __proto__": '[1,1,5,0,"x",0,"__proto__=a"]',
    "a form with an encoded __proto__": '[1,1,5,0,"x",0,"%5F_proto__=a"]',
    "a form with a broken escape": '[1,1,5,0,"x",0,"a=%E0%A4"]',
    "a payload with a name of 257 characters": `[1,1,5,0,"x",0,{"${"n".repeat(257)}":"a"}]`,
    "a form of 1,001 pairs": `[1,1,5,0,"x",0,"${"a=1&".repeat(1001)}"]`,
    "a payload with 1,001 values": `[1,1,5,0,"x",0,{"a":[${'"",'.repeat(1000)}""]}]`,
    "an event with too many entries": '[1,1,5,0,"x",0,{},1]',
    "a URL that is too long": `[2,1,5,0,"/${"u".repeat(8192)}"]`,
  };
  for (const [what, frame] of Object.entries(answered)) {
    it(`refuses ${what}, and tells which event that was`, () => {
      expect(parse(frame)).to.deep.equal({ type: "refusal", code: "malformed", s: 1, ref: 5 });
    });
  }

  it("counts brackets outside strings only", () => {
    const handler = "[".repeat(100);
    expect(parse(`[1,1,1,0,"${handler}"]`)).to.include({ handler });
    expect(parse(`[1,1,1,0,"\\"${handler}"]`)).to.include({ handler: `"${handler}` });
  });

  it("refuses 100,000 levels of nesting in less than 5 ms", () => {
    const bomb = "[".repeat(100_000);
    const startMs = performance.now();
    expect(parse(bomb)).to.include({ type: "refusal" });
    expect(performance.now() - startMs).to.be.below(5);
  });
});
