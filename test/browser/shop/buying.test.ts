// A pot is bought: from the shelf over the login and the checkout to the order, seen from other tabs too.
import { expect } from "chai";
import { openPage, settled } from "../../support/browser.js";
import { type ShopSite, startShop } from "../../support/shop-site.js";
import { button, heading, link, logIn, whereIs } from "../../support/shop-visitor.js";

let shop: ShopSite;

describe("buying in the shop", () => {
  before(async () => {
    shop = await startShop();
  });

  after(() => shop[Symbol.asyncDispose]());

  it("leads from the cart over the login to the order, which says so once", async () => {
    await using opened = await openPage(`${shop.url}/shop/products/moon-jar`);
    const { page } = opened;
    await settled(page);
    await button(page, "Add to the cart").click();
    await page.getByText("Moon jar is in your cart.").waitFor();
    await button(page, "Cart 1").click();
    await link(page, "Checkout").click();
    await heading(page, "Log in");
    await settled(page);
    await logIn(page, "jonas", "pot");
    await page.getByText("This is not the password of that name.").waitFor();
    await logIn(page, "jonas", "glaze");
    await heading(page, "Checkout");
    await settled(page);
    expect(await page.getByLabel("Name").inputValue()).to.equal("Jonas");
    await page.getByLabel("Postcode").fill("?");
    await page.getByLabel("Street").fill("Kiln Lane 4");
    await page.getByText("This is no postcode yet.").waitFor();
    await page.getByLabel("Postcode").fill("12345");
    await page.getByLabel("Town").fill("Northtown");
    await page.locator(".summary .sum b", { hasText: "€126" }).waitFor();
    await page.getByText("At the workshop").click();
    await page.locator(".summary .sum b", { hasText: "€120" }).waitFor();
    await button(page, "Place the order").click();
    await heading(page, "Your orders");
    await settled(page);
    expect(await whereIs(page)).to.deep.equal({
      url: "/shop/account",
      title: "Your orders · Northlight",
      heading: "Your orders",
      flash: ["Order placed"],
    });
    expect(await page.locator(".order").count()).to.equal(2);
    expect(await page.locator(".order").first().innerText()).to.include("Moon jar");
    await button(page, "Cart 0").waitFor();
    await page.locator(".order a").first().click();
    await page.getByRole("heading", { name: /^Order N-1\d+$/, level: 1 }).waitFor();
    expect((await whereIs(page)).flash).to.deep.equal([]);
    expect(opened.problems).to.deep.equal([]);
  });

  it("shows in every tab what lies in the cart and what is left, and logs all of them out", async () => {
    await using opened = await openPage(`${shop.url}/shop/account`);
    const { page, context } = opened;
    await settled(page);
    await logIn(page, "ida", "kiln");
    await heading(page, "Your orders");
    await settled(page);
    const other = await context.newPage();
    await other.goto(`${shop.url}/shop/products/tea-jar`);
    await settled(other);
    await other.getByText("2 left", { exact: true }).waitFor();
    await using stranger = await openPage(`${shop.url}/shop?q=tea+jar`);
    await settled(stranger.page);
    await button(stranger.page, "Add Tea jar to the cart").click();
    await other.getByText("The last one", { exact: true }).waitFor();
    await button(other, "Add to the cart").click();
    await stranger.page.getByText("Sold out", { exact: true }).waitFor();
    await button(page, "Cart 1").waitFor();
    await other.goto(`${shop.url}/shop/account/checkout`);
    await settled(other);
    await button(page, "Log out").click();
    await heading(page, "Pots for every day");
    await heading(other, "Log in");
    expect((await whereIs(other)).url).to.equal("/shop/login?to=%2Fshop%2Faccount%2Fcheckout");
  });
});
