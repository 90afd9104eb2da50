// The scripts that a page loads when it first needs them; from where is the business of the entry.
import type { FallbackModule } from "./fallback/index.js";
import type { InteractionModule } from "./interaction-host.js";
import type { Replacing } from "./replacing.js";

export interface Scripts {
  interaction(): Promise<InteractionModule>;
  /** Needed where HTML goes into a live DOM: after a rejoin, or when a patch could not be applied. */
  replacing(): Promise<Replacing>;
  /** Needed where the network lets no WebSocket through. */
  fallback(): Promise<FallbackModule>;
}

/** Loads at most once; what failed is tried again by the next call. */
export function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
