// The Origin check, origin by origin: only the page's own scheme, host and port may open a socket.
import type { IncomingMessage } from "node:http";
import { expect } from "chai";
import { LiveError } from "../../src/errors.js";
import { isOriginAllowed, resolveOrigins } from "../../src/http/origin.js";

interface Case {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly forwardedProto?: string;
  readonly isEncrypted?: boolean;
}

function request(parts: Case): IncomingMessage {
  const headers = {
    ...(parts.origin === undefined ? {} : { origin: parts.origin }),
    ...(parts.host === undefined ? {} : { host: parts.host }),
    ...(parts.forwardedProto === undefined ? {} : { "x-forwarded-proto": parts.forwardedProto }),
  };
  return { headers, socket: { encrypted: parts.isEncrypted } } as unknown as IncomingMessage;
}

function isAllowed(parts: Case, list?: string | readonly string[], isMissingAllowed = false) {
  return isOriginAllowed(request(parts), { allowed: resolveOrigins(list), isMissingAllowed });
}

const hostileOrigins: readonly (string | undefined)[] = [
  "https://evil.example",
  "https://app.example.evil.example",
  "https://evilapp.example",
  "https://app.example.",
  "https://sub.app.example",
  "http://app.example",
  "https://app.example:8443",
  "https://app.example:443",
  "https://app.example@evil.example",
  "https://user@app.example",
  "https://APP.example",
  "HTTPS://app.example",
  "https://app.example/",
  "https://app.example/path",
  "https://аpp.example",
  "https://xn--pp-7kc.example",
  "https:app.example",
  "//app.example",
  "app.example",
  "file://app.example",
  "chrome-extension://app.example",
  "https://app.example https://evil.example",
  "https://app.example,https://evil.example",
  "https://app.example\t",
  "null",
  "",
  undefined,
];

describe("isOriginAllowed", () => {
  it("lets a listed origin in and refuses every look-alike", () => {
    const host = "app.example";
    expect(isAllowed({ origin: "https://app.example", host }, "https://app.example")).to.equal(
      true,
    );
    const passed = hostileOrigins.filter((origin) =>
      isAllowed({ origin, host }, "https://app.example"),
    );
    expect(passed).to.deep.equal([]);
  });

  it("refuses the same look-alikes on a TLS socket without a list", () => {
    const host = "app.example";
    const isEncrypted = true;
    expect(isAllowed({ origin: "https://app.example", host, isEncrypted })).to.equal(true);
    const passed = hostileOrigins.filter((origin) => isAllowed({ origin, host, isEncrypted }));
    expect(passed).to.deep.equal([]);
  });

  it("compares host and port with the Host header, default ports left out", () => {
    expect(isAllowed({ origin: "http://localhost:3000", host: "localhost:3000" })).to.equal(true);
    expect(isAllowed({ origin: "http://localhost:3001", host: "localhost:3000" })).to.equal(false);
    expect(isAllowed({ origin: "http://localhost", host: "localhost:80" })).to.equal(true);
    expect(isAllowed({ origin: "http://[::1]:3000", host: "[::1]:3000" })).to.equal(true);
  });

  it("takes the word of a proxy that the visitor came by https, never that he did not", () => {
    const host = "app.example";
    const forwardedProto = "https";
    expect(isAllowed({ origin: "http://app.example", host, forwardedProto })).to.equal(false);
    expect(isAllowed({ origin: "https://app.example", host, forwardedProto })).to.equal(true);
    expect(
      isAllowed({ origin: "http://app.example", host, forwardedProto: "http", isEncrypted: true }),
    ).to.equal(false);
  });

  it("refuses hosts that are no hosts", () => {
    for (const host of [undefined, "", "evil.example/app.example", "a@b", "a b", "x?y", "x#y"]) {
      expect(isAllowed({ origin: "http://evil.example", host }), String(host)).to.equal(false);
    }
  });

  it("lets programs without an Origin in where that is allowed, and `null` nowhere", () => {
    expect(isAllowed({ host: "localhost" }, undefined, true)).to.equal(true);
    expect(isAllowed({ host: "localhost" }, undefined, false)).to.equal(false);
    expect(isAllowed({ origin: "null", host: "localhost" }, undefined, true)).to.equal(false);
  });

  it("refuses a list that no browser's Origin could match", () => {
    for (const bad of ["app.example", "https://app.example/", "https://*.example", "*", ""]) {
      expect(() => resolveOrigins(bad), bad).to.throw(LiveError, "ORIGIN_INVALID");
    }
  });
});
