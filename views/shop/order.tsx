// One order, with the ways to the one before it and the one after it. Its guard knows whose it is.
import { defineView } from "slotwire";
import { Lines } from "./lines.js";
import { deliveries, ordersOf } from "./orders.js";
import { priceText } from "./products.js";
import { siteUrl } from "./site.js";

const orderUrl = (id: string) => `/shop/account/orders/${id}`;

export const OrderPage = defineView({
  name: "shop-order",
  route: "/account/orders/:id",
  mount: ({ params, session: { user }, ctx }) => {
    const orders = ordersOf(user);
    const at = orders.findIndex(({ id }) => id === params.id);
    const order = orders[at];
    if (order === undefined) return ctx.status(404);
    return { order, newer: orders[at - 1]?.id ?? null, older: orders[at + 1]?.id ?? null };
  },
  head: ({ order: { id } }) => (
    <>
      <title>{`Order ${id}`}</title>
      <meta name="description" content="What was in the box." />
      <meta name="robots" content="noindex" />
      <link rel="canonical" href={siteUrl(orderUrl(id))} />
    </>
  ),
  render: ({ order: { id, day, lines, delivery, total }, newer, older }) => (
    <section class="account">
      <nav class="crumbs" aria-label="Breadcrumbs">
        <a href="/shop/account" live-nav="navigate" live-prefetch>
          Your orders
        </a>
      </nav>
      <h1>Order {id}</h1>
      <p class="lede">
        {day} · {deliveries.find((each) => each.id === delivery)?.name}
      </p>
      <div class="panel order">
        <Lines of={lines} />
        <p class="sum">
          <span>In all</span> <b>{priceText(total)}</b>
        </p>
      </div>
      {(newer ?? older) !== null && <Neighbours newer={newer} older={older} />}
    </section>
  ),
});

function Neighbours({ newer, older }: { newer: string | null; older: string | null }) {
  return (
    <nav class="pages" aria-label="Orders">
      {newer === null ? (
        <span />
      ) : (
        <a href={orderUrl(newer)} rel="next" live-nav="navigate" live-prefetch>
          Newer
        </a>
      )}
      {older === null ? (
        <span />
      ) : (
        <a href={orderUrl(older)} rel="prev" live-nav="navigate" live-prefetch>
          Older
        </a>
      )}
    </nav>
  );
}
