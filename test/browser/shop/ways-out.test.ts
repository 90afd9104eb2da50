// Where links of the shop lead that are no page to be shown: guards, redirects, errors, downloads, other sites.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { type ShopSite, startShop } from "../../support/shop-site.js";
import { heading, link, logIn, whereIs } from "../../support/shop-visitor.js";

let shop: ShopSite;
let opened: OpenPage;
let page: Page;

/** What was asked of the server and mounted meanwhile. */
async function meanwhile(work: () => Promise<void>) {
  const [requests, mounts] = [shop.requests.length, shop.mounts.length];
  await work();
  return { requests: shop.requests.slice(requests), mounts: shop.mounts.slice(mounts) };
}

/** Follows a link that the page does not have, as one that has come from somewhere. */
function follow(href: string, kind = "navigate"): Promise<void> {
  return page.evaluate(
    ([to, nav]) => {
      const link = document.createElement("a");
      link.href = to as string;
      link.setAttribute("live-nav", nav as string);
      document.querySelector("main")?.append(link);
      link.click();
      link.remove();
    },
    [href, kind],
  );
}

const mark = () => page.evaluate(() => Object.assign(window, { isMarked: true }));
const isMarked = () => page.evaluate(() => "isMarked" in window);

async function open(path: string): Promise<void> {
  await page.goto(shop.url + path);
  await settled(page);
  await mark();
}

describe("the shop's other ways", () => {
  before(async () => {
    shop = await startShop();
    opened = await openPage();
    page = opened.page;
  });

  after(async () => {
    await opened[Symbol.asyncDispose]();
    await shop[Symbol.asyncDispose]();
  });

  it("lead to the login instead of the guarded pages, asked once, and nothing of those was mounted", async () => {
    await open("/shop/workshop");
    const seen = await meanwhile(async () => {
      await link(page, "Account").dispatchEvent("click");
      await heading(page, "Log in");
      await settled(page);
    });
    expect(await whereIs(page)).to.deep.equal({
      url: "/shop/login?to=%2Fshop%2Faccount",
      title: "Log in · Northlight",
      heading: "Log in",
      flash: [],
    });
    expect(seen).to.deep.equal({
      requests: ["GET /shop/account navigate", "GET /shop/login?to=%2Fshop%2Faccount navigate"],
      mounts: ["shop-login"],
    });
    expect(await isMarked()).to.equal(true);
    await logIn(page, "ida", "kiln");
    await heading(page, "Your orders");
    expect(await page.getByText("Good to see you, Ida.").isVisible()).to.equal(true);
  });

  it("ask the guard of another order even when the link says that it is the same page", async () => {
    await open("/shop/account/orders/N-1000");
    const seen = await meanwhile(async () => {
      await follow("/shop/account/orders/N-4000", "patch");
      await heading(page, "Not on the shelf");
      await settled(page);
    });
    expect(seen.requests[0]).to.equal("GET /shop/account/orders/N-4000 navigate");
    expect(seen.mounts).to.not.include("shop-order");
    expect(await page.title()).to.equal("Not on the shelf · Northlight");
    await page.goBack();
    await heading(page, "Order N-1000");
  });

  it("pass a chain of redirects in one document", async () => {
    await open("/shop");
    const seen = await meanwhile(async () => {
      await follow("/shop/p/moon-jar");
      await heading(page, "Moon jar");
    });
    expect(seen.requests).to.deep.equal([
      "GET /shop/p/moon-jar navigate",
      "GET /shop/pot/moon-jar navigate",
      "GET /shop/products/moon-jar navigate",
    ]);
    expect((await whereIs(page)).url).to.equal("/shop/products/moon-jar");
    expect(await isMarked()).to.equal(true);
    await page.goBack();
    await heading(page, "Pots for every day");
  });

  it("end at the pages for what is missing and for what breaks, from which one comes back", async () => {
    await open("/shop");
    await follow("/shop/products/sun-jar");
    await heading(page, "Not on the shelf");
    expect((await whereIs(page)).url).to.equal("/shop/products/sun-jar");
    await settled(page);
    await link(page, "Back to the shelf").click();
    await heading(page, "Pots for every day");
    await settled(page);
    const seen = await meanwhile(async () => {
      await link(page, "A page that breaks").click();
      await heading(page, "Something broke");
    });
    expect(seen.requests[0]).to.equal("GET /shop/kiln navigate");
    expect(await page.title()).to.equal("Something broke · Northlight");
    await settled(page);
    await page.goBack();
    await heading(page, "Pots for every day");
    await settled(page);
  });

  it("save the price list as a file, and leave the page as it is", async () => {
    await open("/shop");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      link(page, "Price list").click(),
    ]);
    expect(download.suggestedFilename()).to.equal("northlight.csv");
    expect(await isMarked()).to.equal(true);
  });

  it("leave the site where they lead out of it, and come back", async () => {
    await open("/shop");
    const html = "<!DOCTYPE html><title>Express</title><h1>Express</h1>";
    await page.route("https://expressjs.com/**", (route) =>
      route.fulfill({ contentType: "text/html", body: html }),
    );
    await link(page, "Express").click();
    await heading(page, "Express");
    expect(page.url()).to.equal("https://expressjs.com/");
    await page.goBack();
    await heading(page, "Pots for every day");
    await settled(page);
  });
});
