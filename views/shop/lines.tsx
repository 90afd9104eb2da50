// The lines of a cart or an order, each with its picture.
import type { Line } from "./carts.js";
import { Picture } from "./picture.js";
import { priceText, productOf } from "./products.js";

export function Lines({ of: lines }: { of: readonly Line[] }) {
  return (
    <ul class="lines">
      {lines.map(({ id, count }) => (
        <LineOf key={id} id={id} count={count} />
      ))}
    </ul>
  );
}

function LineOf({ id, count }: { id: string; count: number }) {
  const product = productOf(id);
  if (product === undefined) return null;
  return (
    <li class="line">
      <span class="line-picture">
        <Picture of={product} />
      </span>
      <span class="line-name">
        <a href={`/shop/products/${id}`} live-nav="navigate" live-prefetch>
          {product.name}
        </a>
        <span class="note">
          {count} × {priceText(product.price)}
        </span>
      </span>
      <span class="line-price">{priceText(count * product.price)}</span>
    </li>
  );
}
