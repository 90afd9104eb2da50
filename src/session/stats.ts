// What a process holds and does at the moment, in numbers.
import type { SessionStore, StoreStats } from "../stores/store.js";
import type { Heartbeats } from "./heartbeats.js";
import type { Meter } from "./meter.js";
import type { Services } from "./services.js";
import { SessionStatus } from "./session-parts.js";

export interface RegistryStats {
  /** All that are not over yet. */
  readonly sessions: number;
  readonly parked: number;
  /** Those whose socket is gone and whose page may come back. */
  readonly detached: number;
  readonly connections: number;
  /** Timers and time limits that are armed. */
  readonly alarms: number;
  /** Topics with a subscriber in this process. */
  readonly topics: number;
}

/** What `live.stats()` answers: of this process alone, at this moment. */
export interface LiveStats extends RegistryStats {
  /** Sessions inside their Express request: `mount` runs, or the answer is on its way. */
  readonly mounting: number;
  /** Sessions with a socket. */
  readonly live: number;
  /** Sessions of open pages that lie in the store until something happens. */
  readonly asleep: number;
  /** Sockets whose page reads too slowly at the moment. */
  readonly congested: number;
  /** Sockets that have not joined anything yet. */
  readonly unjoined: number;
  /** Addresses that have sockets. */
  readonly addresses: number;
  /** Upgrades and joins that wait to be let in. */
  readonly waitingJoins: number;
  /** Messages that wait in mailboxes: of all sessions, and of the one with the most. */
  readonly mailbox: { readonly messages: number; readonly largest: number };
  /** Characters of frames that pages have not acknowledged: of all sessions, and of the one with the most. */
  readonly unacked: { readonly chars: number; readonly largest: number };
  /** Since the process started. */
  readonly totals: {
    readonly joins: number;
    readonly events: number;
    readonly patches: number;
    readonly errors: number;
  };
  /** Over the last ten seconds. */
  readonly perSecond: { readonly events: number; readonly patches: number };
  /** The store of sessions that nobody runs: what it holds, and how fast it answers. */
  readonly store: StoreStats;
}

interface CountedSession {
  readonly status: SessionStatus;
  readonly runner: { readonly waiting: number } | null;
  readonly outbox: { readonly unackedChars: number };
}

export interface Counted {
  readonly services: Services & { readonly meter: Meter };
  readonly heartbeats: Heartbeats;
  readonly sleepers: { readonly size: number };
  readonly all: Iterable<CountedSession>;
  stats(): RegistryStats;
}

/** Looks at every session: a millisecond for 20,000. */
export function statsOf(registry: Counted, store: SessionStore): LiveStats {
  const { addresses, admission, meter, problems } = registry.services;
  const { joins, events, patches, perSecond } = meter;
  return {
    ...registry.stats(),
    ...countsOf(registry.all),
    asleep: registry.sleepers.size,
    congested: registry.heartbeats.congested,
    unjoined: addresses.strangers,
    addresses: addresses.size,
    waitingJoins: admission.size,
    totals: { joins, events, patches, errors: problems.count },
    perSecond,
    store: store.stats(),
  };
}

function countsOf(
  sessions: Iterable<CountedSession>,
): Pick<LiveStats, "mounting" | "live" | "mailbox" | "unacked"> {
  const mailbox = { messages: 0, largest: 0 };
  const unacked = { chars: 0, largest: 0 };
  let mounting = 0;
  let live = 0;
  for (const { status, runner, outbox } of sessions) {
    if (status === SessionStatus.mounting) mounting += 1;
    else if (status === SessionStatus.live) live += 1;
    const messages = runner?.waiting ?? 0;
    mailbox.messages += messages;
    mailbox.largest = Math.max(mailbox.largest, messages);
    unacked.chars += outbox.unackedChars;
    unacked.largest = Math.max(unacked.largest, outbox.unackedChars);
  }
  return { mounting, live, mailbox, unacked };
}
