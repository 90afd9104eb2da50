// Runs a view's `unmount` when its session is over.
import { Call, type CallHost, messageSubject } from "./call.js";
import type { Effect } from "./effects.js";
import { isThenable } from "./invoke.js";

interface UnmountHost extends CallHost {
  perform(effect: Effect): void;
}

/** Nobody is there to see a patch or an effect any more: only what it publishes goes out. */
export function unmountSession(host: UnmountHost, state: object): void {
  const { unmount } = host.definition;
  if (unmount === null) return;
  const call = new Call(host, messageSubject("unmount"));
  const failed = (error: unknown): void => host.handlerFailed(error, "unmount");
  try {
    const result = unmount(state, call);
    if (isThenable(result)) result.then(undefined, failed);
    for (const effect of call.effects ?? []) {
      if (effect.type === "publish") host.perform(effect);
    }
  } catch (error) {
    failed(error);
  }
  call.abort();
}
