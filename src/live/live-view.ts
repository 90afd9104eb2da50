// The tag for a view inside a view: what it is told, and how it is known to whoever keeps its session.
import type { Child, Component } from "../jsx/rendered.js";
import { createStateful } from "../jsx/stateful.js";
import type { NoProps } from "./context.js";
import type { View } from "./view.js";

/** Of each of several alternatives: those that they all have may be none. */
type KeysOf<Props> = Props extends unknown ? keyof Props : never;

/** Props that may be left out are not asked for. */
export type GivenProps<Props> = [KeysOf<Props>] extends [never]
  ? { readonly props?: Readonly<Record<string, never>> }
  : NoProps extends Props
    ? { readonly props?: NoInfer<Props> }
    : { readonly props: NoInfer<Props> };

export type LiveViewProps<Props = NoProps> = GivenProps<Props> & {
  /** A view with a name. */
  readonly view: View<object, Props>;
  /** Of the view's element. Another id is another view, with a `mount` of its own. */
  readonly id: string;
  /** It lives on when the visitor navigates to a page that shows a sticky view with the same id. */
  readonly sticky?: boolean;
  /** Of the element around the view's own. */
  readonly class?: string | undefined;
};

const name = "LiveView";
// What a call by name looks for in a component's definition: a nested view answers to none.
const definition = { name, events: new Map(), actions: new Map(), messages: new Map() };

/** How a tree knows a nested view; `LiveView` is what TSX sees of it. */
export const nestedComponent: Component = createStateful(definition);

/**
 * Shows another view inside this one. It has a state, a session and a channel of its own, over the same socket:
 * neither renders for the other, and what throws in one does not harm the other. `props` are plain data and given
 * once, to its `mount`; a render of the view around it with other props changes nothing.
 *
 * @example
 * ```tsx
 * import { defineView, LiveView, type MountVisit } from "slotwire";
 *
 * export const Cart = defineView({
 *   name: "cart",
 *   mount: ({ props }: MountVisit<{ items: number }>) => ({ items: props.items }),
 *   render: ({ items }) => <p>{items} items</p>,
 * });
 * export const Shop = defineView({
 *   mount: () => ({}),
 *   render: () => <LiveView view={Cart} id="cart" props={{ items: 2 }} />,
 * });
 * ```
 */
export const LiveView = nestedComponent as unknown as <Props>(props: LiveViewProps<Props>) => Child;
