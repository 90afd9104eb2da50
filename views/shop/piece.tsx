// One pot on the shelf: its picture, its name, which leads to its page, and the way into the cart.
import type { Action } from "slotwire";
import { glazes } from "./glazes.js";
import { Picture } from "./picture.js";
import { type Product, priceText } from "./products.js";
import { stockText } from "./stock.js";

interface PieceProps {
  readonly product: Product;
  readonly left: number;
  readonly onAdd: Action;
}

export function Piece({ product, left, onAdd }: PieceProps) {
  const { id, name, glaze, price } = product;
  return (
    <li class="piece">
      <div class="piece-picture">
        <Picture of={product} />
        {left <= 3 && <span class={["badge", { out: left === 0 }]}>{stockText(left)}</span>}
      </div>
      <h2 class="piece-name">
        <a href={`/shop/products/${id}`} live-nav="navigate" live-prefetch live-transition>
          {name}
        </a>
      </h2>
      <p class="piece-glaze">{glazes[glaze].name}</p>
      <p class="piece-price">{priceText(price)}</p>
      <form class="piece-add" live-submit={onAdd}>
        <button
          type="submit"
          class="add"
          aria-label={`Add ${name} to the cart`}
          disabled={left === 0}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M10 4v12M4 10h12" />
          </svg>
        </button>
      </form>
    </li>
  );
}
