// The `limit` of events: calls per second of one handler of one view or component.
import type { Handler } from "../live/view-definition.js";
import type { CallHost } from "./call.js";
import { TokenBucket } from "./token-bucket.js";

/** Made when a session first calls a handler that has a limit. */
export class RateLimits {
  readonly #buckets = new WeakMap<CallHost, Map<Handler, TokenBucket>>();

  tryTake(host: CallHost, handler: Handler): boolean {
    let buckets = this.#buckets.get(host);
    if (buckets === undefined) {
      buckets = new Map();
      this.#buckets.set(host, buckets);
    }
    let bucket = buckets.get(handler);
    if (bucket === undefined) {
      const { maxPerSecond: perSecond } = handler;
      bucket = new TokenBucket({ perSecond, burst: Math.max(1, perSecond) });
      buckets.set(handler, bucket);
    }
    return bucket.tryTake();
  }
}
