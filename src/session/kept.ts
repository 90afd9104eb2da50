// What is kept of a session while nobody runs it, as plain data.
import type { SessionData } from "../live/context.js";
import type { Nesting } from "./embeds.js";
import type { FlashEntries } from "./flashes.js";
import type { KeptHoldings } from "./holdings.js";
import type { KeptOutbox } from "./kept-outbox.js";
import type { KeptVisit } from "./visit-url.js";

/** Which events the session has received, and which of them have not run to their end. */
export interface KeptRefs {
  readonly last: number;
  readonly open: readonly number[];
}

/** A stateful component, under the name that its actions have. */
export type KeptComponent = readonly [owner: string, state: object, holdings: KeptHoldings | null];

export interface Kept {
  /** Of the owner that kept it, by whose seqs the effects are numbered. */
  readonly epoch: number;
  readonly cookieId: string;
  readonly key: string | null;
  readonly data: SessionData;
  readonly instance: string | null;
  /** When the guards of the page have last let it pass, by the wall clock. */
  readonly admittedAtMs: number;
  /** When the page was last there. */
  readonly seenAtMs: number;
  /** The hash of what the page shows; null where that is not known. */
  readonly print: string | null;
  readonly state: object;
  /** The page's fingerprints go on being what they are. */
  readonly salt: number;
  readonly visit: KeptVisit | null;
  /** Where its page was asked for; missing where routes are not told. */
  readonly route?: string;
  /** Absent or null for the view of a page. */
  readonly nesting?: Nesting | null;
  /** What its page has as its head; missing where that is nothing. */
  readonly head?: string;
  /** Of the document around it; missing where that named none. */
  readonly assets?: readonly string[];
  /** What the view stands in; missing where that is nothing. */
  readonly place?: string;
  readonly refs: KeptRefs;
  readonly outbox: KeptOutbox;
  readonly holdings: KeptHoldings | null;
  readonly components: readonly KeptComponent[];
  /** What it shows once; missing where there is nothing. */
  readonly flash?: FlashEntries;
}

/** Who may have it back, and whether that page is not ahead of it. */
export interface KeptClaim {
  readonly cookieId: string;
  readonly key: string | null;
  readonly instance: string;
  /** The last ref that the page knows to be answered. */
  readonly ref: number;
}

export function mayReturn(kept: Kept, claim: KeptClaim): boolean {
  return (
    kept.cookieId === claim.cookieId &&
    kept.key === claim.key &&
    kept.instance === claim.instance &&
    kept.outbox.answeredRef >= claim.ref
  );
}
