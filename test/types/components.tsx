// What must and what must not compile about defineComponent; the compiler is the test.
import { type Action, type Child, defineComponent, defineView, topic } from "slotwire";
import { z } from "zod";

const scores = topic<{ home: number }>("scores");

export const Star = defineComponent({
  name: "star",
  state: (props: { initial: number; onPick?: Action; children?: Child }) => ({
    value: props.initial,
    label: "",
  }),
  update: (props, state, previous) => {
    const id: string | number = props.id;
    const before: number = previous.initial + state.value;
    // @ts-expect-error: no such prop
    props.initia;
    if (String(id) === String(before)) return { value: before };
  },
  mounted: (state, ctx) => {
    ctx.every(100, "tick");
    return { value: state.value + 1 };
  },
  events: {
    clear: (state) => ({ value: state.value - state.value }),
    rename: {
      schema: z.object({ label: z.string() }),
      run: (state, ctx, { label }) => ({
        label: label.trim() + state.label.trim() + ctx.props.initial.toFixed(),
      }),
    },
  },
  actions: {
    set: (_state, _ctx, value: number) => ({ value }),
    touch: (state, ctx) => {
      ctx.update((now) => ({ value: now.value + 1 }));
      if (ctx.props.onPick !== undefined) ctx.call(ctx.props.onPick);
      return { label: state.label.trim() };
    },
    late: async (state, ctx) => {
      ctx.signal.throwIfAborted();
      return { value: state.value };
    },
    // A component may speak to itself and to others.
    other: (_state, ctx) => ctx.send(Dot, "dot", "blink"),
  },
  messages: {
    tick: (state) => ({ value: state.value + 1 }),
    reset: (state, _ctx, to: number) => ({ value: to + state.value }),
    maybe: (_state, _ctx, to?: string) => ({ label: to ?? "" }),
    score: { topic: scores, run: (_state, _ctx, { home }) => ({ value: home }) },
  },
  unmount: (state, ctx) => {
    ctx.publish(scores, { home: state.value });
  },
  error: (problem, on, { props }) => (
    <button live-click={on.set(props.initial)}>{String(problem)}</button>
  ),
  render: ({ value, label }, on, { props, ctx }) => {
    const refs: Action[] = [on.clear, on.rename, on.set(1), on.touch()];
    const isOn: boolean = ctx.isConnected;
    // @ts-expect-error: the argument is a number
    on.set("5");
    // @ts-expect-error: the argument is missing
    on.set();
    // @ts-expect-error: no such action
    on.ad(5);
    // @ts-expect-error: no such event
    on.renam;
    // @ts-expect-error: no such state
    label.valu;
    return (
      <form live-submit={on.rename} id={`star-${props.id}`}>
        {props.children}
        {refs.length + value.toFixed() + label.trim() + props.initial.toFixed() + String(isOn)}
      </form>
    );
  },
});

export const Dot = defineComponent({
  name: "dot",
  state: () => ({ isOn: false }),
  messages: { blink: ({ isOn }) => ({ isOn: !isOn }) },
  render: ({ isOn }) => (isOn ? "on" : null),
});

export const Page = defineView({
  mount: () => ({ picked: "" }),
  actions: { pick: (_state, _ctx, picked: string) => ({ picked }) },
  events: {
    send: (_state, ctx) => {
      ctx.send(Star, "star-1", "reset", 3);
      ctx.send(Star, 1, "tick");
      ctx.send(Star, 1, "maybe");
      ctx.send(Star, 1, "maybe", "x");
      // @ts-expect-error: the value is a number
      ctx.send(Star, "star-1", "reset", "3");
      // @ts-expect-error: the value is missing
      ctx.send(Star, "star-1", "reset");
      // @ts-expect-error: no such message
      ctx.send(Star, "star-1", "rest", 3);
      // @ts-expect-error: not a component
      ctx.send("star", "star-1", "reset", 3);
      // @ts-expect-error: a view has no props
      ctx.props;
    },
  },
  render: ({ picked }, on) => (
    <main>
      {picked}
      <Dot id="dot" />
      <Star key="1" id="star-1" initial={3} onPick={on.pick("a")}>
        text, <b>and markup</b>
      </Star>
      <Star id={2} initial={3} />
      {/* @ts-expect-error: the id is missing */}
      <Star initial={3} />
      {/* @ts-expect-error: the prop is missing */}
      <Star id="star-2" />
      {/* @ts-expect-error: the prop is a number */}
      <Star id="star-3" initial="3" />
      {/* @ts-expect-error: no such prop */}
      <Dot id="dot-2" initial={3} />
    </main>
  ),
});

// @ts-expect-error: state is not there
defineComponent({ name: "x", render: () => null });
// @ts-expect-error: a state is an object
defineComponent({ name: "x", state: () => 5, render: () => null });
// @ts-expect-error: a component has no mount
defineComponent({ name: "x", mount: () => ({}), state: () => ({}), render: () => null });
defineComponent({
  name: "x",
  state: () => ({ count: 0 }),
  // @ts-expect-error: a handler returns entries of the state
  actions: { add: () => ({ coun: 1, count: "x" }) },
  render: () => null,
});
