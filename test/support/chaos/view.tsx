// The view of the chaos suite: a bit of everything that a view can do, and the server's ledger of what it did.
import { setTimeout as delay } from "node:timers/promises";
import { defineView, topic } from "slotwire";

/** What the server has done, written down when it is done. */
export interface Ledger {
  mounted(): void;
  /** A handler was started for this event. */
  ran(id: string): void;
  /** The number of the latest news; a session hears those after its mount. */
  readonly news: number;
}

interface Item {
  readonly id: number;
  readonly text: string;
}

/** Numbered from 1 by the server of the suite. */
export const news = topic<number>("news");
/** The ids of the events that told. */
export const rumours = topic<string>("rumours");

/** Each session's own sum over what it was told, in whatever order. */
export const weightOf = (id: string) => Number(id.replace(/\D/g, "")) % 9973;
export const foldOrder = (order: number, id: string) => (order * 31 + weightOf(id)) % 1_000_003;
export const firstItems: readonly Item[] = [1, 2, 3, 4, 5].map((id) => ({
  id,
  text: `first-${id}`,
}));
export const bigText = (id: string, chars: number) => `${id}.`.repeat(chars).slice(0, chars);

const idOf = (payload: unknown) => String((payload as { id?: unknown }).id);
const pauseOf = (id: string) => weightOf(id) % 23;

export const createChaosView = (ledger: Ledger) =>
  defineView({
    name: "Chaos",
    mount: ({ ctx }) => {
      ctx.subscribe(news);
      ctx.subscribe(rumours);
      ctx.every(700, "tick");
      ledger.mounted();
      const start = { order: 0, added: 0, steps: 0, found: "", beside: 0, pushes: 0, ticks: 0 };
      const heard = { heard: ledger.news, missed: 0, rumours: 0, told: 0 };
      return { ...start, ...heard, items: firstItems, nextItem: 6, big: "" };
    },
    // What was published while nobody ran the session is gone: it is up to date again.
    resume: () => ({ heard: ledger.news }),
    events: {
      add: (state, ctx) => {
        const id = idOf(ctx.payload);
        ledger.ran(id);
        ctx.push("did", state.pushes + 1);
        ctx.reply(`added ${id}`);
        const order = foldOrder(state.order, id);
        return { order, added: state.added + weightOf(id), pushes: state.pushes + 1 };
      },
      slow: async (state, ctx) => {
        const id = idOf(ctx.payload);
        ledger.ran(id);
        ctx.update({ steps: state.steps + 1 });
        await delay(pauseOf(id));
        ctx.push("did", state.pushes + 1);
        ctx.reply(`slow ${id}`);
        const order = foldOrder(state.order, id);
        return { order, steps: state.steps + 2, pushes: state.pushes + 1 };
      },
      find: {
        policy: "latest",
        run: async (_state, ctx) => {
          const id = idOf(ctx.payload);
          ledger.ran(id);
          await delay(pauseOf(id), undefined, { signal: ctx.signal });
          return { found: id };
        },
      },
      beside: {
        policy: "concurrent",
        run: async (_state, ctx) => {
          const id = idOf(ctx.payload);
          ledger.ran(id);
          await delay(pauseOf(id) * 3);
          ctx.reply(`beside ${id}`);
          return (state) => ({ beside: state.beside + weightOf(id) });
        },
      },
      insert: (state, ctx) => {
        const id = idOf(ctx.payload);
        ledger.ran(id);
        const at = weightOf(id) % (state.items.length + 1);
        return {
          items: insertedAt(state.items, at, { id: state.nextItem, text: id }),
          nextItem: state.nextItem + 1,
        };
      },
      tell: (state, ctx) => {
        const id = idOf(ctx.payload);
        ledger.ran(id);
        ctx.publish(rumours, id);
        return { told: state.told + 1 };
      },
      big: (_state, ctx) => {
        const id = idOf(ctx.payload);
        ledger.ran(id);
        return { big: bigText(id, Number(ctx.payload.chars)) };
      },
      fail: (state, ctx) => {
        ledger.ran(idOf(ctx.payload));
        ctx.push("did", -1);
        ctx.publish(rumours, "never");
        if (state.order >= 0) throw new Error("on purpose");
      },
      stop: (_state, ctx) => {
        ledger.ran(idOf(ctx.payload));
        ctx.cancel("tick");
      },
    },
    actions: {
      edit: (state, ctx, item: number) => {
        const id = idOf(ctx.payload);
        ledger.ran(id);
        return {
          items: state.items.map((each) => (each.id === item ? { ...each, text: id } : each)),
        };
      },
      raise: (state, ctx, item: number) => {
        ledger.ran(idOf(ctx.payload));
        return { items: raised(state.items, item) };
      },
      remove: (state, ctx, item: number) => {
        ledger.ran(idOf(ctx.payload));
        return { items: state.items.filter(({ id }) => id !== item) };
      },
    },
    messages: {
      tick: (state, ctx) => {
        ctx.push("did", state.pushes + 1);
        return { ticks: state.ticks + 1, pushes: state.pushes + 1 };
      },
      news: {
        topic: news,
        run: (state, _ctx, number) => ({
          heard: number,
          missed: state.missed + (number === state.heard + 1 ? 0 : 1),
        }),
      },
      rumours: { topic: rumours, run: (state) => ({ rumours: state.rumours + 1 }) },
    },
    render: (state, on) => (
      <main class={state.ticks % 2 === 0 ? "even" : "odd"}>
        <b id="order">{state.order}</b>
        <b id="added">{state.added}</b>
        <b id="steps">{state.steps}</b>
        <b id="found">{state.found}</b>
        <b id="beside">{state.beside}</b>
        <b id="heard">{state.heard}</b>
        <b id="missed">{state.missed}</b>
        <b id="rumours">{state.rumours}</b>
        <b id="told">{state.told}</b>
        <b id="pushes">{state.pushes}</b>
        <i>{state.ticks}</i>
        {state.big !== "" && <p id="big">{state.big}</p>}
        <ul>
          {state.items.map(({ id, text }) => (
            <li key={id} title={text}>
              {text}
              <button data-act="edit" data-item={id} live-click={on.edit(id)}>
                e
              </button>
              <button data-act="raise" data-item={id} live-click={on.raise(id)}>
                r
              </button>
              <button data-act="remove" data-item={id} live-click={on.remove(id)}>
                x
              </button>
            </li>
          ))}
        </ul>
      </main>
    ),
  });

export function insertedAt(items: readonly Item[], at: number, item: Item): readonly Item[] {
  return [...items.slice(0, at), item, ...items.slice(at)];
}

export function raised(items: readonly Item[], item: number): readonly Item[] {
  const found = items.filter(({ id }) => id === item);
  return [...found, ...items.filter(({ id }) => id !== item)];
}
