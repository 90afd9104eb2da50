// What a call wants to happen besides a change of state: held until the call's turn is committed.
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
  | { readonly type: "error"; readonly ref: number; readonly code: ErrorCode }
  | { readonly type: "publish"; readonly topic: Topic<unknown>; readonly message: unknown }
  | { readonly type: "unsubscribe"; readonly topic: string }
  | { readonly type: "start-timer"; readonly timer: TimerStart }
  | { readonly type: "stop-timer"; readonly name: string };

export interface TimerStart {
  readonly name: string;
  readonly ms: number;
  readonly isRepeated: boolean;
}
