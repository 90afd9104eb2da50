// Sessions that wait for a socket: for how long, how many in all, and how many for one visitor.
import type { Alarm, Alarms } from "./alarms.js";
import type { Limits } from "./limits.js";
import type { Session } from "./session.js";

/** The oldest of each holder first, because a Set keeps the order of insertion. */
type Holders = Map<string, Set<Entry>>;

export interface WaitingCaps {
  readonly waitMs: number;
  readonly max: number;
  readonly maxPerCookie: number;
  readonly maxPerAddress: number;
}

/** Told that a session may not wait any longer. */
export interface WaitingDelegate {
  waitExpired(session: Session): void;
}

class Entry implements Alarm {
  readonly session: Session;
  dueMs = 0;
  heapIndex = -1;
  readonly #waiting: Waiting;

  constructor(session: Session, waiting: Waiting) {
    this.session = session;
    this.#waiting = waiting;
  }

  ring(): void {
    this.#waiting.expire(this);
  }
}

/** When a cap is reached, the largest holder loses its oldest session first. */
export class Waiting {
  readonly #caps: WaitingCaps;
  readonly #alarms: Alarms;
  readonly #delegate: WaitingDelegate;
  readonly #entries = new Map<Session, Entry>();
  readonly #byCookie: Holders = new Map();
  readonly #byAddress: Holders = new Map();

  constructor(caps: WaitingCaps, alarms: Alarms, delegate: WaitingDelegate) {
    this.#caps = caps;
    this.#alarms = alarms;
    this.#delegate = delegate;
  }

  get size(): number {
    return this.#entries.size;
  }

  add(session: Session): void {
    const { cookieId, address } = session.identity;
    const { max, maxPerCookie, maxPerAddress, waitMs } = this.#caps;
    this.#expireOldest(this.#byCookie.get(cookieId), maxPerCookie);
    this.#expireOldest(this.#byAddress.get(address), maxPerAddress);
    if (this.#entries.size >= max) this.#expireOldest(largest(this.#byAddress), 1);
    const entry = new Entry(session, this);
    this.#entries.set(session, entry);
    hold(this.#byCookie, cookieId, entry);
    hold(this.#byAddress, address, entry);
    this.#alarms.arm(entry, waitMs);
  }

  /** A session that does not wait here is left alone. */
  remove(session: Session): void {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    this.#entries.delete(session);
    this.#alarms.disarm(entry);
    release(this.#byCookie, session.identity.cookieId, entry);
    release(this.#byAddress, session.identity.address, entry);
  }

  expire(entry: Entry): void {
    this.remove(entry.session);
    this.#delegate.waitExpired(entry.session);
  }

  #expireOldest(holder: Set<Entry> | undefined, max: number): void {
    if (holder === undefined || holder.size < max) return;
    for (const oldest of holder) return this.expire(oldest);
  }
}

function hold(holders: Holders, name: string, entry: Entry): void {
  const holder = holders.get(name);
  if (holder === undefined) holders.set(name, new Set([entry]));
  else holder.add(entry);
}

function release(holders: Holders, name: string, entry: Entry): void {
  const holder = holders.get(name);
  holder?.delete(entry);
  if (holder?.size === 0) holders.delete(name);
}

/** Only looked for at the cap: a walk over some thousand holders, well below the price of a mount. */
function largest(holders: Holders): Set<Entry> | undefined {
  let found: Set<Entry> | undefined;
  for (const holder of holders.values()) {
    if (found === undefined || holder.size > found.size) found = holder;
  }
  return found;
}

export function parkedCaps(limits: Limits): WaitingCaps {
  return {
    waitMs: limits.parkedMs,
    max: limits.maxParked,
    maxPerCookie: limits.maxParkedPerCookie,
    maxPerAddress: limits.maxParkedPerAddress,
  };
}

export function detachedCaps(limits: Limits): WaitingCaps {
  return {
    waitMs: limits.detachedMs,
    max: limits.maxDetached,
    maxPerCookie: limits.maxDetachedPerCookie,
    maxPerAddress: limits.maxDetachedPerAddress,
  };
}
