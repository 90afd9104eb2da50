// A page for tests of commands: its state is changed by the test, and its event is answered when the test says so.
import express from "express";
import { type Action, type Child, createLive, defineView, type EventRef, topic } from "slotwire";
import { type OpenPage, openPage, settled } from "./browser.js";
import { noIcon, textBecomes } from "./live-app.js";
import { serve } from "./server.js";

interface On {
  readonly save: EventRef;
  act(arg: string): Action;
}

export interface CommandPage<State> extends OpenPage {
  /** What reached the server: `save {…payload}` and `act argument`, in order. */
  readonly calls: string[];
  /** Changes the state from outside, and waits until the page shows it. */
  change(next: Partial<State>): Promise<void>;
  /** From now on `save` waits for `answer`. */
  hold(): void;
  /** Answers the oldest `save` that waits, else the next one to come: a change of the state, or an error that its handler throws. */
  answer(result: Partial<State> | Error): void;
  /** What an expression comes to; `$` finds an element. */
  see(text: string): Promise<unknown>;
  /** Waits until the expression is true. */
  until(text: string): Promise<void>;
}

const changes = topic<object>("changes");
const helpers = `
  window.$ = (selector) => document.querySelector(selector);
  window.shown = (selector) => getComputedStyle($(selector)).display !== "none";
  window.happened = [];
  for (const name of ["show-start", "show-end", "hide-start", "hide-end"]) {
    addEventListener("live:" + name, ({ target }) => happened.push(target.id + " " + name));
  }
`;

export async function commandPage<State extends object>(
  initial: State,
  render: (state: State, on: On) => Child,
  /** Runs before the page's own scripts. */
  script = "",
): Promise<CommandPage<State>> {
  const calls: string[] = [];
  const waiting: ((result: unknown) => void)[] = [];
  // The page shows what it expects before the server has heard of the event.
  const early: unknown[] = [];
  let isHolding = false;
  const save = async (payload: unknown): Promise<unknown> => {
    calls.push(`save ${JSON.stringify(payload)}`);
    if (!isHolding) return {};
    const result =
      early.length > 0 ? early.shift() : await new Promise((resolve) => waiting.push(resolve));
    if (result instanceof Error) throw result;
    return result;
  };
  const View = defineView({
    mount: ({ ctx }) => {
      ctx.subscribe(changes);
      return { version: 0, shown: initial };
    },
    events: {
      save: {
        // What changes the state meanwhile must not wait for the answer.
        policy: "concurrent",
        run: async (_state, ctx) => {
          const result = (await save(ctx.payload)) as Partial<State>;
          return ({ shown }) => ({ shown: { ...shown, ...result } });
        },
      },
    },
    actions: {
      act: (_state, _ctx, arg: string) => {
        calls.push(`act ${arg}`);
        return {};
      },
    },
    messages: {
      changed: {
        topic: changes,
        run: ({ shown, version }, _ctx, change) => ({
          version: version + 1,
          shown: { ...shown, ...change },
        }),
      },
    },
    render: ({ version, shown }, on) => (
      <main>
        <output id="version">{version}</output>
        {render(shown, on)}
      </main>
    ),
  });
  const live = createLive({ onError: () => {} });
  const app = express().use(live, noIcon).get("/", live.page(View));
  const site = await serve(app, live);
  const opened = await openPage();
  const { page } = opened;
  await page.addInitScript(helpers + script);
  await page.goto(site.url);
  await settled(page);
  let version = 0;
  return {
    ...opened,
    calls,
    async change(next) {
      live.publish(changes, next);
      await textBecomes(page, "#version", `${++version}`);
    },
    hold() {
      isHolding = true;
    },
    answer(result) {
      const oldest = waiting.shift();
      if (oldest === undefined) early.push(result);
      else oldest(result);
    },
    see: (text) => page.evaluate(text),
    async until(text) {
      await page.waitForFunction(text);
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}
