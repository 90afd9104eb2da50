// The orders of the shop's customers, newest first: what a database would hold.
import { topic } from "slotwire";
import { cartOf, emptyCart, type Line, totalOf } from "./carts.js";

export interface Order {
  readonly id: string;
  /** The same event places one order, however often it runs. */
  readonly eventId: string;
  readonly day: string;
  readonly lines: readonly Line[];
  readonly delivery: Delivery;
  readonly total: number;
}

export const deliveries = [
  { id: "post", name: "By post", text: "In a box full of straw, in three days", price: 6 },
  { id: "collect", name: "At the workshop", text: "Any day but Monday", price: 0 },
] as const;

export type Delivery = (typeof deliveries)[number]["id"];

/** What somebody has ordered, for all their tabs. */
export const orderChanges = topic.family<readonly Order[]>("shop-orders");

const maxOrders = 20;
const firstLines: readonly Line[] = [
  { id: "morning-mug", count: 2 },
  { id: "everyday-bowl", count: 1 },
];
const first: Order = {
  id: "N-1000",
  eventId: "",
  day: "14 September 2026",
  lines: firstLines,
  delivery: "collect",
  total: totalOf(firstLines),
};

const orders = new Map<string, readonly Order[]>();
let lastNumber = 1000;

export function ordersOf(user: unknown): readonly Order[] {
  return orders.get(String(user)) ?? [first];
}

export function priceOf(delivery: unknown): number {
  return deliveries.find(({ id }) => id === delivery)?.price ?? 0;
}

const dayText = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

interface Placing {
  readonly user: unknown;
  readonly visitor: unknown;
  readonly delivery: Delivery;
  readonly eventId: string;
}

/** Makes an order of what lies in the cart, and empties it; null when nothing does. */
export function placeOrder({ user, visitor, delivery, eventId }: Placing): Order | null {
  const earlier = ordersOf(user);
  const again = earlier.find((order) => order.eventId === eventId);
  if (again !== undefined) return again;
  const lines = cartOf(visitor);
  if (lines.length === 0) return null;
  const order: Order = {
    id: `N-${++lastNumber}`,
    eventId,
    day: dayText.format(new Date()),
    lines,
    delivery,
    total: totalOf(lines) + priceOf(delivery),
  };
  orders.set(String(user), [order, ...earlier].slice(0, maxOrders));
  emptyCart(visitor);
  return order;
}
