// Tools for development: a slow network on demand, and a log of every frame. In production nothing of this is loaded.
import { type FrameWords, wordsOfReceived, wordsOfSent } from "./debug/frame-words.js";
import { faultsOf } from "./debug/page-checks.js";
import { ProblemOverlay, problemIn } from "./debug/problems.js";
import { say, warn } from "./debug/say.js";
import { keepSettings, readSettings, type Settings } from "./debug/settings.js";
import { watchSockets } from "./debug/watch-sockets.js";

/** What the page's console can switch; both hold for this tab, over reloads. */
export interface DebugTools {
  /**
   * Makes every frame take `ms` milliseconds each way, more or less by up to `jitterMs` (0 unless
   * told), without changing their order. `latency(0)` ends it.
   */
  latency(ms: number, jitterMs?: number): void;
  /** Writes every frame to the console, with its size and what it means; `debug(false)` ends it. */
  debug(isOn?: boolean): void;
}

export interface DebugOptions {
  /** Where `createLive({ path })` is mounted; "/live" unless said otherwise. */
  readonly path?: string;
}

/**
 * Watches the socket that `start()` opens after it. Slotwire's documents load it by themselves in
 * development, as `slotwire.latency()` and `slotwire.debug()`; a bundle of your own calls it before
 * `start()`.
 *
 * @example
 * import { start } from "slotwire/client";
 * import { installDebug } from "slotwire/client/debug";
 *
 * const { latency } = installDebug();
 * latency(300, 100);
 * start();
 */
export function installDebug({ path = "/live" }: DebugOptions = {}): DebugTools {
  let settings = readSettings();
  const told = new Set<string>();
  const overlay = new ProblemOverlay();

  function change(changes: Partial<Settings>): void {
    settings = { ...settings, ...changes };
    keepSettings(settings);
    sayLatency(settings);
  }

  function log(arrow: string, frame: string, { words, values }: FrameWords, note = ""): void {
    // Frames are JSON, which is text, and text goes as UTF-8.
    const bytes = new TextEncoder().encode(frame).length;
    say(`${arrow} ${words} · ${bytes} bytes${note}`, ...values);
  }

  watchSockets(`${path.replace(/\/$/, "")}/socket`, {
    latency: () => settings.latency,
    takes(frame) {
      const problem = problemIn(frame);
      if (problem !== null) overlay.show(problem);
      return problem !== null;
    },
    frameSent(frame) {
      if (settings.isLogging) log("↑", frame, wordsOfSent(frame));
    },
    frameReceived(frame, tookMs) {
      if (!settings.isLogging) return;
      log("↓", frame, wordsOfReceived(frame), ` · ${tookMs.toFixed(1)} ms`);
      for (const { key, text, element } of faultsOf(document)) {
        if (!told.has(key)) warn(text, element);
        told.add(key);
      }
    },
  });
  sayLatency(settings);
  return {
    latency: (ms, jitterMs = 0) =>
      change({ latency: { ms: amount(ms), jitterMs: amount(jitterMs) } }),
    debug: (isOn = true) => change({ isLogging: isOn }),
  };
}

// So that nobody looks for the reason of a slow page in the app.
function sayLatency({ latency: { ms, jitterMs } }: Settings): void {
  if (ms === 0 && jitterMs === 0) return;
  say(`simulates ${ms} ± ${jitterMs} ms each way; slotwire.latency(0) ends it`);
}

function amount(ms: number): number {
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
