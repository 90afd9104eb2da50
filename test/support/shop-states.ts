// The states of the shop that people find themselves in: for axe and for pictures.
import { settled } from "./browser.js";
import type { DemoState } from "./demo-state.js";
import { button, logIn } from "./shop-visitor.js";

export const shopStates: readonly DemoState[] = [
  {
    path: "/shop",
    name: "searched and filtered, with nothing found",
    async reach(page) {
      await page.goto(page.url().replace(/$/, "?q=nothing&glaze=moss"));
      await page.getByText("Nothing on the shelf").waitFor();
    },
  },
  {
    path: "/shop/login",
    name: "with the wrong password",
    async reach(page) {
      await page.getByLabel("Name").fill("mira");
      await page.getByLabel("Password").fill("saucer");
      await button(page, "Log in").click();
      await page.getByText("This is not the password").waitFor();
    },
  },
  {
    path: "/shop/products/bud-vase-rose",
    name: "in the cart, with a checkout that has errors",
    async reach(page) {
      await button(page, "Add to the cart").click();
      await settled(page);
      await page.goto(new URL("/shop/account/checkout", page.url()).href);
      await logIn(page);
      await settled(page);
      await button(page, "Place the order").click();
      await page.getByText("Which street").waitFor();
    },
  },
  {
    path: "/shop",
    name: "with the cart open, and a pot put back",
    async reach(page) {
      await button(page, "Add Everyday bowl to the cart").click();
      await button(page, "Add Harbour tumbler to the cart").click();
      await button(page, "Cart 2").click();
      await button(page, "Remove Everyday bowl").click();
      await button(page, "Undo").waitFor();
    },
  },
  {
    path: "/shop/account",
    name: "with the orders",
    async reach(page) {
      await logIn(page);
      await page.getByRole("heading", { name: "Your orders" }).waitFor();
      await settled(page);
    },
  },
  {
    path: "/shop/account/orders/N-1000",
    name: "with one order",
    async reach(page) {
      await logIn(page);
      await page.getByRole("heading", { name: "Order N-1000" }).waitFor();
      await settled(page);
    },
  },
];
