// What must and what must not compile about defineView; the compiler is the test.
import { type Action, defineView, type EventRef, topic } from "slotwire";
import { z } from "zod";

declare function el(...values: unknown[]): string;

const scores = topic<{ home: number }>("scores");
const rooms = topic.family<{ text: string }>("rooms");

export const All = defineView({
  mount: async ({ ctx }) => {
    ctx.subscribe(scores);
    ctx.every(100, "beat");
    return { count: 0, label: "x", items: [] as { id: number }[] };
  },
  events: {
    increment: (state) => ({ count: state.count + 1 }),
    named: (state, ctx) => ({ label: String(ctx.payload.value), count: state.count }),
    rename: {
      schema: z.object({ label: z.string() }),
      run: (state, _ctx, { label }) => ({ label: label.trim() + state.label.trim() }),
    },
    search: {
      policy: "latest",
      run: async (state, ctx) => {
        ctx.signal.throwIfAborted();
        return { label: state.label.trim() };
      },
    },
    find: {
      policy: "latest",
      schema: z.object({ q: z.string() }),
      run: async (state, ctx, { q }) => {
        ctx.signal.throwIfAborted();
        return { label: q.trim() + state.label.trim() };
      },
    },
  },
  actions: {
    add: (state, _ctx, by: number) => ({ count: state.count + by }),
    reset: () => ({ count: 0 }),
    touch: (state, ctx) => {
      ctx.update((now) => ({ count: now.count + 1 }));
      return { label: state.label.trim() };
    },
    move: (state, _ctx, arg: { from: number; to: number }) => ({
      count: arg.from + arg.to + state.count,
    }),
    remove: async (state, ctx, id: number) => {
      ctx.update({ count: 1 });
      return { items: state.items.filter((item) => item.id !== id) };
    },
    late: async (_state, _ctx, by: number) => (state) => ({ count: state.count + by }),
  },
  messages: {
    beat: (state) => ({ count: state.count + 1 }),
    score: {
      topic: scores,
      run: (state, _ctx, { home }) => ({ count: home.toFixed().length + state.count }),
    },
    said: { topic: rooms, run: (_state, _ctx, { text }) => ({ label: text.trim() }) },
  },
  head: ({ label }) => label.trim(),
  render: ({ count, items }, on) => {
    const bound: Action = on.add(5);
    const refs: EventRef[] = [on.rename, on.search, on.increment, on.find, on.named];
    const same: number = count;
    on.remove(items[0]?.id ?? 0);
    on.reset();
    on.touch();
    on.move({ from: 1, to: 2 });
    on.late(3);
    // @ts-expect-error: the argument is a number
    on.add("5");
    // @ts-expect-error: the argument is missing
    on.add();
    // @ts-expect-error: no such action
    on.ad(5);
    // @ts-expect-error: no such event
    on.renam;
    return el(bound, refs, same);
  },
});

export const count: number = All.State.count;

defineView({
  mount: () => ({ count: 0 }),
  // @ts-expect-error: count is a number
  actions: { bad: () => ({ count: "x" }) },
  render: (s) => el(s.count),
});
defineView({
  mount: () => ({ count: 0 }),
  // @ts-expect-error: the state has no such entry
  events: { bad: (state) => ({ count: state.cuont }) },
  render: (s) => el(s.count),
});
defineView({
  mount: () => ({ count: 0 }),
  // @ts-expect-error: an entry of the state changes its type inside an object with a schema
  events: { bad: { schema: z.object({}), run: () => ({ count: "x" }) } },
  render: (s) => el(s.count),
});
// @ts-expect-error: a misspelt option
defineView({ mount: () => ({ count: 0 }), evnets: {}, render: (s) => el(s.count) });
// @ts-expect-error: render is missing
defineView({ mount: () => ({ count: 0 }) });

defineView({ mount: () => ({ count: 0 }), render: (s) => el(s.count.toFixed()) });

defineView({
  mount: () => ({ count: 0 }),
  actions: { add: (s, _ctx, by: number = 1) => ({ count: s.count + by }) },
  render: (s, on) => el(s.count, on.add(), on.add(2)),
});

defineView({
  mount: ({ ctx, session }) => (session.user ? { count: 0 } : ctx.redirect("/login")),
  params: ({ state, query }) => ({ count: state.count + Number(query.by) }),
  unmount: (state) => {
    state.count.toFixed();
  },
  render: (s) => el(s.count.toFixed()),
});

defineView({
  mount: () => ({ count: 0 }),
  messages: {
    score: {
      topic: scores,
      // @ts-expect-error: the topic's messages are of another type
      run: (s, _c, m: { away: string }) => ({ count: s.count + m.away.length }),
    },
  },
  render: (s) => el(s.count),
});

defineView({
  mount: ({ ctx }) => {
    ctx.publish(scores, { home: 1 });
    // @ts-expect-error: the topic's messages are of another type
    ctx.publish(scores, { home: "1" });
    // @ts-expect-error: a topic, not its name
    ctx.subscribe("scores");
    return {};
  },
  render: () => null,
});
