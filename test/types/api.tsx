// The code of the public description as an app writes it, and the mistakes that must not compile.
import type { Server } from "node:http";
import express from "express";
import { type Action, createLive, defineView, type Layout, type LiveLayout, topic } from "slotwire";
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

interface Item {
  readonly id: number;
  readonly name: string;
}

function Row({ item, onRemove }: { item: Item; onRemove: Action }) {
  return (
    <tr>
      <td>{item.name}</td>
      <td>
        <button live-click={onRemove}>×</button>
      </td>
    </tr>
  );
}

export const List = defineView({
  mount: async ({ params, query, session, url }) => ({
    items: [
      { id: 1, name: `${params.list} ${String(query.filter)} ${String(session.user)} ${url}` },
    ],
  }),
  actions: {
    remove: (state, _ctx, id: number) => ({ items: state.items.filter((item) => item.id !== id) }),
  },
  render: ({ items }, on) => (
    <table>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} onRemove={on.remove(item.id)} />
        ))}
        {items.map((item) => (
          // @ts-expect-error: the component needs onRemove
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  ),
});

export const scores = topic<{ home: number; away: number }>("scores");

export const Scores = defineView({
  mount: ({ ctx }) => {
    ctx.subscribe(scores);
    return { home: 0, away: 0 };
  },
  messages: {
    score: { topic: scores, run: (_state, _ctx, { home, away }) => ({ home, away }) },
  },
  render: ({ home, away }) => (
    <p>
      {home}:{away}
    </p>
  ),
});

const Frame: LiveLayout = ({ children, url, flash, session, isOutdated }) => (
  <div title={url}>
    {flash.info} {String(session.user)} {isOutdated && "old"} {children}
  </div>
);

// @ts-expect-error: the head is the document's alone
export const Headed: LiveLayout = ({ head }) => head;

const Document: Layout = ({ head, children }) => [head, children];

export function start(): Server {
  const app = express();
  const live = createLive({ secret: process.env.LIVE_SECRET });
  app.use(live);
  app.get("/counter", live.page(Counter));
  app.all("/list/:list", live.page(List, { session: () => ({ user: "ada" }) }));
  app.use(live.pages({ within: [Frame], title: (title) => title ?? "Site", early: true }));
  app.get("/framed", live.page(Counter, { within: Frame }));
  // @ts-expect-error: a live layout, and not its name
  live.pages({ within: "Frame" });
  // @ts-expect-error: a title is a text
  live.pages({ title: () => null });
  // @ts-expect-error: what is no option of a page
  live.pages({ secret: "x" });
  // @ts-expect-error: it is the layout of a document, and has what a live one is not given
  live.pages({ within: Document });
  live.publish(scores, { home: 1, away: 0 });
  // @ts-expect-error: the topic's messages have numbers
  live.publish(scores, { home: "1", away: 0 });
  // @ts-expect-error: a view, not a component
  app.get("/row", live.page(Row));
  // @ts-expect-error: no such option
  createLive({ sercet: "x" });
  return live.attach(app.listen(3000));
}

export function mistakes() {
  return (
    <p>
      {/* @ts-expect-error: a binding takes a name, a reference or an action */}
      <b live-click={5} />
      {/* @ts-expect-error: no such element */}
      <dvi />
      {/* @ts-expect-error: a promise is no child */}
      <i>{Promise.resolve("later")}</i>
    </p>
  );
}
