// What was switched on, kept for as long as the tab lives: a reload is the commonest thing in development.
import type { Latency } from "./lane.js";

export interface Settings {
  readonly latency: Latency;
  readonly isLogging: boolean;
}

const storageKey = "live:debug";
const initial: Settings = { latency: { ms: 0, jitterMs: 0 }, isLogging: false };

export function readSettings(): Settings {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? "null");
    return { ...initial, ...stored };
  } catch {
    return initial;
  }
}

export function keepSettings(settings: Settings): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // Without storage (blocked by the user) they hold until the next load.
  }
}
