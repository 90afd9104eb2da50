// The scripts that a page loads when it first needs them; from where is the business of the entry.
import type { FallbackModule } from "./fallback/index.js";
import type { PartsModule } from "./interaction-host.js";
import type { LaterModule } from "./later/index.js";
import { logError } from "./log.js";
import type { NavigationModule } from "./navigation-host.js";
import type { Replacing } from "./replacing.js";

export interface Scripts {
  /** Needed where a form is live, or an event is held back. */
  readonly forms: PartsModule;
  /** Needed where there are hooks, commands, or bindings of the rarer kinds. */
  readonly interaction: PartsModule;
  /** Needed where the page changes its URL without being loaded. */
  readonly navigation: NavigationModule;
  /** Needed where HTML goes into a live DOM: after a rejoin, or when a patch could not be applied. */
  readonly morph: Replacing;
  /** Needed where the network lets no WebSocket through. */
  readonly fallback: FallbackModule;
  /** Needed a moment after the page has begun; nobody waits for it. */
  readonly later: LaterModule;
}

export type LoadScript = <Name extends keyof Scripts>(name: Name) => Promise<Scripts[Name]>;

/**
 * What asks for the two scripts of interaction, in HTML or in templates, by first letters. Forms: live-change, submit,
 * input, form, recover, trigger, disable-with, debounce, throttle. The other one: chains of commands, and live-hook, mounted,
 * keydown, keyup, remove, connected, disconnected, click-away, window, on, viewport, trap, portal.
 */
const wanted = [
  ["forms", /live-(ch|su|i|for|rec|tri|disa|de|th)/],
  ["interaction", /live-(h|m|k|rem|co|disc|click-|w|on-|vi|tra|po)|"\[\[/],
] as const;

/** The scripts of interaction that this HTML, or these templates, ask for. */
export function partsIn(markup: string): ("forms" | "interaction")[] {
  return wanted.filter(([, pattern]) => pattern.test(markup)).map(([name]) => name);
}

/** Loads each at most once; what failed is null now, and tried again by the next call. */
export function once(
  load: LoadScript,
): <Name extends keyof Scripts>(name: Name) => Promise<Scripts[Name] | null> {
  const loading: Record<string, Promise<never> | null> = {};
  return (name) => {
    loading[name] ??= load(name).catch((error: unknown) => {
      loading[name] = null;
      logError("NOT_LOADED", "", error, "network");
      return null;
    }) as Promise<never>;
    return loading[name];
  };
}
