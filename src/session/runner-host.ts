// What a runner needs of its session, so that the two do not import each other.
import type { Action } from "../jsx/action.js";
import type { Handler } from "../live/view-definition.js";
import type { GoneReason } from "../wire/protocol.js";
import type { Call, CallHost } from "./call.js";
import type { Timer } from "./holdings.js";

export interface RunnerHost extends CallHost {
  findAction(boundary: number, fingerprint: string): Action | null;
  isSubscribed(topic: string): boolean;
  /** A timer's message is about to run; false when the timer was stopped while it waited. */
  timerTaken(timer: Timer): boolean;
  /** What `params` answers for the new URL; `invalidInput` when it is not a URL of this page. */
  urlChanged(href: string, call: Call): unknown;
  /** The messages that were ready have run: render and answer. */
  turnEnded(): void;
  end(reason: GoneReason): void;
  scheduleTurn(): void;
}

/** Stands for `params` where a change of URL is run like an event. */
export const urlHandler: Handler = {
  name: "params",
  run: () => undefined,
  schema: null,
  policy: "queue",
  maxPerSecond: Number.POSITIVE_INFINITY,
};
