// Slotwire behind Express: the counter, the table of 1,000 rows and the score that is broadcast.
import express from "express";
import { createLive, defineView, topic } from "slotwire";
import { boundPage, counterPage, scorePage, tablePage } from "../views/pages.js";
import { serveControl } from "./control.mjs";
import { changed, makeItems, randomPrice } from "./items.mjs";
import { limits } from "./limits.mjs";
import { paced, renders } from "./pace.mjs";

interface Tick {
  readonly kind: "one" | "all" | "move" | "shift" | "empty" | "fill";
  readonly index?: number;
  readonly price?: string;
  readonly from?: number;
  readonly to?: number;
}

const scores = topic<{ home: number }>("score");
const ticks = topic.family<Tick>("tick");

const Counter = defineView({
  mount: () => ({ count: 0, label: "Counter" }),
  events: { increment: (state) => ({ count: state.count + 1 }) },
  render: ({ count, label }) => counterPage(label, count),
});

const Bound = defineView({
  mount: () => ({ count: 0, label: "Counter" }),
  actions: { add: (state, _ctx, by: number) => ({ count: state.count + by }) },
  render: ({ count, label }, on) => boundPage(label, count, on.add(5)),
});

/** Each table has a topic of its own, so that a tick goes to the newest one alone. */
let tables = 0;

const Table = defineView({
  mount: ({ ctx }) => {
    tables += 1;
    ctx.subscribe(ticks.of(tables));
    return { items: makeItems() };
  },
  messages: {
    tick: { topic: ticks, run: (state, _ctx, tick) => ({ items: changed(state.items, tick) }) },
  },
  render: ({ items }) => {
    renders.count += 1;
    return tablePage(items);
  },
});

const Score = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(scores);
    return { home: 0 };
  },
  messages: { score: { topic: scores, run: (_state, _ctx, { home }) => ({ home }) } },
  render: ({ home }) => scorePage(home),
});

const live = createLive({ secret: "a secret of the bench, thirty-two bytes", limits });
const app = express();
app.use(live);
app.get("/counter", live.page(Counter));
app.get("/bound", live.page(Bound));
app.get("/table", live.page(Table));
app.get("/score", live.page(Score));

const tick = (message: Tick) => live.publish(ticks.of(tables), message);
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  serveControl(typeof address === "object" && address !== null ? address.port : 0, {
    ticks: ({ kind, count }: { kind: "one" | "all"; count: number }) =>
      paced(count, (i) => tick({ kind, index: (i * 37) % 1000, price: randomPrice() })),
    burst: (list: readonly Tick[]) => paced(list.length, (i) => list[i] && tick(list[i])),
    tick,
    broadcast: (home: number) => live.publish(scores, { home }),
  });
});
live.attach(server);
