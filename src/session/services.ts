// What all sessions of a process share.
import type { PubSub } from "../pubsub/pubsub.js";
import type { Addresses } from "./addresses.js";
import type { Admission } from "./admission.js";
import type { Alarms } from "./alarms.js";
import type { Embeds } from "./embeds.js";
import type { FlashTokens } from "./flash-token.js";
import type { Keeping } from "./keeper.js";
import type { Limits } from "./limits.js";
import type { Meter } from "./meter.js";
import type { Problems } from "./problems.js";
import type { Scheduler } from "./scheduler.js";
import type { ServedViews } from "./served-views.js";
import type { StoreWatch } from "./store-watch.js";

export interface Services {
  readonly limits: Limits;
  readonly admission: Admission;
  readonly addresses: Addresses;
  readonly alarms: Alarms;
  readonly scheduler: Scheduler;
  readonly pubsub: PubSub;
  readonly meter: Meter;
  readonly problems: Problems;
  /** Null: what a page shows once goes along to no other page. */
  readonly flashTokens: FlashTokens | null;
  /** Null when nothing is kept. */
  readonly keeping: Keeping | null;
  /** Of its store. */
  readonly storeWatch: StoreWatch | null;
  /** Whether a file of the app still has this URL. */
  readonly isCurrentAsset: (url: string) => boolean;
  /** Those that pages of this process show. */
  readonly views: ServedViews;
  /** Null where no view can be nested, since nothing can be sealed. */
  readonly embeds: Embeds | null;
}
