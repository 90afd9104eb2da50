// What a call wants to happen besides a change of state: held until the call's turn is committed.
import type { Action } from "../jsx/action.js";
import type { Component } from "../jsx/rendered.js";
import type { Topic } from "../live/topic.js";
import type { ErrorCode } from "../wire/protocol.js";
import type { EffectKind } from "../wire/server-frames.js";

/** An effect, or the error that answers an event, in the order in which they go out. */
export type Effect =
  | {
      readonly type: "frame";
      readonly ref: number;
      readonly kind: EffectKind;
      readonly json: string;
    }
  | {
      readonly type: "error";
      readonly ref: number;
      readonly code: ErrorCode;
      /** Of what failed, in the app's reports. */
      readonly reference?: string;
    }
  /** Of the answer to a form without JavaScript; a page that is connected is told nothing. */
  | { readonly type: "status"; readonly code: number }
  /** Done when the call returned, so that the turn's render shows it. */
  | { readonly type: "flash"; readonly kind: string; readonly text: string }
  /** Null for all kinds. */
  | { readonly type: "clear-flash"; readonly kind: string | null }
  | { readonly type: "publish"; readonly topic: Topic<unknown>; readonly message: unknown }
  | { readonly type: "unsubscribe"; readonly holder: Holder; readonly topic: string }
  | { readonly type: "start-timer"; readonly holder: Holder; readonly timer: TimerStart }
  | { readonly type: "stop-timer"; readonly holder: Holder; readonly name: string }
  | {
      readonly type: "load";
      readonly holder: Holder;
      readonly name: string;
      readonly input: unknown;
    }
  | SentMail
  | CalledMail;

/** A message to a component, wherever it is rendered when the message runs. */
export interface SentMail {
  readonly type: "sent";
  readonly component: Component;
  readonly id: string | number;
  readonly name: string;
  readonly value: unknown;
}

/** An action that a handler calls, as if the page had. */
export interface CalledMail {
  readonly type: "called";
  readonly action: Action;
}

/** Who keeps subscriptions and timers: the session for its view, or a component. */
export interface Holder {
  /** True when it was not subscribed before. */
  subscribe(topic: Topic<unknown>): boolean;
  unsubscribe(topic: string): void;
  startTimer(start: TimerStart): void;
  stopTimer(name: string): void;
  startLoad(name: string, input: unknown): void;
}

export interface TimerStart {
  readonly name: string;
  readonly ms: number;
  readonly isRepeated: boolean;
}
