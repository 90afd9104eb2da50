// One pot: its picture, its story, and how many are left, which changes for everyone who looks at it.
import { defineView, jsonLd } from "slotwire";
import { addToCart } from "./cart-actions.js";
import { relatedTo, urlOf } from "./catalogue.js";
import { sizeOf } from "./forms.js";
import { glazes } from "./glazes.js";
import { Picture } from "./picture.js";
import { categories, type Product, priceText, productOf } from "./products.js";
import { siteUrl } from "./site.js";
import { leftOf, stockChanges, stockText } from "./stock.js";

export const ProductPage = defineView({
  name: "shop-product",
  route: "/products/:id",
  mount: ({ params, ctx }) => {
    const product = productOf(params.id);
    if (product === undefined) return ctx.status(404);
    ctx.subscribe(stockChanges);
    return { product, left: leftOf(product.id) };
  },
  events: {
    add: ({ product }, ctx) => {
      const count = Number(ctx.payload.count);
      addToCart(ctx, { id: product.id, count: Number.isInteger(count) && count > 0 ? count : 1 });
    },
  },
  messages: {
    stock: {
      topic: stockChanges,
      run: ({ product }, _ctx, { id, left }) => (id === product.id ? { left } : {}),
    },
  },
  resume: ({ product }) => ({ left: leftOf(product.id) }),
  head: ({ product, left }) => (
    <>
      <title>{product.name}</title>
      <meta name="description" content={product.about} />
      <link rel="canonical" href={siteUrl(`/shop/products/${product.id}`)} />
      {jsonLd(structured(product, left))}
    </>
  ),
  render: ({ product, left }) => {
    const { name, category, form, glaze, price, about } = product;
    const kind = categories.find(({ id }) => id === category);
    return (
      <article class="product">
        <nav class="crumbs" aria-label="Breadcrumbs">
          <a href="/shop" live-nav="navigate" live-prefetch>
            Shop
          </a>
          <a href={urlOf({ category })} live-nav="navigate" live-prefetch>
            {kind?.name}
          </a>
        </nav>
        <div class="product-picture">
          <Picture of={product} label={`${name}, glazed in ${glazes[glaze].name.toLowerCase()}`} />
        </div>
        <div class="product-text">
          <h1>{name}</h1>
          <p class="product-price">{priceText(price)}</p>
          <p class="lede">{about}</p>
          <p class={["stock", { low: left > 0 && left <= 3, out: left === 0 }]} role="status">
            {stockText(left)}
          </p>
          <form class="product-add" live-submit="add">
            <label for="count">How many</label>
            <input
              id="count"
              class="field"
              type="number"
              name="count"
              min="1"
              max={Math.max(1, left)}
              value="1"
              inputmode="numeric"
            />
            <button type="submit" class="button primary" disabled={left === 0}>
              {left === 0 ? "Back after the next firing" : "Add to the cart"}
            </button>
          </form>
          <dl class="facts">
            <div>
              <dt>Size</dt>
              <dd>{sizeOf(form)}</dd>
            </div>
            <div>
              <dt>Glaze</dt>
              <dd>
                <a href={urlOf({ glaze })} live-nav="navigate" live-prefetch>
                  {glazes[glaze].name}
                </a>
                . {glazes[glaze].text}
              </dd>
            </div>
            <div>
              <dt>Care</dt>
              <dd>Fired at 1,280 °C: dishwasher, oven and frost will not hurt it.</dd>
            </div>
          </dl>
        </div>
        <section class="related" aria-labelledby="related">
          <h2 id="related">Also in {glazes[glaze].name.toLowerCase()}</h2>
          <ul class="shelf">
            {relatedTo(product).map((other) => (
              <li key={other.id} class="piece">
                <div class="piece-picture">
                  <Picture of={other} />
                </div>
                <h3 class="piece-name">
                  <a
                    href={`/shop/products/${other.id}`}
                    live-nav="navigate"
                    live-prefetch
                    live-transition
                  >
                    {other.name}
                  </a>
                </h3>
                <p class="piece-price">{priceText(other.price)}</p>
              </li>
            ))}
          </ul>
        </section>
      </article>
    );
  },
});

function structured({ id, name, about, price }: Product, left: number): object {
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name,
    description: about,
    sku: id,
    brand: { "@type": "Brand", name: "Northlight" },
    offers: {
      "@type": "Offer",
      url: siteUrl(`/shop/products/${id}`),
      price,
      priceCurrency: "EUR",
      availability: `https://schema.org/${left > 0 ? "InStock" : "OutOfStock"}`,
    },
  };
}
