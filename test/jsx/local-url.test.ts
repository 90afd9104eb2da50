// Which URLs a page may be sent to: tricks that browsers read as another host are refused.
import { expect } from "chai";
import { isLocalUrl, isWebUrl } from "../../src/jsx/local-url.js";
import { urlTricks } from "../support/url-tricks.js";

describe("isLocalUrl", () => {
  for (const url of ["/", "/todos?done=1#end", "/a//b", "/%2F%2Fx", "/ü"]) {
    it(`allows ${url}`, () => expect(isLocalUrl(url)).to.equal(true));
  }
  const refused = [
    "",
    "todos",
    "?a=1",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "/ /evil",
    "\u0000/",
    "http://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\u007f",
  ];
  for (const url of refused) {
    it(`refuses ${JSON.stringify(url)}`, () => expect(isLocalUrl(url)).to.equal(false));
  }

  it("knows every trick of the list", () => {
    for (const { given, why, isLocal } of urlTricks) {
      expect(isLocalUrl(given), `${JSON.stringify(given)}: ${why}`).to.equal(isLocal);
    }
  });

  it("refuses what is no text", () => {
    const others: unknown[] = [undefined, null, 7, ["/list"], { toString: () => "/list" }];
    for (const other of others) expect(isLocalUrl(other as string)).to.equal(false);
  });
});

describe("isWebUrl", () => {
  it("allows absolute http and https only", () => {
    expect(isWebUrl("https://example.com/a?b#c")).to.equal(true);
    expect(isWebUrl("http://localhost:3000")).to.equal(true);
    for (const url of [
      "/a",
      "javascript:alert(1)",
      " https://a.b",
      "java\nscript:x",
      "ftp://a",
      "https:a.b",
    ]) {
      expect(isWebUrl(url), url).to.equal(false);
    }
  });
});
