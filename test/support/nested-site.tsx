// A page of nested views for a browser: they count, fail, come later and go.
import express from "express";
import {
  createLive,
  defineView,
  type Limits,
  type Live,
  LiveView,
  type MountVisit,
} from "slotwire";
import { noIcon } from "./live-app.js";

/** What a test may make of the site while a page of it is open. */
interface Mood {
  /** So many mounts of `Fragile` throw. */
  failures: number;
  readonly errors: string[];
}

const Counter = defineView({
  name: "counter",
  mount: ({ props }: MountVisit<{ start: number }>) => ({
    count: props.start,
    changes: 0,
    isBroken: false,
  }),
  events: {
    type: ({ changes }) => ({ changes: changes + 1 }),
    tab: (_state, ctx) => ctx.patch("/?tab=two"),
    add: ({ count }) => ({ count: count + 1 }),
    throw: () => {
      throw new Error("thrown");
    },
    break: () => ({ isBroken: true }),
  },
  error: () => <em>broken</em>,
  render: ({ count, changes, isBroken }) => {
    if (isBroken) throw new Error("broken");
    return (
      <div>
        <output>{count}</output>
        <button type="button" class="add" live-click="add">
          Add
        </button>
        <button type="button" class="throw" live-click="throw">
          Throw
        </button>
        <button type="button" class="tab" live-click="tab">
          Tab
        </button>
        <button type="button" class="break" live-click="break">
          Break
        </button>
        <form id={`form${changes}`} live-input="type">
          <input name="text" />
        </form>
      </div>
    );
  },
});

export interface NestedSite {
  readonly app: express.Express;
  readonly live: Live;
  readonly mood: Mood;
}

export function createSite(limits: Partial<Limits> = {}): NestedSite {
  const mood: Mood = { failures: 0, errors: [] };
  const Fragile = defineView({
    name: "fragile",
    mount: () => {
      if (mood.failures-- > 0) throw new Error("not yet");
      return {};
    },
    error: () => <em>not yet {mood.failures}</em>,
    render: () => <LiveView view={Counter} id="inside" props={{ start: 70 }} />,
  });
  const Board = defineView({
    name: "board",
    mount: () => ({ ids: ["a", "b"], renders: 0, hasFragile: false, tab: "" }),
    params: ({ query }) => ({ tab: String(query.tab ?? "one") }),
    events: {
      again: ({ renders }) => ({ renders: renders + 1 }),
      more: ({ ids }) => ({ ids: ["c", ...ids] }),
      turn: ({ ids }) => ({ ids: [...ids].reverse() }),
      drop: ({ ids }) => ({ ids: ids.slice(1) }),
      fragile: ({ hasFragile }) => ({ hasFragile: !hasFragile }),
    },
    render: ({ ids, renders, hasFragile, tab }) => (
      <main>
        <h1>{renders}</h1>
        <h2>{tab}</h2>
        <button type="button" live-click="again">
          Again
        </button>
        <button type="button" live-click="more">
          More
        </button>
        <button type="button" live-click="turn">
          Turn
        </button>
        <button type="button" live-click="drop">
          Drop
        </button>
        <button type="button" live-click="fragile">
          Fragile
        </button>
        <ul>
          {ids.map((id, at) => (
            <li key={id}>
              <LiveView view={Counter} id={id} props={{ start: 10 * at }} />
            </li>
          ))}
        </ul>
        {hasFragile && <LiveView view={Fragile} id="fragile" />}
      </main>
    ),
  });
  const live = createLive({
    limits,
    onError: (error) => mood.errors.push((error as Error).message),
  });
  const counter = live.embed(Counter, { start: 5 }, { id: "embedded" });
  const part = live.embed(Counter, { start: 40 }, { id: "part" });
  const app = express()
    .set("views", "test/support/pages")
    .set("view engine", "ejs")
    .use(live, noIcon)
    .get("/", live.page(Board))
    .get("/part", async (request, response) => void response.send(await part(request, response)))
    .get("/ours", async (request, response) => {
      const views = [await counter(request, response)];
      response.render("ours", { title: "Ours", script: live.script(), views });
    });
  return { app, live, mood };
}
