// How long to wait before the next attempt, so that a server that comes back is not stormed.

const baseMs = 200;
const capMs = 10_000;

/**
 * Full jitter: anywhere between nothing and twice the last bound. After a restart thousands of pages
 * come back spread over the whole range instead of in waves.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 16));
}
