// How many of each pot are left, for everyone who looks: what lies in carts is taken from it, and comes back.
import { topic } from "slotwire";
import { products } from "./products.js";

export interface Left {
  readonly id: string;
  readonly left: number;
}

export const stockChanges = topic<Left>("shop-stock");

const stock = new Map(products.map(({ id, stock }) => [id, stock]));

export function leftOf(id: string): number {
  return stock.get(id) ?? 0;
}

/** Takes pots off the shelf, or puts them back, and answers with what is left to say. */
export function takeFromShelf(id: string, count: number): Left {
  const left = leftOf(id) - count;
  stock.set(id, left);
  return { id, left };
}

export function stockText(left: number): string {
  if (left === 0) return "Sold out";
  if (left === 1) return "The last one";
  return left <= 3 ? `${left} left` : "In stock";
}
