// The browser runtime's public API: starts the live views of a page.
import { Page } from "./page.js";

export type { LiveEvents } from "./dom-events.js";

/** The handle on a page's live views. */
export interface LivePage {
  /** Connects, or does nothing when it is connected or connecting. */
  connect(): void;
  /** Closes the connection and stays offline until `connect()`. Events are kept and go out then. */
  disconnect(): void;
  /** Every view is joined, and no event is held back or waits for its answer. */
  readonly isSettled: boolean;
}

export interface StartOptions {
  /** Where `createLive({ path })` is mounted; "/live" unless said otherwise. */
  readonly path?: string;
  /** Whether to connect at once. Events are taken and kept in any case. */
  readonly connect?: boolean;
}

/**
 * Makes the live views of this document live. The script that Slotwire's documents load does this by
 * itself; call it only when you bundle the client with scripts of your own.
 *
 * @example
 * import { start } from "slotwire/client";
 *
 * const live = start({ path: "/live" });
 * addEventListener("live:error", (event) => live.disconnect());
 */
export function start({ path = "/live", connect = true }: StartOptions = {}): LivePage {
  const url = new URL(`${path.replace(/\/$/, "")}/socket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const page = new Page(url.href);
  if (connect) page.connect();
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => page.start(), { once: true });
  } else page.start();
  return {
    connect: () => page.connect(),
    disconnect: () => page.disconnect(),
    get isSettled() {
      return page.isSettled;
    },
  };
}
