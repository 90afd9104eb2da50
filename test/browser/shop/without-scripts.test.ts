// The shop in a browser that runs no scripts: every form of it works, from the search to the order.
import { expect } from "chai";
import type { Page } from "playwright-core";
import { type ShopSite, startShop } from "../../support/shop-site.js";
import { button, logIn, openWithoutScripts } from "../../support/shop-visitor.js";

let shop: ShopSite;

function headingOf(page: Page): Promise<string> {
  return page.getByRole("heading", { level: 1 }).innerText();
}

const open = (path: string) => openWithoutScripts(shop.url + path);

describe("the shop without scripts", () => {
  before(async () => {
    shop = await startShop();
  });

  after(() => shop[Symbol.asyncDispose]());

  it("searches, filters, sorts and turns pages, each with a URL of its own", async () => {
    await using opened = await open("/shop");
    const { page } = opened;
    await page.getByRole("link", { name: "Vases" }).click();
    expect(page.url()).to.equal(`${shop.url}/shop?category=vases`);
    await page.getByLabel("Order", { exact: true }).selectOption("cheap");
    await page.getByLabel("Search the shelf").fill("bud");
    await page.getByLabel("Search the shelf").press("Enter");
    expect(page.url()).to.equal(`${shop.url}/shop?category=vases&q=bud&sort=cheap`);
    expect(await headingOf(page)).to.equal("“bud”");
    expect(await page.locator(".shelf-count").innerText()).to.equal("3 pots");
    await page.goto(`${shop.url}/shop`);
    await page.getByRole("link", { name: "Next" }).click();
    expect(page.url()).to.equal(`${shop.url}/shop?page=2#shelf`);
    expect(await page.title()).to.equal("Pots for every day, page 2 · Northlight");
  });

  it("takes a pot off the shelf for who adds it, by the button and by a number", async () => {
    await using opened = await open("/shop?q=teapot");
    const { page } = opened;
    await button(page, "Add Black teapot to the cart").click();
    expect(page.url()).to.equal(`${shop.url}/shop?q=teapot`);
    expect(await page.locator(".badge").allInnerTexts()).to.deep.equal(["3 left", "Sold out"]);
    expect(await button(page, "Add Black teapot to the cart").count()).to.equal(0);
    await page.goto(`${shop.url}/shop/products/salt-jar`);
    await page.getByLabel("How many").fill("7");
    await button(page, "Add to the cart").click();
    expect(await page.locator(".stock").innerText()).to.equal("The last one");
  });

  it("changes the cart on a page of its own, and says so once", async () => {
    await using opened = await open("/shop/products/milk-jug");
    const { page } = opened;
    const lines = page.locator("main .cart-line");
    await page.getByLabel("How many").fill("2");
    await button(page, "Add to the cart").click();
    expect(await page.locator(".flash").innerText()).to.equal("2 × Milk jug is in your cart.");
    await page.getByRole("link", { name: "Cart 2" }).click();
    expect(await page.locator(".flash").count()).to.equal(0);
    await button(page, "One Milk jug more").click();
    expect(await lines.locator(".counted").allInnerTexts()).to.deep.equal(["3"]);
    expect(await page.locator("main .sum").innerText()).to.match(/In all\s+€132/);
    await button(page, "One Milk jug less").click();
    expect(await lines.locator(".counted").allInnerTexts()).to.deep.equal(["2"]);
    await button(page, "Remove Milk jug").click();
    expect(page.url()).to.equal(`${shop.url}/shop/cart`);
    expect(await page.locator(".flash").innerText()).to.equal("Milk jug is back on the shelf.");
    expect(await lines.count()).to.equal(0);
    await page.reload();
    expect(await page.locator(".flash").count()).to.equal(0);
  });

  it("refuses a wrong password, and leads where one was going after the right one", async () => {
    await using opened = await open("/shop/account/checkout");
    const { page } = opened;
    expect(page.url()).to.equal(`${shop.url}/shop/login?to=%2Fshop%2Faccount%2Fcheckout`);
    await page.getByLabel("Name").fill("mira");
    await page.getByLabel("Password").fill("saucer");
    await button(page, "Log in").click();
    expect(await page.getByText("This is not the password of that name.").isVisible()).to.equal(
      true,
    );
    expect(await page.getByLabel("Name").inputValue()).to.equal("mira");
    await logIn(page);
    expect(page.url()).to.equal(`${shop.url}/shop/account/checkout`);
    expect(await headingOf(page)).to.equal("Checkout");
  });

  it("says what is wrong with an order, keeps what was typed, and places it in the end", async () => {
    await using opened = await open("/shop/products/salt-jar");
    const { page } = opened;
    await button(page, "Add to the cart").click();
    await page.goto(`${shop.url}/shop/account/checkout`);
    await logIn(page);
    await page.getByLabel("Street").fill("Kiln Lane 4");
    await page.getByLabel("Postcode").fill("?");
    await page.getByLabel("At the workshop").check();
    await button(page, "Place the order").click();
    expect(await page.locator(".problem:not(:empty)").allInnerTexts()).to.deep.equal([
      "This is no postcode yet.",
      "And the town?",
    ]);
    expect(await page.getByLabel("Street").inputValue()).to.equal("Kiln Lane 4");
    expect(await page.getByLabel("At the workshop").isChecked()).to.equal(true);
    await page.getByLabel("Postcode").fill("12345");
    await page.getByLabel("Town").fill("Northtown");
    await button(page, "Place the order").click();
    expect(page.url()).to.equal(`${shop.url}/shop/account`);
    const id = await page.locator(".order h2").first().innerText();
    expect(id).to.match(/^N-1\d{3}$/);
    expect(await page.locator(".order h2").allInnerTexts()).to.deep.equal([id, "N-1000"]);
    expect(await page.locator(".order").first().innerText()).to.include("Salt jar");
    await page.reload();
    expect(await page.locator(".order h2").allInnerTexts()).to.deep.equal([id, "N-1000"]);
    await page.goto(`${shop.url}/shop/account/checkout`);
    expect(await page.getByText("Nothing yet. To the shelf").isVisible()).to.equal(true);
    await page.goto(`${shop.url}/shop/account`);
    await button(page, "Log out").click();
    expect(page.url()).to.equal(`${shop.url}/shop`);
    await page.goto(`${shop.url}/shop/account`);
    expect(await headingOf(page)).to.equal("Log in");
  });
});
