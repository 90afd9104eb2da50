// Random URLs against the platform's own parser: what is let through runs no code, and what is local stays here.
import { expect } from "chai";
import { isLocalUrl, isWebUrl } from "../../src/jsx/local-url.js";
import { isSafeMediaUrl, isSafeUrl } from "../../src/jsx/url.js";
import { createRandom } from "../support/tree-gen/random.js";

const count = process.env.SOAK === "1" ? 5_000_000 : 200_000;
const base = "https://site.example/desk/1";
const pieces = (
  "https://a javascript JAVASCRIPT java script vbscript data :text/html,x :image/svg+xml,x http https blob : // / \\ # ? @ " +
  "a b.c [ ] % %6a .. . é , ; 1 x"
)
  .split(" ")
  .concat(["\t", "\n", "\r", " ", "\0", "\u0001", "\u00a0", "\ufeff", "\u2028", "\ud800", "\f"]);
const harmless = /^(?:https?|mailto|tel|sms|ftp|blob|about):$/;

describe("URLs that are let through", () => {
  it(`are what the platform finds harmless, ${count} times`, function () {
    this.timeout(600_000);
    const random = createRandom(1);
    const seen = { safe: 0, local: 0, web: 0 };
    for (let left = count; left > 0; left--) {
      let url = "";
      for (let parts = 1 + random.below(6); parts > 0; parts--) url += random.pick(pieces);
      const { protocol, origin, pathname } = URL.canParse(url, base) ? new URL(url, base) : none;
      if (isSafeUrl(url) && protocol !== "") {
        seen.safe++;
        expect(protocol, JSON.stringify(url)).to.match(harmless);
      }
      if (isSafeMediaUrl(url) && protocol === "data:") {
        expect(pathname, JSON.stringify(url)).to.match(/^(?:image|audio|video|font)\//);
      }
      if (isLocalUrl(url)) {
        seen.local++;
        expect(origin, JSON.stringify(url)).to.equal("https://site.example");
        expect(pathname.startsWith("//"), JSON.stringify(url)).to.equal(false);
      }
      if (isWebUrl(url)) {
        seen.web++;
        expect(protocol, JSON.stringify(url)).to.match(/^https?:$/);
      }
    }
    for (const each of Object.values(seen)) expect(each).to.be.above(50);
  });
});

const none = { protocol: "", origin: "", pathname: "" };
