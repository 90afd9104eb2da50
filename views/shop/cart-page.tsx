// The cart as a page: for a look at all of it, and for browsers without scripts.
import { defineView } from "slotwire";
import { backOnShelf, changeCart, noneLeft } from "./cart-actions.js";
import { CartLines } from "./cart-lines.js";
import { cartChanges, cartOf, type Line } from "./carts.js";
import { siteUrl } from "./site.js";

export const CartPage = defineView({
  name: "shop-cart-page",
  mount: ({ session: { visitor }, ctx }) => {
    ctx.subscribe(cartChanges.of(String(visitor)));
    return { lines: cartOf(visitor) };
  },
  actions: {
    change: (_state, ctx, line: Line) => {
      if (changeCart(ctx, ctx.session.visitor, line) === 0) ctx.flash("error", noneLeft(line.id));
      return { lines: cartOf(ctx.session.visitor) };
    },
    remove: (_state, ctx, { id, count }: Line) => {
      changeCart(ctx, ctx.session.visitor, { id, count: -count });
      ctx.flash("info", backOnShelf(id));
      return { lines: cartOf(ctx.session.visitor) };
    },
  },
  messages: {
    cart: { topic: cartChanges, run: (_state, _ctx, lines) => ({ lines }) },
  },
  resume: (_state, ctx) => ({ lines: cartOf(ctx.session.visitor) }),
  head: () => (
    <>
      <title>Your cart</title>
      <meta name="description" content="What you have taken from the shelf." />
      <meta name="robots" content="noindex" />
      <link rel="canonical" href={siteUrl("/shop/cart")} />
    </>
  ),
  render: ({ lines }, on) => (
    <section class="narrow-page cart-page">
      <h1>Your cart</h1>
      <p class="lede">It keeps for half an hour; then it goes back to the shelf.</p>
      <div class="panel">
        <CartLines lines={lines} onChange={on.change} onRemove={on.remove} />
      </div>
      <p class="cart-ways">
        <a class="button" href="/shop" live-nav="navigate" live-prefetch>
          To the shelf
        </a>
        {lines.length > 0 && (
          <a class="button primary" href="/shop/account/checkout" live-nav="navigate" live-prefetch>
            Checkout
          </a>
        )}
      </p>
    </section>
  ),
});
