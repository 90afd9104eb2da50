// The `limit` of events: calls per second of one handler in one session.
import type { Handler } from "../live/view-definition.js";
import { TokenBucket } from "./token-bucket.js";

/** Made when a session first calls a handler that has a limit. */
export class RateLimits {
  readonly #buckets = new Map<Handler, TokenBucket>();

  tryTake(handler: Handler): boolean {
    let bucket = this.#buckets.get(handler);
    if (bucket === undefined) {
      bucket = new TokenBucket(handler.maxPerSecond, Math.max(1, handler.maxPerSecond));
      this.#buckets.set(handler, bucket);
    }
    return bucket.tryTake();
  }
}
