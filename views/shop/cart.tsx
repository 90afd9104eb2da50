// The cart in the bar: a view of its own, which stays as it is while the pages around it come and go.
import { defineView, type MountVisit } from "slotwire";
import { backOnShelf, changeCart, noneLeft } from "./cart-actions.js";
import { CartLines } from "./cart-lines.js";
import { cartChanges, cartOf, countOf, type Line } from "./carts.js";

interface Note {
  readonly text: string;
  readonly undo?: Line;
}

export const Cart = defineView({
  name: "shop-cart",
  mount: ({ props: { visitor }, ctx }: MountVisit<{ visitor: string }>) => {
    ctx.subscribe(cartChanges.of(visitor));
    return { visitor, lines: cartOf(visitor), note: null as Note | null };
  },
  actions: {
    change: ({ visitor }, ctx, line: Line) => {
      return { note: changeCart(ctx, visitor, line) === 0 ? { text: noneLeft(line.id) } : null };
    },
    remove: ({ visitor }, ctx, line: Line) => {
      changeCart(ctx, visitor, { ...line, count: -line.count });
      return { note: { text: backOnShelf(line.id), undo: line } };
    },
  },
  messages: {
    cart: { topic: cartChanges, run: (_state, _ctx, lines) => ({ lines }) },
  },
  resume: ({ visitor }) => ({ lines: cartOf(visitor) }),
  render: ({ lines, note }, on) => {
    const count = countOf(lines);
    return (
      <>
        {/* Where no script runs, the page of the cart does the same. */}
        <a class="cart-link" href="/shop/cart">
          <Basket /> Cart <span class="cart-count">{count}</span>
        </a>
        <button type="button" class="cart-link" popovertarget="cart-panel">
          <Basket /> Cart <span class="cart-count">{count}</span>
        </button>
        <section id="cart-panel" class="cart-panel" popover="auto" aria-labelledby="cart-title">
          <h2 id="cart-title">Your cart</h2>
          <CartLines lines={lines} onChange={on.change} onRemove={on.remove} />
          <p class="note cart-note" role="status">
            {note?.text}
            {note?.undo && (
              <button type="button" class="undo" live-click={on.change(note.undo)}>
                Undo
              </button>
            )}
          </p>
          <p class="cart-ways">
            <a class="button" href="/shop/cart" live-nav="navigate" live-prefetch>
              See the cart
            </a>
            <a class="button primary" href="/shop/account/checkout" live-nav="navigate">
              Checkout
            </a>
          </p>
        </section>
      </>
    );
  },
});

function Basket() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 9h16l-1.6 9.2a2 2 0 0 1-2 1.8H7.6a2 2 0 0 1-2-1.8zM8.5 9 11 4M15.5 9 13 4" />
    </svg>
  );
}
