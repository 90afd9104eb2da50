// Handlers whose state holds literals need no annotation, with or without parameters; the compiler is the test.
import { defineComponent, defineView } from "slotwire";

interface Panel {
  readonly mode: "open" | "shut";
  readonly count: number;
  readonly by: { readonly kind: "mouse" | "key" } | null;
  readonly seen: readonly ("a" | "b")[];
  readonly isPinned: true | null;
}
const panel: Panel = { mode: "open", count: 0, by: null, seen: [], isPinned: null };

defineView({
  mount: () => panel,
  params: () => ({ mode: "shut" }),
  events: {
    plain: () => ({ mode: "shut" }),
    method() {
      return { mode: "shut", count: 1 };
    },
    later: async () => ({ mode: "shut" }),
    changed: () => (state) => ({ mode: "shut", count: state.count + 1 }),
    inside: () => ({ by: { kind: "key" }, seen: ["a"], isPinned: true }),
    sometimes: () => (Math.random() > 0.5 ? { mode: "open" } : undefined),
    latest: { policy: "latest", run: async () => ({ mode: "shut" }) },
    given: (state, ctx) => {
      ctx.update(() => ({ mode: "shut" }));
      return { mode: state.mode === "open" ? "shut" : "open" };
    },
  },
  actions: {
    shut: () => ({ mode: "shut" }),
    set: (_state, _ctx, mode: "open" | "shut") => ({ mode }),
  },
  messages: { tick: () => ({ mode: "shut" }) },
  resume: () => ({ mode: "shut" }),
  render: ({ mode }) => mode,
});

defineComponent({
  name: "panel",
  state: () => panel,
  events: { shut: () => ({ mode: "shut" }) },
  actions: { open: () => ({ by: { kind: "mouse" } }) },
  messages: { tick: () => ({ mode: "shut" }) },
  render: ({ mode }) => mode,
});

defineView({
  mount: () => panel,
  events: {
    // @ts-expect-error: no such mode
    other: () => ({ mode: "ajar" }),
    // @ts-expect-error: no such mode
    later: async () => ({ mode: "ajar" }),
    // @ts-expect-error: no such kind
    inside: () => ({ by: { kind: "pen" } }),
    // @ts-expect-error: another type
    count: () => ({ count: "1" }),
    // @ts-expect-error: no such entry
    unknown: () => ({ mood: "open" }),
    // @ts-expect-error: no such mode
    update: (_state, ctx) => ctx.update({ mode: "ajar" }),
  },
  render: ({ mode }) => mode,
});
