// The carts of the shop's visitors: what a database would hold. A pot in a cart is not on the shelf any more.
import { topic } from "slotwire";
import { productOf } from "./products.js";
import { type Left, leftOf, takeFromShelf } from "./stock.js";

export interface Line {
  readonly id: string;
  readonly count: number;
}

interface Cart {
  readonly lines: readonly Line[];
  readonly changedAtMs: number;
}

/** What somebody's cart holds now, for all their tabs. */
export const cartChanges = topic.family<readonly Line[]>("shop-cart");

const maxCarts = 1000;
const keptMs = 30 * 60_000;
const carts = new Map<string, Cart>();

export function cartOf(visitor: unknown): readonly Line[] {
  return carts.get(String(visitor))?.lines ?? [];
}

export function countOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { count }) => sum + count, 0);
}

export function totalOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { id, count }) => sum + count * (productOf(id)?.price ?? 0), 0);
}

/** Puts pots into a cart, or takes them out; never more than there are. Returns by how many it changed. */
export function putIntoCart(visitor: unknown, { id, count }: Line): Change {
  const lines = cartOf(visitor);
  const had = lines.find((line) => line.id === id)?.count ?? 0;
  const by = Math.max(-had, Math.min(count, leftOf(id)));
  if (by === 0 || productOf(id) === undefined) return { by: 0, lines, left: [] };
  const now = { id, count: had + by };
  const others = lines.filter((line) => line.id !== id);
  const changed =
    had === 0
      ? [...lines, now]
      : now.count === 0
        ? others
        : lines.map((line) => (line.id === id ? now : line));
  const forgotten = keep(String(visitor), changed);
  return { by, lines: changed, left: [takeFromShelf(id, by), ...forgotten] };
}

export interface Change {
  readonly by: number;
  readonly lines: readonly Line[];
  readonly left: readonly Left[];
}

/** What was paid for has left the shop. */
export function emptyCart(visitor: unknown): void {
  carts.delete(String(visitor));
}

/** The oldest carts go first, and what lay in them goes back to the shelf. */
function keep(visitor: string, lines: readonly Line[]): Left[] {
  carts.delete(visitor);
  carts.set(visitor, { lines, changedAtMs: Date.now() });
  const left: Left[] = [];
  for (const [each, cart] of carts) {
    if (carts.size <= maxCarts && Date.now() - cart.changedAtMs < keptMs) break;
    carts.delete(each);
    for (const { id, count } of cart.lines) left.push(takeFromShelf(id, -count));
  }
  return left;
}
