// A time limit for what an author's code does inside a request.
import { LiveError } from "../errors.js";
import type { HandlerSet } from "../live/view-definition.js";
import type { Alarm, Alarms } from "./alarms.js";
import { viewName } from "./handled.js";
import type { Services } from "./services.js";

export interface TimeLimitOptions {
  readonly ms: number;
  readonly alarms: Alarms;
  /** What the caller is told when the time is over. */
  readonly createError: () => Error;
}

/** Rejects when the task takes too long; what it comes to after that is lost. */
export function inTime<Result>(
  task: Promise<Result>,
  { ms, alarms, createError }: TimeLimitOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const alarm: Alarm = { dueMs: 0, heapIndex: -1, ring: () => reject(createError()) };
    alarms.arm(alarm, ms);
    const settled = (): void => alarms.disarm(alarm);
    task.then(resolve, reject).then(settled, settled);
  });
}

/** For what a view does before there is a page. */
export function mountLimit(
  { definition }: { readonly definition: HandlerSet },
  { limits, alarms }: Pick<Services, "limits" | "alarms">,
): TimeLimitOptions {
  const ms = limits.mountMs;
  const details = { view: viewName(definition), ms };
  return { ms, alarms, createError: () => new LiveError("MOUNT_TIMEOUT", details) };
}
