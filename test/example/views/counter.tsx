// A view as the guide shows it: events by name, a schema, a bound action.
import { defineView } from "slotwire";
import { z } from "zod";

export const Counter = defineView({
  mount: () => ({ count: 0, label: "Counter" }),
  events: {
    increment: (state) => ({ count: state.count + 1 }),
    rename: {
      schema: z.object({ label: z.string().min(1) }),
      run: (_state, _ctx, { label }) => ({ label }),
    },
  },
  actions: {
    add: (state, _ctx, by: number) => ({ count: state.count + by }),
  },
  render: ({ count, label }, on) => (
    <div>
      {label}: {count}
      <button live-click="increment">+</button>
      <button live-click={on.add(5)}>+5</button>
      <form live-submit={on.rename}>
        <input name="label" value={label} />
      </form>
    </div>
  ),
});

export function typesThatDoNotCompile(): unknown[] {
  return [
    defineView({
      mount: () => ({ count: 0 }),
      events: { rename: () => ({}) },
      actions: { add: (state, _ctx, by: number) => ({ count: state.count + by }) },
      render: ({ count }, on) => (
        <div>
          {count}
          {/* @ts-expect-error the argument is a number */}
          <button live-click={on.add("5")}>+5</button>
          {/* @ts-expect-error there is no such action */}
          <button live-click={on.ad(5)}>+5</button>
          {/* @ts-expect-error there is no such event */}
          <form live-submit={on.renam} />
          {/* @ts-expect-error a binding takes a name, a reference or an action */}
          <button live-click={5}>+5</button>
        </div>
      ),
    }),
  ];
}
