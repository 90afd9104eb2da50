// Sessions that wait for a socket: for how long, how many in all, and how many for one visitor.
import type { Alarm, Alarms } from "./alarms.js";
import type { Limits } from "./limits.js";
import type { Session } from "./session.js";

/** The oldest of each holder first, because a Set keeps the order of insertion. */
type Holders = Map<string, Set<Entry>>;

export interface WaitingCaps {
  readonly waitMs: number;
  readonly briefMs: number;
  readonly max: number;
  readonly maxPerCookie: number;
  readonly maxPrefetchesPerCookie: number;
  readonly maxPerAddress: number;
}

/** Who waits for what. */
export interface Wait {
  /** For a page that nobody may ever go to: it has a quota of its own, and is the first to go. */
  readonly isPrefetch?: boolean;
  /** The browser has begun to leave its page. */
  readonly isBrief?: boolean;
}

/** Told that a session may not wait any longer. */
export interface WaitingDelegate {
  waitExpired(session: Session): void;
}

class Entry implements Alarm {
  readonly session: Session;
  readonly isPrefetch: boolean;
  dueMs = 0;
  heapIndex = -1;
  readonly #waiting: Waiting;

  constructor(session: Session, waiting: Waiting, { isPrefetch = false }: Wait) {
    this.session = session;
    this.isPrefetch = isPrefetch;
    this.#waiting = waiting;
  }

  ring(): void {
    this.#waiting.expire(this);
  }
}

/** When a cap is reached, the largest holder loses its oldest session first, and before that its oldest prefetch. */
export class Waiting {
  readonly #caps: WaitingCaps;
  readonly #alarms: Alarms;
  readonly #delegate: WaitingDelegate;
  readonly #entries = new Map<Session, Entry>();
  readonly #byCookie: Holders = new Map();
  readonly #prefetchesByCookie: Holders = new Map();
  readonly #byAddress: Holders = new Map();

  constructor(caps: WaitingCaps, alarms: Alarms, delegate: WaitingDelegate) {
    this.#caps = caps;
    this.#alarms = alarms;
    this.#delegate = delegate;
  }

  get size(): number {
    return this.#entries.size;
  }

  add(session: Session, wait: Wait = {}): void {
    const entry = new Entry(session, this, wait);
    if (!this.#hasRoom(entry)) return this.#delegate.waitExpired(session);
    const { cookieId, address } = session.identity;
    this.#entries.set(session, entry);
    hold(this.#byCookieOf(entry), cookieId, entry);
    hold(this.#byAddress, address, entry);
    this.#alarms.arm(entry, wait.isBrief ? this.#caps.briefMs : this.#caps.waitMs);
  }

  /** A session that does not wait here is left alone. */
  remove(session: Session): void {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    this.#entries.delete(session);
    this.#alarms.disarm(entry);
    release(this.#byCookieOf(entry), session.identity.cookieId, entry);
    release(this.#byAddress, session.identity.address, entry);
  }

  expire(entry: Entry): void {
    this.remove(entry.session);
    this.#delegate.waitExpired(entry.session);
  }

  #byCookieOf({ isPrefetch }: Entry): Holders {
    return isPrefetch ? this.#prefetchesByCookie : this.#byCookie;
  }

  /** Makes room where there is none. */
  #hasRoom(entry: Entry): boolean {
    const { cookieId, address } = entry.session.identity;
    const { max, maxPerCookie, maxPrefetchesPerCookie, maxPerAddress } = this.#caps;
    const maxOfCookie = entry.isPrefetch ? maxPrefetchesPerCookie : maxPerCookie;
    return (
      this.#makeRoom(entry, this.#byCookieOf(entry).get(cookieId), maxOfCookie) &&
      this.#makeRoom(entry, this.#byAddress.get(address), maxPerAddress) &&
      (this.#entries.size < max || this.#makeRoom(entry, largest(this.#byAddress), 1))
    );
  }

  /** False: a prefetch may take the place of nothing but another one. */
  #makeRoom({ isPrefetch }: Entry, holder: Set<Entry> | undefined, max: number): boolean {
    if (holder === undefined || holder.size < max) return true;
    const first = firstToGo(holder);
    if (first === undefined || (isPrefetch && !first.isPrefetch)) return false;
    this.expire(first);
    return true;
  }
}

/** Only at the cap of a holder, which is a walk over some thousand at most. */
function firstToGo(holder: Set<Entry>): Entry | undefined {
  let oldest: Entry | undefined;
  for (const entry of holder) {
    if (entry.isPrefetch) return entry;
    oldest ??= entry;
  }
  return oldest;
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
    briefMs: limits.parkedMs,
    max: limits.maxParked,
    maxPerCookie: limits.maxParkedPerCookie,
    maxPrefetchesPerCookie: limits.maxParkedPrefetches,
    maxPerAddress: limits.maxParkedPerAddress,
  };
}

export function detachedCaps(limits: Limits): WaitingCaps {
  return {
    waitMs: limits.detachedMs,
    briefMs: Math.min(limits.parkedMs, limits.detachedMs),
    max: limits.maxDetached,
    maxPerCookie: limits.maxDetachedPerCookie,
    maxPrefetchesPerCookie: 0,
    maxPerAddress: limits.maxDetachedPerAddress,
  };
}
