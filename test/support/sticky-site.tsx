// Pages that share a sticky view, and one that has no place for it.
import express from "express";
import { createLive, defineView, hook, type Limits, type Live, LiveView } from "slotwire";
import { noIcon } from "./live-app.js";

export interface StickySite {
  readonly app: express.Express;
  readonly live: Live;
  /** The views that were mounted, in order. */
  readonly mounts: string[];
}

/** A word with everything that headers, selectors and HTML have to be told about. */
export const playerId = '"音" player.1';

export function createStickySite(limits: Partial<Limits> = {}): StickySite {
  const mounts: string[] = [];
  const Player = defineView({
    name: "player",
    mount: () => {
      mounts.push("player");
      return { at: 0 };
    },
    events: { play: ({ at }) => ({ at: at + 1 }) },
    render: ({ at }) => (
      <section id="shown" live-hook={hook("Log", { at })}>
        <output class="at">{at}</output>
        <button type="button" live-click="play">
          Play
        </button>
        <input name="note" />
        <a href="/one" live-nav="navigate">
          from player
        </a>
      </section>
    ),
  });
  const Aside = defineView({
    name: "aside",
    mount: () => {
      mounts.push("aside");
      return { count: 0 };
    },
    events: { add: ({ count }) => ({ count: count + 1 }) },
    render: ({ count }) => (
      <aside>
        <output>{count}</output>
        <button type="button" live-click="add">
          Add
        </button>
      </aside>
    ),
  });
  const pageOf = (name: string, hasPlayer: boolean) =>
    defineView({
      name,
      mount: () => {
        mounts.push(name);
        return { renders: 0 };
      },
      events: { again: ({ renders }) => ({ renders: renders + 1 }) },
      head: () => <title>{name}</title>,
      render: ({ renders }) => (
        <main>
          <h1>{name}</h1>
          <nav>
            {["one", "two", "without"].map((other) => (
              <a href={`/${other}`} live-nav="navigate">
                {`to ${other}`}
              </a>
            ))}
          </nav>
          <button type="button" class="again" live-click="again">
            {renders}
          </button>
          {hasPlayer && <LiveView view={Player} id={playerId} sticky />}
          {name === "one" && <LiveView view={Aside} id="aside" />}
        </main>
      ),
    });
  const live = createLive({ limits });
  const app = express().use(live, noIcon);
  for (const name of ["one", "two", "without"]) {
    app.get(`/${name}`, live.page(pageOf(name, name !== "without")));
  }
  return { app, live, mounts };
}
