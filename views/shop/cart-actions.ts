// What a click on "Add" does, for every view that has such a button.
import type { Ctx } from "slotwire";
import { cartChanges, type Line, putIntoCart } from "./carts.js";
import { stockChanges } from "./stock.js";

/** Changes the cart of the visitor, and tells their other tabs, and everyone what is left. */
export function changeCart(ctx: Pick<Ctx<object>, "session" | "publish">, line: Line): number {
  const { by, lines, left } = putIntoCart(ctx.session.visitor, line);
  if (by !== 0) ctx.publish(cartChanges.of(String(ctx.session.visitor)), lines);
  for (const each of left) ctx.publish(stockChanges, each);
  return by;
}
