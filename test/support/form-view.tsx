// A view with forms of every kind, and a record of what their handlers were given.
import { defineComponent, defineView, js, topic } from "slotwire";
import { z } from "zod";

export const saved = topic<string>("saved");

/** What ran, since a test has emptied it. */
export const ran: unknown[] = [];

const Star = defineComponent({
  name: "star",
  state: () => ({ value: 0 }),
  actions: {
    set: (_state, ctx, value: number) => {
      ran.push(["set", value, { ...ctx.payload }]);
      return { value };
    },
  },
  messages: {
    shine: (_state, _ctx, strength: number) => {
      ran.push(["shine", strength]);
      return { value: strength };
    },
  },
  render: ({ value }, on) => (
    <form live-submit={on.set(4)}>
      <output>{value}</output>
    </form>
  ),
});

/** Which of the forms below, in their order. */
export const nth = {
  save: 0,
  typed: 1,
  leave: 2,
  refuse: 3,
  fail: 4,
  shine: 5,
  chain: 6,
  value: 7,
  star: 8,
  row: 9,
};

export const Forms = defineView({
  mount: ({ query }) => ({ ids: String(query.ids ?? "1,2").split(","), note: "" }),
  events: {
    save: (_state, ctx) => {
      ran.push(["save", { ...ctx.payload }, ctx.isConnected]);
      ctx.reply("nobody hears");
      ctx.push("nobody", "hears");
      ctx.publish(saved, String(ctx.payload.title));
    },
    typed: {
      schema: z.object({ user: z.object({ age: z.coerce.number() }) }),
      run: (_state, _ctx, input) => {
        ran.push(["typed", input]);
      },
    },
    leave: (_state, ctx) => ctx.navigate("/elsewhere?a=b"),
    refuse: async (_state, ctx) => {
      ctx.status(418);
      return { note: "No!" };
    },
    fail: (_state, ctx) => {
      ctx.publish(saved, "never");
      throw new Error("the handler failed");
    },
    shine: (_state, ctx) => {
      ctx.send(Star, "one", "shine", 9);
      ctx.status(200);
    },
  },
  actions: {
    remove: (_state, ctx, id: string) => {
      ran.push(["remove", id, { ...ctx.payload }]);
    },
  },
  render: ({ ids, note }, on) => (
    <div>
      <form live-submit="save" />
      <form live-submit={on.typed} method="POST" />
      <form live-submit={on.leave} />
      <form live-submit={on.refuse} />
      <form live-submit="fail" />
      <form live-submit="shine" />
      <form live-submit={js.addClass("busy").push(on.save, { value: { by: "push" } })} />
      <form live-submit="save" live-value-id="7 & 8" />
      <Star id="one" />
      {ids.map((id) => (
        <form key={id} live-submit={on.remove(id)} />
      ))}
      <p>{note}</p>
    </div>
  ),
});
