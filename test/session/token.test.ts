// Which tokens join and which do not: every forgery, age and key of the table below.
import { expect } from "chai";
import {
  deriveTokenKeys,
  signToken,
  TokenPurpose,
  type TokenRules,
  verifyToken,
} from "../../src/session/token.js";

const oldSecret = "an-old-secret-of-thirty-two-bytes-000";
const newSecret = "a-new-secret-of-thirty-two-bytes-0000";
const cookieId = "0123456789abcdefghijAB";
const claims = {
  sessionId: "sEsSiOn-iD_16bytes000a",
  owner: "owner-01",
  issuedAtMs: 1_800_000_000_000,
};

const keys = deriveTokenKeys([newSecret], TokenPurpose.join);
const token = signToken(claims, keys, cookieId);

function rules(changes: Partial<TokenRules> = {}): TokenRules {
  return { keys, cookieId, nowMs: claims.issuedAtMs + 1000, maxAgeMs: 60_000, ...changes };
}

function reasonOf(given: unknown, changes: Partial<TokenRules> = {}): string {
  const check = verifyToken(given, rules(changes));
  return check.isValid ? "valid" : check.reason;
}

describe("signToken and verifyToken", () => {
  it("reads back what was signed", () => {
    expect(verifyToken(token, rules())).to.deep.equal({ isValid: true, claims });
  });

  it("keeps a whole join frame within 200 bytes", () => {
    const frame = JSON.stringify([0, 1, token, "0123456789abcdefghijAB", 1]);
    expect(Buffer.byteLength(frame)).to.be.at.most(200);
    expect(token).to.match(/^[\w.-]{60,80}$/);
  });

  it("refuses a token with any one bit flipped", () => {
    const bytes = Buffer.from(token);
    const passed: string[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      if (reasonOf(flipped.toString("latin1")) === "valid") passed.push(flipped.toString("latin1"));
    }
    expect(passed).to.deep.equal([]);
  });

  it("refuses tokens that are cut, lengthened, empty, huge or no text", () => {
    const given: unknown[] = [
      "",
      token.slice(0, -1),
      token.slice(1),
      `${token}A`,
      `${token}=`,
      ` ${token}`,
      `${token}\n`,
      token.replace(/[\w-]{22}$/, ""),
      "1".repeat(1_000_000),
      "1.....",
      null,
      undefined,
      7,
      {},
      [token],
    ];
    expect(given.map((each) => reasonOf(each))).to.deep.equal(given.map(() => "malformed"));
  });

  it("refuses a token that came with another visitor's cookie", () => {
    expect(reasonOf(token, { cookieId: "another-cookie-000000A" })).to.equal("forged");
    expect(reasonOf(token, { cookieId: "" })).to.equal("forged");
  });

  it("refuses a token that was made for another purpose", () => {
    const form = signToken(claims, deriveTokenKeys([newSecret], TokenPurpose.form), cookieId);
    expect(reasonOf(form)).to.equal("forged");
  });

  it("refuses a token signed with an unknown secret", () => {
    const foreign = signToken(claims, deriveTokenKeys([oldSecret], TokenPurpose.join), cookieId);
    expect(reasonOf(foreign)).to.equal("forged");
    expect(reasonOf(token, { keys: [] })).to.equal("forged");
  });

  it("signs with the first secret and verifies with all of them", () => {
    const rotated = deriveTokenKeys([newSecret, oldSecret], TokenPurpose.join);
    const old = signToken(claims, deriveTokenKeys([oldSecret], TokenPurpose.join), cookieId);
    expect(reasonOf(old, { keys: rotated })).to.equal("valid");
    expect(signToken(claims, rotated, cookieId)).to.equal(token);
  });

  it("accepts a token up to its last millisecond and refuses it after", () => {
    expect(reasonOf(token, { nowMs: claims.issuedAtMs + 60_000 })).to.equal("valid");
    expect(reasonOf(token, { nowMs: claims.issuedAtMs + 60_001 })).to.equal("expired");
  });

  it("allows a clock that is a minute behind, and no more", () => {
    expect(reasonOf(token, { nowMs: claims.issuedAtMs - 60_000 })).to.equal("valid");
    expect(reasonOf(token, { nowMs: claims.issuedAtMs - 60_001 })).to.equal("future");
  });

  it("does not confuse the end of the body with the start of the cookie", () => {
    const shifted = signToken({ ...claims, owner: "owner-0" }, keys, `1${cookieId}`);
    expect(reasonOf(shifted)).to.equal("forged");
  });
});
