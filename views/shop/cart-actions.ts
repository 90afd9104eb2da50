// What a click on "Add" does, for every view that has such a button.
import type { Ctx } from "slotwire";
import { cartChanges, type Line, putIntoCart } from "./carts.js";
import { productOf } from "./products.js";
import { stockChanges } from "./stock.js";

/** Changes the cart of the visitor, and tells their other tabs, and everyone what is left. */
export function changeCart(
  ctx: Pick<Ctx<object>, "publish">,
  visitor: unknown,
  line: Line,
): number {
  const { by, lines, left } = putIntoCart(visitor, line);
  if (by !== 0) ctx.publish(cartChanges.of(String(visitor)), lines);
  for (const each of left) ctx.publish(stockChanges, each);
  return by;
}

/** The same for a button beside a pot, which says what came of it. */
export function addToCart(
  ctx: Pick<Ctx<object>, "session" | "publish" | "flash">,
  line: Line,
): void {
  const by = changeCart(ctx, ctx.session.visitor, line);
  const name = nameOf(line.id);
  if (by === line.count) ctx.flash("info", `${by === 1 ? "" : `${by} × `}${name} is in your cart.`);
  else if (by === 0) ctx.flash("error", noneLeft(line.id));
  else ctx.flash("error", `There were only ${by} of ${name} left. They are in your cart.`);
}

export function noneLeft(id: string): string {
  return `There is no ${nameOf(id)} left.`;
}

export function backOnShelf(id: string): string {
  return `${nameOf(id)} is back on the shelf.`;
}

function nameOf(id: string): string {
  return productOf(id)?.name ?? "pot";
}
