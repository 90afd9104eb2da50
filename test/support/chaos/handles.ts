// What keeps a process alive: its timers, sockets, servers, counted before and after.
import { setTimeout as delay } from "node:timers/promises";

type Handles = Readonly<Record<string, number>>;

/** The test runner's own timer, if there is one, is set when a test turns out to take its time. */
export async function handlesNow(): Promise<Handles> {
  await new Promise((resolve) => setImmediate(resolve));
  return handles();
}

function handles(): Handles {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What there is more of than before; some sockets take the time of a closing handshake that nobody answers. */
export async function handlesSince(before: Handles): Promise<string> {
  const endMs = performance.now() + 40_000;
  let extra = extraOf(before);
  while (extra !== "" && performance.now() < endMs) {
    await delay(50);
    // A timer that has just rung counts until its list has been gone through.
    await new Promise((resolve) => setImmediate(resolve));
    extra = extraOf(before);
  }
  return extra;
}

function extraOf(before: Handles): string {
  return Object.entries(handles())
    .map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
    .filter(([kind, count]) => count > 0 && kind !== "Immediate")
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");
}
