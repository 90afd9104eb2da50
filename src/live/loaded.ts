// What a loader brings, as a value of the state: on its way, there, or failed.

/**
 * The state's entry of a loader, plain data. While it is loaded again, `value` is what was there before.
 * `error` is the message of what the loader threw, in production the reference under which it was reported.
 *
 * @example
 * ```tsx
 * import { defineView, type Loaded } from "slotwire";
 *
 * const findOrders = async (page: number) => [`order ${page}`];
 *
 * export const Orders = defineView({
 *   mount: ({ ctx }) => ({ orders: ctx.load<string[]>("orders", 1) }),
 *   loaders: { orders: (_ctx, page) => findOrders(Number(page)) },
 *   render: ({ orders }) => <List orders={orders} />,
 * });
 *
 * function List({ orders }: { orders: Loaded<string[]> }) {
 *   if (orders.status === "failed") return <p role="alert">{orders.error}</p>;
 *   return <ul aria-busy={orders.status === "loading"}>{orders.value?.map((each) => <li>{each}</li>)}</ul>;
 * }
 * ```
 */
export type Loaded<Value> =
  | { readonly status: "loading"; readonly value: Value | null; readonly error: null }
  | { readonly status: "ready"; readonly value: Value; readonly error: null }
  | { readonly status: "failed"; readonly value: Value | null; readonly error: string };

/** What a loader is given besides its input. */
export interface LoaderCtx {
  /** What `createLive({ session })` answered for the visit. */
  readonly session: Readonly<Record<string, unknown>>;
  /** Aborted when the same loader is called again, takes too long, or the session is over. */
  readonly signal: AbortSignal;
}

/** Loads a value; the input is what `ctx.load` was given. */
export type Loader = (ctx: LoaderCtx, input: never) => unknown;
