// The adapter for one process: what is published is received, at once.
import type { Envelope, PubSubAdapter } from "./adapter.js";

/** Needs no server; messages stay in the process, by reference. */
export function createLocalAdapter(): PubSubAdapter {
  let receive: ((envelope: Envelope) => void) | null = null;
  return {
    start(listener) {
      receive = listener;
    },
    subscribe() {},
    unsubscribe() {},
    publish(envelope) {
      receive?.(envelope);
    },
    close() {
      receive = null;
    },
  };
}
