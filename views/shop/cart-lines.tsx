// The lines of a cart that can still be changed: one more, one less, none of it, each a form with one button.
import type { Action } from "slotwire";
import { type Line, totalOf } from "./carts.js";
import { Picture } from "./picture.js";
import { type Product, priceText, productOf } from "./products.js";

type LineAction = (line: Line) => Action;

interface CartLinesProps {
  readonly lines: readonly Line[];
  /** By how many: -1 takes one out. */
  readonly onChange: LineAction;
  readonly onRemove: LineAction;
}

export function CartLines({ lines, onChange, onRemove }: CartLinesProps) {
  if (lines.length === 0) return <p class="note empty-cart">Nothing yet. The shelf is full.</p>;
  return (
    <>
      <ul class="lines">
        {lines.map(({ id, count }) => {
          const product = productOf(id);
          return (
            product && (
              <CartLine
                key={id}
                product={product}
                count={count}
                onMore={onChange({ id, count: 1 })}
                onLess={count > 1 ? onChange({ id, count: -1 }) : onRemove({ id, count })}
                onRemove={onRemove({ id, count })}
              />
            )
          );
        })}
      </ul>
      <p class="sum">
        <span>In all</span> <b>{priceText(totalOf(lines))}</b>
      </p>
    </>
  );
}

interface CartLineProps {
  readonly product: Product;
  readonly count: number;
  readonly onMore: Action;
  readonly onLess: Action;
  readonly onRemove: Action;
}

function CartLine({ product, count, onMore, onLess, onRemove }: CartLineProps) {
  const { id, name, price } = product;
  return (
    <li class="line cart-line">
      <span class="line-picture">
        <Picture of={product} />
      </span>
      <span class="line-name">
        <a href={`/shop/products/${id}`} live-nav="navigate" live-prefetch>
          {name}
        </a>
        <span class="note">{priceText(price * count)}</span>
      </span>
      <span class="counting">
        <Step label={`One ${name} less`} on={onLess} path="M5 10h10" />
        <span class="counted">{count}</span>
        <Step label={`One ${name} more`} on={onMore} path="M10 5v10M5 10h10" />
        <Step label={`Remove ${name}`} on={onRemove} path="M6 6l8 8M14 6l-8 8" />
      </span>
    </li>
  );
}

interface StepProps {
  readonly label: string;
  readonly on: Action;
  readonly path: string;
}

function Step({ label, on, path }: StepProps) {
  return (
    <form live-submit={on}>
      <button type="submit" class="step" aria-label={label}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d={path} />
        </svg>
      </button>
    </form>
  );
}
