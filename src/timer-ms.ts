// What Node's timers can be set for: one that is set for longer rings at once.

const maxTimerMs = 0x7fffffff;

/** As long, or the 24 days that are the most. */
export function timerMs(ms: number): number {
  return Math.min(ms, maxTimerMs);
}
