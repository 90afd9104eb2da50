// What the registry of all sessions is made of.
import type { PubSub } from "../pubsub/pubsub.js";
import type { Seals } from "../stores/seal.js";
import type { Embeds } from "./embeds.js";
import type { FlashTokens } from "./flash-token.js";
import type { Keeping } from "./keeper.js";
import type { Limits } from "./limits.js";
import type { Problems } from "./problems.js";

export interface RegistryOptions {
  readonly limits?: Limits;
  /** Started; within this process only unless told. The registry closes it. */
  readonly pubsub?: PubSub;
  /** What they are told goes to stderr unless told. */
  readonly problems?: Problems;
  /** Where sessions are kept that nobody runs; nowhere unless told. The registry closes it. */
  readonly keeping?: Keeping | null;
  /** Seals sessions for their pages to keep while no process does; only where the store ends with the process. */
  readonly seals?: Seals | null;
  /** Signs what a page shows once, when it goes along to the next page. */
  readonly flashTokens?: FlashTokens | null;
  /** Whether a file of the app still has this URL; any has unless told. */
  readonly isCurrentAsset?: (url: string) => boolean;
  /** What pages are given to have nested views mounted; without it there are none. */
  readonly embeds?: Embeds | null;
  /** Other processes share `pubsub`, and the store unless it ends with the process. */
  readonly hasPeers?: boolean;
}

export function anyAsset(): boolean {
  return true;
}
