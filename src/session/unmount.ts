// Runs the `unmount` of a view when its session is over, and of a component that is gone.
import { isThenable } from "../errors.js";
import { Call, type CallHost } from "./call.js";
import { messageSubject } from "./call-subject.js";
import type { Effect } from "./effects.js";

interface UnmountHost extends CallHost {
  perform(effect: Effect): void;
}

type Unmount = (state: object, ctx: Call) => unknown;

/** Nobody is there to see a patch or an effect any more: only what it publishes goes out. */
export function runUnmount(host: UnmountHost, unmount: Unmount | null): void {
  if (unmount === null) return;
  const where = host.props === null ? "unmount" : `${host.definition.name}.unmount`;
  const call = new Call(host, messageSubject(where));
  const failed = (error: unknown): string => host.handlerFailed(error, where);
  try {
    const result = unmount(host.state, call);
    if (isThenable(result)) result.then(undefined, failed);
    for (const effect of call.effects ?? []) {
      if (effect.type === "publish") host.perform(effect);
    }
  } catch (error) {
    failed(error);
  }
  call.abort();
}
