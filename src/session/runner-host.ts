// What a runner needs of its session, so that the two do not import each other.
import type { Action } from "../jsx/action.js";
import type { Component } from "../jsx/rendered.js";
import type { Handler } from "../live/view-definition.js";
import type { GoneReason } from "../wire/protocol.js";
import type { Call, CallHost } from "./call.js";
import type { FlashHost } from "./flash-turn.js";

export interface RunnerHost extends CallHost, FlashHost {
  readonly page: RunnerPage | null;
  /** Of what the page shows, anything is out of date. */
  readonly isDirty: boolean;
  /** What `params` answers for the new URL; `invalidInput` when it is not a URL of this page. */
  urlChanged(href: string, call: Call): unknown;
  /** The messages that were ready have run: render and answer. */
  turnEnded(): void;
  end(reason: GoneReason): void;
  scheduleTurn(): void;
}

/** What is rendered. */
interface RunnerPage {
  flashChanged(): void;
  findAction(boundary: number, fingerprint: string): Action | null;
  /** Whose actions have this owner. */
  componentOf(owner: string): CallHost | null;
  findComponent(component: Component, id: string | number): CallHost | null;
}

/** Stands for `params` where a change of URL is run like an event. */
export const urlHandler: Handler = {
  name: "params",
  run: () => undefined,
  schema: null,
  policy: "queue",
  maxPerSecond: Number.POSITIVE_INFINITY,
};
