// The guarded part: what somebody has ordered. Whoever is not logged in never gets this far.
import { defineView } from "slotwire";
import { Lines } from "./lines.js";
import { deliveries, type Order, orderChanges, ordersOf } from "./orders.js";
import { nameOf } from "./people.js";
import { priceText } from "./products.js";
import { siteUrl } from "./site.js";

export const Account = defineView({
  name: "shop-account",
  mount: ({ session, ctx }) => {
    ctx.subscribe(orderChanges.of(String(session.user)));
    return { user: session.user, orders: ordersOf(session.user) };
  },
  messages: {
    orders: { topic: orderChanges, run: (_state, _ctx, orders) => ({ orders }) },
  },
  resume: ({ user }) => ({ orders: ordersOf(user) }),
  head: () => (
    <>
      <title>Your orders</title>
      <meta name="description" content="What you have ordered." />
      <meta name="robots" content="noindex" />
      <link rel="canonical" href={siteUrl("/shop/account")} />
    </>
  ),
  render: ({ user, orders }) => (
    <section class="account">
      <header class="account-head">
        <div>
          <h1>Your orders</h1>
          <p class="lede">Good to see you, {nameOf(user)}.</p>
        </div>
        <div class="account-ways">
          <a class="button primary" href="/shop/account/checkout" live-nav="navigate" live-prefetch>
            Checkout
          </a>
          <form method="post" action="/shop/logout">
            <button type="submit" class="button">
              Log out
            </button>
          </form>
        </div>
      </header>
      <ol class="orders">
        {orders.map((order) => (
          <Placed key={order.id} order={order} />
        ))}
      </ol>
    </section>
  ),
});

function Placed({ order: { id, day, lines, delivery, total } }: { order: Order }) {
  const way = deliveries.find((each) => each.id === delivery);
  return (
    <li class="panel order">
      <header>
        <h2>
          <a href={`/shop/account/orders/${id}`} live-nav="navigate" live-prefetch>
            {id}
          </a>
        </h2>
        <p class="note">
          {day} · {way?.name}
          {way !== undefined && way.price > 0 && `, ${priceText(way.price)}`}
        </p>
      </header>
      <Lines of={lines} />
      <p class="sum">
        <span>In all</span> <b>{priceText(total)}</b>
      </p>
    </li>
  );
}
