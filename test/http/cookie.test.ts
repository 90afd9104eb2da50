// The visitor's cookie: which values are believed, and how it is set beside the app's own cookies.
import type { ServerResponse } from "node:http";
import { expect } from "chai";
import { ensureCookieId, readCookieId } from "../../src/http/cookie.js";
import type { LiveRequest } from "../../src/http/request.js";

const id = "0123456789abcdefghij-_";

function requestWith(cookie: string | undefined, isSecure = false): LiveRequest {
  return { headers: { cookie }, socket: { encrypted: isSecure } } as unknown as LiveRequest;
}

function cookiesSetFor(request: LiveRequest, isPlainAllowed: boolean): string[] {
  const set: string[] = [];
  const response = { appendHeader: (_: string, cookie: string) => set.push(cookie) };
  ensureCookieId(request, response as unknown as ServerResponse, isPlainAllowed);
  return set.map((cookie) => cookie.replace(/=[\w-]{22};/, "=ID;"));
}

describe("readCookieId", () => {
  it("finds the id among other cookies", () => {
    const request = requestWith(`theme=dark; __Host-live=${id}; live-theme=x`);
    expect(readCookieId(request, false)).to.equal(id);
  });

  it("prefers the secure cookie and reads the plain one only where that is allowed", () => {
    const other = "zzzzzzzzzzzzzzzzzzzzzz";
    expect(readCookieId(requestWith(`live=${other}; __Host-live=${id}`), true)).to.equal(id);
    expect(readCookieId(requestWith(`live=${other}`), true)).to.equal(other);
    expect(readCookieId(requestWith(`live=${other}`), false)).to.equal(null);
  });

  it("believes only what it could have made itself", () => {
    const values = [
      "",
      "short",
      `${id}x`,
      `"${id}"`,
      id.slice(1),
      `${id.slice(1)}%`,
      `${id.slice(1)}é`,
    ];
    for (const value of values) {
      expect(readCookieId(requestWith(`live=${value}`), true), value).to.equal(null);
    }
    for (const header of [undefined, "", ";;;", "=", "live", `Live=${id}`, `xlive=${id}`]) {
      expect(readCookieId(requestWith(header), true), String(header)).to.equal(null);
    }
  });
});

describe("ensureCookieId", () => {
  it("sets nothing when the browser has the cookie", () => {
    expect(cookiesSetFor(requestWith(`live=${id}`), true)).to.deep.equal([]);
  });

  it("sets a host-bound cookie over TLS and in production", () => {
    const secure = ["__Host-live=ID; Path=/; HttpOnly; Secure; SameSite=Lax"];
    expect(cookiesSetFor(requestWith(undefined, true), true)).to.deep.equal(secure);
    expect(cookiesSetFor(requestWith(undefined, false), false)).to.deep.equal(secure);
  });

  it("sets a plain one on http in development, where browsers drop the other", () => {
    const plain = ["live=ID; Path=/; HttpOnly; SameSite=Lax"];
    expect(cookiesSetFor(requestWith(undefined), true)).to.deep.equal(plain);
  });

  it("replaces a cookie that somebody made up", () => {
    expect(cookiesSetFor(requestWith("live=i-am-root"), true)).to.have.length(1);
  });

  it("makes 128 random bits", () => {
    const response = { appendHeader() {} } as unknown as ServerResponse;
    const ids = Array.from({ length: 100 }, () =>
      ensureCookieId(requestWith(undefined), response, true),
    );
    expect(new Set(ids).size).to.equal(100);
    expect(Buffer.from(ids[0] as string, "base64url")).to.have.length(16);
  });
});
