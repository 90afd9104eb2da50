// The shelf: all pots, searched, filtered, sorted and paged by the URL; what is left changes while you look.
import { defineView } from "slotwire";
import { addToCart } from "./cart-actions.js";
import { anything, find, headingOf, urlOf, type Wish, wishOf } from "./catalogue.js";
import { glazes } from "./glazes.js";
import { Piece } from "./piece.js";
import { categories } from "./products.js";
import { siteUrl } from "./site.js";
import { leftOf, stockChanges } from "./stock.js";
import { Pages, Tools } from "./tools.js";

type LeftById = Readonly<Record<string, number>>;

function leftBy(wish: Wish): LeftById {
  return Object.fromEntries(find(wish).shown.map(({ id }) => [id, leftOf(id)]));
}

export const Shelf = defineView({
  name: "shop-shelf",
  mount: ({ ctx }) => {
    ctx.subscribe(stockChanges);
    return { wish: anything, left: {} as LeftById };
  },
  params: ({ query }) => {
    const wish = wishOf(query);
    return { wish, left: leftBy(wish) };
  },
  events: {
    search: ({ wish }, ctx) => {
      const { words, sort } = wishOf(ctx.payload);
      // One step back is the shelf before the search, not before the last letter.
      const replace = wish.words !== "" && words !== wish.words;
      ctx.patch(urlOf({ ...wish, words, sort, page: 1 }), { replace });
    },
  },
  actions: {
    add: (_state, ctx, id: string) => {
      addToCart(ctx, { id, count: 1 });
    },
  },
  messages: {
    stock: {
      topic: stockChanges,
      run:
        (_state, _ctx, { id, left }) =>
        (now) =>
          id in now.left ? { left: { ...now.left, [id]: left } } : {},
    },
  },
  resume: ({ wish }) => ({ left: leftBy(wish) }),
  head: ({ wish }) => (
    <>
      <title>{titleOf(wish)}</title>
      <meta name="description" content={describe(wish)} />
      <link rel="canonical" href={siteUrl(urlOf({ ...wish, sort: "shelf" }))} />
    </>
  ),
  render: ({ wish, left }, on) => {
    const { shown, total, pages } = find(wish);
    return (
      <div class="shelf-page">
        <header class="shelf-head">
          <h1>{headingOf(wish)}</h1>
          <p class="lede">{describe(wish)}</p>
        </header>
        <Tools wish={wish} onSearch={on.search} />
        <p id="shelf" class="shelf-count" role="status">
          {total === 0
            ? "No pot is like that."
            : `${total} ${total === 1 ? "pot" : "pots"}${pages > 1 ? `, page ${Math.min(wish.page, pages)} of ${pages}` : ""}`}
        </p>
        {total === 0 && (
          <p class="empty">
            Nothing on the shelf answers to that.{" "}
            <a href="/shop" live-nav="patch">
              Show everything
            </a>
          </p>
        )}
        <ul class="shelf">
          {shown.map((product) => (
            <Piece
              key={product.id}
              product={product}
              left={left[product.id] ?? 0}
              onAdd={on.add(product.id)}
            />
          ))}
        </ul>
        {pages > 1 && <Pages wish={wish} pages={pages} />}
      </div>
    );
  },
});

function titleOf(wish: Wish): string {
  return wish.page > 1 ? `${headingOf(wish)}, page ${wish.page}` : headingOf(wish);
}

function describe({ words, category, glaze }: Wish): string {
  if (words !== "") return "What the shelf has for these words.";
  if (glaze !== null) return glazes[glaze].text;
  const kind = categories.find(({ id }) => id === category);
  return kind?.text ?? "Thrown by hand in a workshop with one window, to the north.";
}
