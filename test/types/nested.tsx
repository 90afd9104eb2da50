// What must and what must not compile about views inside views; the compiler is the test.
import {
  createLive,
  defineView,
  LiveView,
  type MountVisit,
  type StateOf,
  type View,
} from "slotwire";

export const Cart = defineView({
  name: "cart",
  mount: ({ props, session, ctx }: MountVisit<{ start: number; tag?: string }>) => {
    ctx.every(1000, "tick");
    return { items: props.start, tag: props.tag ?? String(session.user) };
  },
  messages: { tick: (state) => ({ items: state.items + 1 }) },
  actions: { add: (state, _ctx, by: number) => ({ items: state.items + by }) },
  render: ({ items }, on) => <button live-click={on.add(items)}>{items}</button>,
});
export const Optional = defineView({
  name: "optional",
  mount: ({ props }: MountVisit<{ start?: number }>) => ({ items: props.start ?? 0 }),
  render: ({ items }) => <b>{items}</b>,
});
export const Plain = defineView({
  name: "plain",
  mount: async ({ params, props }) => ({ id: params.id, count: Object.keys(props).length }),
  render: ({ id }) => <b>{id}</b>,
});

export const Either = defineView({
  name: "either",
  mount: ({ props }: MountVisit<{ id: string } | { query: string }>) => ({
    text: "id" in props ? props.id : props.query,
  }),
  render: ({ text }) => <b>{text}</b>,
});

export const state: StateOf<typeof Cart> = { items: 1, tag: "" };

export const nested = [
  <LiveView key="1" view={Cart} id="cart" props={{ start: 1 }} />,
  <LiveView key="2" view={Cart} id="cart" class="wide" sticky props={{ start: 1, tag: "x" }} />,
  <LiveView key="3" view={Optional} id="optional" />,
  <LiveView key="4" view={Optional} id="optional" props={{}} />,
  <LiveView key="5" view={Optional} id="optional" props={{ start: 1 }} />,
  <LiveView key="6" view={Plain} id="plain" />,
  <LiveView key="14" view={Either} id="either" props={{ query: "x" }} />,
  // @ts-expect-error one of the alternatives is needed
  <LiveView key="15" view={Either} id="either" />,
  // @ts-expect-error props are missing
  <LiveView key="7" view={Cart} id="cart" />,
  // @ts-expect-error one of them is missing
  <LiveView key="8" view={Cart} id="cart" props={{ tag: "x" }} />,
  // @ts-expect-error one of them is wrong
  <LiveView key="9" view={Cart} id="cart" props={{ start: "1" }} />,
  // @ts-expect-error there is no such prop
  <LiveView key="10" view={Cart} id="cart" props={{ start: 1, end: 2 }} />,
  // @ts-expect-error it takes none
  <LiveView key="11" view={Plain} id="plain" props={{ start: 1 }} />,
  // @ts-expect-error the id is missing
  <LiveView key="12" view={Plain} />,
  // @ts-expect-error this is no view
  <LiveView key="13" view={{}} id="plain" />,
];

const live = createLive();
export const pages = [live.page(Plain), live.page(Optional)];
// @ts-expect-error nobody gives a page's view its props
live.page(Cart);
export const views: readonly View<object, never>[] = [Cart, Optional, Plain];

const request = {} as import("slotwire").LiveRequest;
const response = {} as import("slotwire").LiveResponse;
export const html: Promise<string> = live.embed(Cart, { start: 1 })(request, response);
export const embedded = [
  live.embed(Plain),
  live.embed(Optional),
  live.embed(Optional, {}, { id: "other" }),
  live.embed(Cart, { start: 1, tag: "x" }, { session: () => ({ user: "ada" }) }),
  // @ts-expect-error props are missing
  live.embed(Cart),
  // @ts-expect-error one of them is wrong
  live.embed(Cart, { start: "1" }),
  // @ts-expect-error there is no such option
  live.embed(Plain, {}, { name: "x" }),
  // @ts-expect-error this is no view
  live.embed({}),
];
