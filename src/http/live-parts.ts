// Parts of a live app that are made of its options alone.
import { LiveError } from "../errors.js";
import { PubSub } from "../pubsub/pubsub.js";
import { Embeds } from "../session/embeds.js";
import { FlashTokens } from "../session/flash-token.js";
import type { Problems } from "../session/problems.js";
import type { RegistryOptions } from "../session/registry-options.js";
import { Seals } from "../stores/seal.js";
import type { ResolvedOptions } from "./options.js";

// A page that stays open comes back with the token it has. A fresh page has much less time: its
// session waits `limits.parkedMs` for it, and the first document to join is the only one.
export const maxAgeMs = 14 * 24 * 60 * 60 * 1000;

/** What makes and reads the things that pages are given to bring back. */
export function createSigners(options: ResolvedOptions): SignersOptions {
  const { secrets, limits, keeping } = options;
  const flashTokens = new FlashTokens(secrets, limits);
  const embeds = new Embeds({ secrets, maxChars: limits.maxEmbedChars, maxAgeMs });
  return { flashTokens, embeds, seals: keeping.isShared ? null : createSeals(options) };
}

type SignersOptions = Pick<RegistryOptions, "flashTokens" | "embeds" | "seals">;

function createSeals({ secrets, limits }: ResolvedOptions): Seals {
  const { sealedMs, maxSealedBytes, maxOpenedSeals } = limits;
  const caps = { keepMs: sealedMs, maxBytes: maxSealedBytes, maxConsumed: maxOpenedSeals };
  return new Seals({ secrets, ...caps });
}

export function startPubSub({ pubsub }: ResolvedOptions, problems: Problems): PubSub {
  const started = new PubSub(pubsub, (error) =>
    problems.tell(error, { view: null, where: "pubsub", sessionId: null }),
  );
  void started.start();
  return started;
}

/** A store that cannot start keeps nothing; the app works all the same. */
export function startStore({ keeping }: ResolvedOptions, problems: Problems): void {
  const failed = (error: unknown): void =>
    problems.tell(error, { view: null, where: "store", sessionId: null });
  // Inside an async function, so that what it throws at once is reported too.
  (async () => keeping.store.start())().catch(failed);
}

/** What `live.close` is to take for its time; a process that ends has no second try, so that nothing is thrown. */
export function timeMs(given: unknown, problems: Problems): number | undefined {
  if (given === undefined || (typeof given === "number" && given >= 0)) return given;
  const error = new LiveError("CLOSE_TIMEOUT", { got: given });
  problems.tell(error, { view: null, where: "close", sessionId: null });
  return undefined;
}
