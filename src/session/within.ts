// Waits for promises, but not for ever.
import { timerMs } from "../timer-ms.js";

/** Settles when all have settled, or when the time is over. */
export async function within(timeoutMs: number, tasks: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timerMs(timeoutMs));
  });
  await Promise.race([Promise.allSettled(tasks), isOver]);
  clearTimeout(timer);
}
