// The scripts that a page loads when it first needs them; from where is the business of the entry.
import type { FallbackModule } from "./fallback/index.js";
import type { InteractionModule } from "./interaction-host.js";
import type { LaterModule } from "./later/index.js";
import { logError } from "./log.js";
import type { NavigationModule } from "./navigation-host.js";
import type { Replacing } from "./replacing.js";

export interface Scripts {
  interaction(): Promise<InteractionModule>;
  /** Needed where the page changes its URL without being loaded. */
  navigation(): Promise<NavigationModule>;
  /** Needed where HTML goes into a live DOM: after a rejoin, or when a patch could not be applied. */
  replacing(): Promise<Replacing>;
  /** Needed where the network lets no WebSocket through. */
  fallback(): Promise<FallbackModule>;
  /** Needed a moment after the page has begun; nobody waits for it. */
  later(): Promise<LaterModule>;
}

/** Loads at most once; what failed is null now, and tried again by the next call. */
export function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded | null> {
  let loading: Promise<Loaded | null> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      logError("NOT_LOADED", "", error, "network");
      return null;
    });
    return loading;
  };
}
