// The shop by its links: by mouse and by keyboard, in one document, with the cart that stays.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type OpenPage, openPage, settled } from "../../support/browser.js";
import { type ShopSite, startShop } from "../../support/shop-site.js";
import { button, heading, link, patchedTo, whereIs } from "../../support/shop-visitor.js";

let shop: ShopSite;
let opened: OpenPage;
let page: Page;
let sockets = 0;

/** The text of what has the focus. */
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());

async function tabTo(name: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed++) {
    await page.keyboard.press("Tab");
    if ((await focused()) === name) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

describe("the shop by its links", () => {
  before(async () => {
    shop = await startShop();
    opened = await openPage();
    page = opened.page;
    page.on("websocket", () => sockets++);
    await page.goto(`${shop.url}/shop`);
    await settled(page);
  });

  after(async () => {
    await opened[Symbol.asyncDispose]();
    await shop[Symbol.asyncDispose]();
  });

  it("goes from the shelf to a pot, to its neighbours and back to the shelf by mouse", async () => {
    await link(page, "Harbour tumbler").click();
    await heading(page, "Harbour tumbler");
    expect(await whereIs(page)).to.deep.equal({
      url: "/shop/products/harbour-tumbler",
      title: "Harbour tumbler · Northlight",
      heading: "Harbour tumbler",
      flash: [],
    });
    expect(await focused()).to.equal("Harbour tumbler");
    expect(await page.locator(".shop-links [aria-current]").innerText()).to.equal("Shop");
    await page.locator(".related a").first().click();
    await heading(page, "Dinner plate, harbour");
    expect(await page.evaluate(() => scrollY)).to.equal(0);
    const canonical = page.locator('link[rel="canonical"]');
    expect(await canonical.getAttribute("href")).to.match(
      /\/shop\/products\/dinner-plate-harbour$/,
    );
    await link(page, "Plates").click();
    await heading(page, "Plates");
    expect(await whereIs(page)).to.deep.include({ url: "/shop?category=plates" });
    await link(page, "Workshop").click();
    await heading(page, "The workshop");
    expect(await page.locator(".shop-links [aria-current]").innerText()).to.equal("Workshop");
  });

  it("has a page already when a pointer has rested on its link", async () => {
    await link(page, "Northlight").click();
    await heading(page, "Pots for every day");
    const prefetched = page.waitForResponse((response) => response.url().endsWith("/heron-bottle"));
    await link(page, "Heron bottle").hover();
    await (await prefetched).finished();
    const before = shop.requests.length;
    await link(page, "Heron bottle").click();
    await heading(page, "Heron bottle");
    await settled(page);
    expect(shop.requests.slice(before)).to.deep.equal([]);
    await button(page, "Add to the cart").click();
    await page.getByText("Heron bottle is in your cart.").waitFor();
    await button(page, "Cart 1").click();
    await button(page, "Remove Heron bottle").click();
    await button(page, "Cart 0").waitFor();
  });

  it("takes the next click before the picture of the last one has begun to grow", async () => {
    await link(page, "Northlight").click();
    await heading(page, "Pots for every day");
    for (const [name, id] of [
      ["Heron bottle", "heron-bottle"],
      ["Milk jug", "milk-jug"],
    ]) {
      const prefetched = page.waitForResponse((response) => response.url().endsWith(`/${id}`));
      await link(page, name!).focus();
      await (await prefetched).finished();
    }
    await page.evaluate(async () => {
      const links = ["heron-bottle", "milk-jug"].map((id) =>
        document.querySelector<HTMLElement>(`.piece a[href$="/${id}"]`),
      );
      for (const each of links) {
        each?.click();
        await new Promise((done) => setTimeout(done));
      }
    });
    await heading(page, "Milk jug");
    await settled(page);
    expect(opened.problems).to.deep.equal([]);
  });

  it("keeps the cart as it is, to the last undo", async () => {
    await link(page, "Northlight").click();
    await heading(page, "Pots for every day");
    await button(page, "Add Everyday bowl to the cart").click();
    await page.getByText("Everyday bowl is in your cart.").waitFor();
    await button(page, "Cart 1").click();
    await button(page, "One Everyday bowl more").click();
    await button(page, "Remove Everyday bowl").click();
    await page.getByText("Everyday bowl is back on the shelf.").waitFor();
    await link(page, "See the cart").click();
    await heading(page, "Your cart");
    expect(await page.locator("#cart-panel").isVisible()).to.equal(false);
    await button(page, "Cart 0").click();
    await button(page, "Undo").click();
    await page.locator("main .counted", { hasText: "2" }).waitFor();
    expect(shop.mounts.filter((name) => name === "shop-cart")).to.have.length(1);
    await page.keyboard.press("Escape");
  });

  it("searches while one types, and turns pages, without a request", async () => {
    await link(page, "Northlight").click();
    await heading(page, "Pots for every day");
    const before = shop.requests.length;
    await page.getByLabel("Search the shelf").pressSequentially("vase");
    await heading(page, "“vase”");
    await patchedTo(page, "/shop?q=vase");
    await link(page, "Celadon").click();
    await patchedTo(page, "/shop?q=vase&glaze=celadon");
    expect(await page.locator("main .piece").count()).to.equal(2);
    await page.goBack();
    await patchedTo(page, "/shop?q=vase");
    await page.goBack();
    await patchedTo(page, "/shop");
    await heading(page, "Pots for every day");
    expect(await page.getByLabel("Search the shelf").inputValue()).to.equal("");
    await link(page, "Next").click();
    await patchedTo(page, "/shop?page=2");
    expect(await page.title()).to.equal("Pots for every day, page 2 · Northlight");
    expect(await page.locator(".shelf-count").innerText()).to.equal("60 pots, page 2 of 5");
    // What comes to lie under the mouse is fetched ahead.
    const asked = shop.requests.slice(before).filter((each) => !each.endsWith(" prefetch"));
    expect(asked).to.deep.equal([]);
  });

  it("comes back to where a filtered shelf was, also when it never moved there", async () => {
    await page.evaluate(() => scrollTo(0, 200));
    // Not by the mouse, which would scroll to them.
    await link(page, "Plates").dispatchEvent("click");
    await patchedTo(page, "/shop?category=plates");
    await link(page, "Tenmoku").dispatchEvent("click");
    await patchedTo(page, "/shop?category=plates&glaze=tenmoku");
    expect(await page.evaluate(() => scrollY)).to.be.lessThan(200);
    await page.goBack();
    await patchedTo(page, "/shop?category=plates");
    await page.waitForFunction(() => scrollY === 200);
  });

  it("comes back to where the shelf was before a filter and another page", async () => {
    await link(page, "Northlight").click();
    await heading(page, "Pots for every day");
    await page.evaluate(() => scrollTo(0, 600));
    await link(page, "Tenmoku").dispatchEvent("click");
    await patchedTo(page, "/shop?glaze=tenmoku");
    expect(await page.evaluate(() => scrollY)).to.be.lessThan(600);
    await link(page, "Workshop").click();
    await heading(page, "The workshop");
    // The view comes back as it was left, under the filter, and is told that there is none.
    await page.evaluate(() => history.go(-2));
    await heading(page, "Pots for every day");
    await page.waitForFunction(() => scrollY === 600);
  });

  it("is gone through by the keyboard alone", async () => {
    await page.keyboard.press("Home");
    await link(page, "Northlight").focus();
    await tabTo("Workshop");
    await page.keyboard.press("Enter");
    await heading(page, "The workshop");
    expect(await focused()).to.equal("The workshop");
    await link(page, "Northlight").focus();
    await tabTo("Shop");
    await page.keyboard.press("Enter");
    await heading(page, "Pots for every day");
    await tabTo("Bowls");
    await page.keyboard.press("Enter");
    await patchedTo(page, "/shop?category=bowls");
    expect(await focused()).to.equal("Bowls");
    await tabTo("Everyday bowl");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Everyday bowl is in your cart.").waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await heading(page, "Everyday bowl");
    await page.getByLabel("How many").focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByText("2 × Everyday bowl is in your cart.").waitFor();
    await page.locator("button.cart-link").focus();
    await page.keyboard.press("Enter");
    await tabTo("Checkout");
    await page.keyboard.press("Escape");
    expect(await focused()).to.match(/^Cart/);
    await page.goBack();
    await heading(page, "Bowls");
    expect(await focused()).to.equal("Everyday bowl");
  });

  it("has been one document over one socket", async () => {
    expect(sockets).to.equal(1);
    const loads = shop.requests.filter((each) => each.endsWith(" load"));
    expect(loads).to.deep.equal(["GET /shop load"]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("moves nothing by itself while its pages load and become live", async () => {
    await page.addInitScript(() => {
      const seen = { shift: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as Shift).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const path of ["/shop", "/shop/products/moon-jar", "/shop/workshop", "/shop/cart"]) {
      await page.goto(shop.url + path);
      await settled(page);
      const shift = await page.evaluate(() => (window as unknown as Seen).seen.shift);
      expect(shift, path).to.equal(0);
    }
  });
});

interface Shift {
  readonly value: number;
}

interface Seen {
  readonly seen: { readonly shift: number };
}
