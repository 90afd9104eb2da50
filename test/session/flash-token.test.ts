// The token with which messages go along to the next page: what it says, for whom, and for how long.
import { expect } from "chai";
import { FlashTokens } from "../../src/session/flash-token.js";
import { flashOf } from "../../src/session/flashes.js";
import { deriveTokenKeys, signToken, TokenPurpose } from "../../src/session/token.js";

const limits = { maxFlashKinds: 3, maxFlashChars: 20, maxFlashTokenChars: 300, flashMs: 60_000 };
const secret = "a secret";
const tokens = new FlashTokens([secret], limits);
const nowMs = 1_700_000_000_000;

const signed = (texts: Record<string, string>) =>
  tokens.sign(flashOf(Object.entries(texts), limits), "cookie", nowMs);
const read = (token: unknown, cookieId = "cookie", atMs = nowMs) => ({
  ...tokens.read(token, cookieId, atMs),
});

describe("a token of messages that are shown once", () => {
  const token = signed({ info: "Gespeichert: «Bücher» 😀" });

  it("says what they are, in characters that need no escaping anywhere", () => {
    expect(token).to.match(/^1\.[0-9a-z]{6}\.[\w-]+\.[\w-]{22}$/);
    expect(read(token)).to.deep.equal({ info: "Gespeichert: «Büche…" });
  });

  it("is for one browser", () => {
    expect(read(token, "another cookie")).to.deep.equal({});
  });

  it("holds for 60 seconds", () => {
    expect(read(token, "cookie", nowMs + 60_000)).to.not.deep.equal({});
    expect(read(token, "cookie", nowMs + 61_000)).to.deep.equal({});
    expect(read(token, "cookie", nowMs - 61_000)).to.deep.equal({});
  });

  it("is nothing when any character of it is another", () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === "A" ? "B" : "A";
      expect(read(token.slice(0, at) + other + token.slice(at + 1))).to.deep.equal({});
    }
  });

  it("is nothing when it is none", () => {
    const join = signToken(
      { sessionId: "session", owner: "owner", issuedAtMs: nowMs },
      deriveTokenKeys([secret], TokenPurpose.join),
      "cookie",
    );
    const none = [
      "",
      "1",
      "1...",
      "1.a.b.c",
      join,
      "x".repeat(10_000),
      null,
      undefined,
      7,
      [token],
    ];
    for (const each of none) expect(read(each)).to.deep.equal({});
  });

  it("of another secret is nothing, and of the one before it holds", () => {
    const older = new FlashTokens(["older"], limits).sign({ info: "Saved" }, "cookie", nowMs);
    expect(read(older)).to.deep.equal({});
    const rotated = new FlashTokens([secret, "older"], limits);
    expect({ ...rotated.read(older, "cookie", nowMs) }).to.deep.equal({ info: "Saved" });
  });

  it("has room for so many characters: the oldest messages stay behind", () => {
    const long = "😀".repeat(9);
    const small = { ...limits, maxFlashTokenChars: 200 };
    const full = signed({ first: long, second: long, third: long });
    expect(full.length).to.be.at.most(limits.maxFlashTokenChars);
    const cut = new FlashTokens([secret], small);
    const texts = flashOf(Object.entries({ first: long, second: long, third: long }), limits);
    const fitting = cut.sign(texts, "cookie", nowMs);
    expect(fitting.length).to.be.at.most(200);
    expect({ ...cut.read(fitting, "cookie", nowMs) }).to.deep.equal({ second: long, third: long });
    const tiny = new FlashTokens([secret], { ...limits, maxFlashTokenChars: 10 });
    expect({ ...tokens.read(tiny.sign(texts, "cookie", nowMs), "cookie", nowMs) }).to.deep.equal(
      {},
    );
  });

  it("comes within the limits of whoever reads it", () => {
    const many = { a: "1", b: "2", c: "3", d: "4", [`k${"x".repeat(70)}`]: "5" };
    const generous = new FlashTokens([secret], { ...limits, maxFlashKinds: 9 });
    const given = generous.sign(many, "cookie", nowMs);
    expect(read(given)).to.deep.equal({ b: "2", c: "3", d: "4" });
  });
});
