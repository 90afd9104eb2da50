// One number for all tabs: a topic carries each change to every session that subscribed.
import { defineView, topic } from "slotwire";

interface Room {
  readonly value: number;
  readonly tabs: number;
}

const room = topic<Room>("shared-counter");

// The truth for everyone; an app would keep it in a database.
let current: Room = { value: 0, tabs: 0 };

function change(by: Partial<Room>): Room {
  current = { value: current.value + (by.value ?? 0), tabs: current.tabs + (by.tabs ?? 0) };
  return current;
}

export const Shared = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(room);
    const here = change({ tabs: 1 });
    ctx.publish(room, here);
    return { ...here };
  },
  actions: {
    add: (_state, ctx, by: number) => {
      ctx.publish(room, change({ value: by }));
    },
  },
  messages: {
    changed: { topic: room, run: (_state, _ctx, { value, tabs }) => ({ value, tabs }) },
  },
  unmount: (_state, ctx) => {
    ctx.publish(room, change({ tabs: -1 }));
  },
  head: ({ value }) => <title>{`Shared counter: ${value}`}</title>,
  render: ({ value, tabs }, on) => (
    <section class="demo narrow" aria-labelledby="title">
      <h1 id="title">Shared counter</h1>
      <p class="lede">
        Everyone on this page sees the same number. A click publishes to a topic; each open tab gets
        its own small patch.
      </p>
      <div class="panel center">
        <p class="readout">
          Shared value: <output aria-live="polite">{value}</output>
        </p>
        <div class="row">
          <button type="button" class="button" live-click={on.add(-1)}>
            Minus one
          </button>
          <button type="button" class="button primary" live-click={on.add(1)}>
            Plus one
          </button>
        </div>
        <p class="note presence">
          <span class="dot" aria-hidden="true" />
          {tabs === 1 ? "1 tab is here" : `${tabs} tabs are here`}
        </p>
      </div>
    </section>
  ),
});
