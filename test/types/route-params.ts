// What must and what must not compile about the params of a view that says its route; the compiler is the test.
import { type Action, defineView, type EventRef, type MountVisit } from "slotwire";

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

function check<Expected>(): <Actual>(_value: Actual, _same: Same<Expected, Actual>) => void {
  return () => {};
}

export const Product = defineView({
  route: "/products/:id{/:tab}",
  mount: ({ params, props, ctx }) => {
    check<{ readonly id: string; readonly tab?: string }>()(params, true);
    // @ts-expect-error the route has no such param
    params.name;
    // @ts-expect-error it may be missing
    params.tab.length;
    // @ts-expect-error a page has no props
    props.start;
    ctx.patch("/products/1");
    return { id: params.id, count: 0 };
  },
  params: ({ params, state }) => {
    check<string | undefined>()(params.tab, true);
    return { id: params.id + state.id, count: state.count + 1 };
  },
  events: { add: (state) => ({ count: state.count + 1 }) },
  actions: { set: (_state, _ctx, count: number) => ({ count }) },
  render: ({ id, count }, on, { url }) => {
    check<EventRef>()(on.add, true);
    check<Action>()(on.set(1), true);
    return [id, count, url];
  },
});

export const Files = defineView({
  route: "/files/*path",
  mount: ({ params }) => {
    check<string[]>()(params.path, true);
    return {};
  },
  render: () => null,
});

export const Odd = defineView({
  route: '/a\\:no/:from-:to.:ext{/b{/:"two words"}/*rest}/:last_1$',
  mount: ({ params }) => {
    check<{
      readonly from: string;
      readonly to: string;
      readonly ext: string;
      readonly "two words"?: string;
      readonly rest?: string[];
      readonly last_1$: string;
    }>()(params, true);
    return {};
  },
  render: () => null,
});

export const Still = defineView({
  route: "/about",
  mount: ({ params }) => {
    // @ts-expect-error it has none
    params.id;
    return {};
  },
  render: () => null,
});

export const Any = defineView({
  mount: ({ params }) => {
    check<Readonly<Record<string, string>>>()(params, true);
    return {};
  },
  render: () => null,
});

declare const path: string;

export const Unknown = defineView({
  route: path,
  mount: ({ params }) => ({ id: params.id }),
  render: ({ id }) => id,
});

export const WithProps = defineView({
  route: "/users/:name",
  mount: ({ params, props }: MountVisit<{ start: number }, { readonly name: string }>) => ({
    text: `${params.name} ${props.start}`,
  }),
  render: ({ text }) => text,
});

export const WrongParams = defineView({
  route: "/users/:name",
  // @ts-expect-error the route has no param of this name
  mount: ({ params }: MountVisit<object, { readonly id: string }>) => ({ text: params.id }),
  render: () => null,
});
