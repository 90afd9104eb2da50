// The shop of the demos as a crawler sees it: every page that links lead to, without a script.
import { expect } from "chai";
import { siteUrl } from "../../views/shop/site.js";
import { type ShopSite, startShop } from "../support/shop-site.js";

interface Seen {
  readonly status: number;
  readonly html: string;
  /** Of links, without those that leave the shop or ask for two things at once. */
  readonly links: readonly string[];
}

function textsOf(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, text = ""]) => text);
}

function plain(html: string): string {
  return html.replace(/<(script|svg|style)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");
}

const titlesOf = (html: string) => textsOf(html, /<title[^>]*>([^<]*)<\/title>/g);
const headingsOf = (html: string) => textsOf(html, /<h1[^>]*>([^<]*)<\/h1>/g);
const canonicalsOf = (html: string) => textsOf(html, /<link rel="canonical" href="([^"]*)"/g);
const descriptionsOf = (html: string) =>
  textsOf(html, /<meta name="description" content="([^"]*)"/g);

describe("a crawler in the shop", () => {
  let shop: ShopSite;
  const seen = new Map<string, Seen>();

  before(async () => {
    shop = await startShop();
    const wanted = ["/shop"];
    for (const path of wanted) {
      const response = await fetch(shop.url + path, { redirect: "manual" });
      const html = await response.text();
      const links = textsOf(html, /<a [^>]*href="(\/shop[^"]*)"/g).map((url) =>
        url.replace(/#.*/, "").replaceAll("&amp;", "&"),
      );
      seen.set(path, { status: response.status, html, links });
      for (const link of links) {
        const isSingle = !link.includes("&") && !link.endsWith(".csv");
        if (isSingle && !wanted.includes(link)) wanted.push(link);
      }
    }
  });

  after(() => shop[Symbol.asyncDispose]());

  it("finds all pots, filters and pages by links alone", () => {
    const found = (pattern: RegExp) => [...seen.keys()].filter((path) => pattern.test(path)).length;
    expect(found(/^\/shop\/products\/[\w-]+$/)).to.equal(60);
    expect(found(/^\/shop\?category=/)).to.equal(5);
    expect(found(/^\/shop\?glaze=/)).to.equal(10);
    expect(found(/^\/shop\?page=/)).to.equal(4);
    const others = [...seen].filter(([, { status }]) => status !== 200);
    expect(others.map(([path, { status }]) => `${status} ${path}`)).to.have.members([
      "303 /shop/account",
      "303 /shop/account/checkout",
      "500 /shop/kiln",
    ]);
  });

  it("reads a title, a heading, a description and a canonical address on each page", () => {
    for (const [path, { status, html }] of seen) {
      if (status !== 200) continue;
      expect(titlesOf(html), path).to.have.length(1);
      expect(titlesOf(html)[0], path).to.match(/.+ · Northlight$/);
      expect(headingsOf(html), path).to.have.length(1);
      expect(descriptionsOf(html), path).to.have.length(1);
      expect(descriptionsOf(html)[0]?.length, path).to.be.greaterThan(15);
      const [canonical, ...more] = canonicalsOf(html);
      expect(more, path).to.deep.equal([]);
      expect(canonical, path).to.equal(siteUrl(path));
    }
    const titles = [...seen.values()].flatMap(({ html }) => titlesOf(html));
    expect(new Set(titles).size).to.equal(titles.length);
  });

  it("reads what a pot is, in words and as data", () => {
    const html = seen.get("/shop/products/moon-jar")?.html ?? "";
    expect(plain(html).replace(/\s+/g, " ")).to.include(
      "Moon jar €120 Two bowls made one, a little out of round, on purpose. The last one",
    );
    const [data = ""] = textsOf(html, /<script type="application\/ld\+json">(.*?)<\/script>/g);
    expect(JSON.parse(data)).to.deep.equal({
      "@context": "https://schema.org",
      "@type": "Product",
      name: "Moon jar",
      description: "Two bowls made one, a little out of round, on purpose.",
      sku: "moon-jar",
      brand: { "@type": "Brand", name: "Northlight" },
      offers: {
        "@type": "Offer",
        url: "https://northlight.example/shop/products/moon-jar",
        price: 120,
        priceCurrency: "EUR",
        availability: "https://schema.org/InStock",
      },
    });
  });

  it("is asked to leave out the pages of visitors, and follows old addresses", async () => {
    const robots = (path: string) => /<meta name="robots"/.test(seen.get(path)?.html ?? "");
    expect(robots("/shop/cart")).to.equal(true);
    expect(robots("/shop")).to.equal(false);
    const old = await fetch(`${shop.url}/shop/p/moon-jar`);
    expect([old.status, old.url]).to.deep.equal([200, `${shop.url}/shop/products/moon-jar`]);
    const missing = await fetch(`${shop.url}/shop/products/sun-jar`);
    const html = await missing.text();
    expect([missing.status, ...headingsOf(html)]).to.deep.equal([404, "Not on the shelf"]);
  });
});
