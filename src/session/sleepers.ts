// Gives sessions to the store whose pages are open and do nothing, and brings them back when something happens.
import { getHeapStatistics } from "node:v8";
import { full } from "./admission.js";
import { Asleep, type AsleepHost, type Places, type Sleep } from "./asleep.js";
import type { KeptHoldings } from "./holdings.js";
import { visitOf } from "./kept-visit.js";
import type { KeyEnds } from "./key-ends.js";
import { hasNested } from "./nested-instance.js";
import { readKept } from "./restore.js";
import type { Restorer } from "./restorer.js";
import type { Services } from "./services.js";
import type { Session } from "./session.js";
import { SessionStatus } from "./session-parts.js";
import { hashOf } from "./succession.js";

/** A socket. */
export interface Bedroom {
  readonly places: Places & { readonly all: readonly Session[] };
}

export interface SleepersHost {
  readonly services: Services;
  readonly restorer: Restorer;
  readonly keys: KeyEnds;
  readonly heartbeats: { readonly all: Iterable<Bedroom> };
  discard(session: Session): void;
}

/** Sessions that are on their way to the store: so many at a time, so that a store is not flooded. */
const maxUnderway = 64;

/** Only where the store is the app's own: nothing is won by a copy in the same process. */
export class Sleepers implements AsleepHost {
  readonly #host: SleepersHost;
  readonly #all = new Set<Asleep>();
  readonly #settling = new Set<Promise<void>>();
  #underway = 0;

  constructor(host: SleepersHost) {
    this.#host = host;
  }

  get size(): number {
    return this.#all.size;
  }

  secondPassed(): void {
    const { meter, limits, keeping } = this.#host.services;
    meter.secondPassed();
    if (keeping?.isShared !== true) return;
    const idleMs = isPressed(limits.maxHeapPercent) ? limits.pressedIdleMs : limits.idleMs;
    for (const { places } of this.#host.heartbeats.all) {
      for (const session of places.all) {
        if (this.#underway >= maxUnderway) return;
        if (isIdle(session, idleMs)) this.#tryToSleep(session, places);
      }
    }
  }

  wake(asleep: Asleep): void {
    if (asleep.isWaking || asleep.isOver) return;
    asleep.isWaking = true;
    const { id } = asleep.identity;
    const begin = (): void => void this.#host.restorer.once(id, () => this.#wake(asleep));
    // It is here already: that many wait is no reason to send it away.
    if (this.#host.services.admission.admit(begin) === full) begin();
  }

  over(asleep: Asleep, isKept: boolean): void {
    this.#forget(asleep);
    // What comes of it is looked at when it is awake.
    if (asleep.isWaking) return;
    const settling = this.#settle(asleep, isKept);
    this.#settling.add(settling);
    void settling.then(() => this.#settling.delete(settling));
  }

  /** The store knows of all whose pages are gone. */
  async settled(): Promise<void> {
    await Promise.all(this.#settling);
  }

  #tryToSleep(session: Session, places: Places): void {
    // One that has to stay is asked again when as much time has passed.
    if (session.runner !== null) session.runner.ranAt = this.#host.services.meter.seconds;
    const sleep = this.#sleepOf(session, places);
    if (sleep !== null) void this.#putToSleep(session, sleep);
  }

  async #putToSleep(session: Session, sleep: Sleep): Promise<void> {
    const { epoch, seq, link } = sleep;
    const { state, succession, outbox } = session;
    const { limits } = this.#host.services;
    const take = (): string => succession.takeSnapshot({ epoch, seq });
    this.#underway += 1;
    const isStored = await succession.keeper?.write(take, limits.asleepMs);
    this.#underway -= 1;
    if (!isStored) return;
    const isSame = session.state === state && outbox.seq === seq && outbox.link === link;
    // Something has happened meanwhile: what is stored will be overwritten.
    if (!isSame || session.isOver || session.isDirty || session.runner?.isBusy) return;
    const asleep = new Asleep(sleep, this, limits.maxMailbox);
    this.#all.add(asleep);
    for (const topic of sleep.topics) this.#host.services.pubsub.subscribe(topic, asleep);
    session.release();
    this.#host.keys.hold(asleep);
    sleep.places.slept(asleep);
  }

  /** Null: it has to stay. */
  #sleepOf(session: Session, places: Places): Sleep | null {
    const { definition, identity, instance, matchPath, outbox, page } = session;
    const { link, s, epoch, seq, answeredRef } = outbox;
    if (link === null || instance === null || identity.nesting !== null) return null;
    const view = this.#host.services.views.find(definition.name ?? "", definition.place);
    if (view?.definition !== definition || hasNested(page)) return null;
    const held = [session.holdings?.keep(), ...(page?.keep() ?? []).map(([, , kept]) => kept)];
    const topics = topicsOf(held);
    // What runs by itself would not run, and messages are made good by `resume` alone.
    if (topics === null || (topics.length > 0 && definition.resume === null)) return null;
    const where = { places, link, s, epoch, seq, answeredRef };
    return { identity, instance, view, matchPath, topics, ...where };
  }

  async #wake(asleep: Asleep): Promise<void> {
    const { places, link, s } = asleep.sleep;
    const woken = await this.#restore(asleep);
    if (asleep.isOver) {
      if (woken !== null) this.#host.discard(woken.session);
      return;
    }
    if (woken === null) return asleep.end("unknown");
    const { session, print } = woken;
    const isShown = !asleep.mustBeWhole && print !== null && print === hashOf(session.print(""));
    this.#forget(asleep);
    places.woke(session, s);
    session.join(link, s, { epoch: 0, seq: 0, isStrange: !isShown });
    for (const message of asleep.held) session.eventReceived(message);
    if (asleep.hasMissed) session.holdings?.topicMissed();
  }

  /** Null: it was too long, another process has it, or its key was ended. Never rejects. */
  async #restore({
    sleep,
  }: Asleep): Promise<{ readonly session: Session; readonly print: string | null } | null> {
    const { services, restorer } = this.#host;
    const { identity, instance, view, matchPath, epoch, seq, answeredRef } = sleep;
    const { id: sessionId, cookieId, key, address } = identity;
    try {
      const claimed = await services.keeping?.store.claim(sessionId, epoch);
      if (!claimed?.isClaimed) return null;
      const claim = { cookieId, key, instance, ref: answeredRef };
      const read = readKept(claimed.snapshot, claim, { ...view, ...services });
      if (read === null || (await restorer.isEnded(sessionId, read.kept))) return null;
      const visit = { ...visitOf(read.kept, services.limits), address, matchPath };
      const at = { epoch, seq };
      const place = { sessionId, epoch: claimed.epoch, at };
      const session = await restorer.fromOwner(view, visit, { ...read, ...place });
      return session && { session, print: read.kept.print };
    } catch (error) {
      return restorer.failed(view.definition.name, sessionId, error);
    }
  }

  /** Its page is gone: the store keeps it as long as any other, or not at all. */
  async #settle({ sleep }: Asleep, isKept: boolean): Promise<void> {
    const { keeping, limits } = this.#host.services;
    const { identity, epoch } = sleep;
    try {
      if (!isKept) return await keeping?.store.delete(identity.id, epoch);
      const stored = await keeping?.store.get(identity.id);
      if (stored?.epoch !== epoch) return;
      // Later than whatever was written in this epoch; another owner would have raised it.
      const options = { epoch, number: Date.now(), keepMs: limits.keepMs };
      await keeping?.store.put(identity.id, stored.snapshot, options);
    } catch (error) {
      // It ends by itself, later.
      this.#host.restorer.failed(sleep.view.definition.name, identity.id, error);
    }
  }

  #forget(asleep: Asleep): void {
    asleep.isOver = true;
    this.#all.delete(asleep);
    this.#host.keys.release(asleep);
    for (const topic of asleep.sleep.topics) {
      this.#host.services.pubsub.unsubscribe(topic, asleep);
    }
  }
}

function isIdle({ status, runner, isDirty, services }: Session, idleMs: number): boolean {
  if (status !== SessionStatus.live || runner === null || runner.isBusy || isDirty) return false;
  return (services.meter.seconds - runner.ranAt) * 1000 >= idleMs;
}

function isPressed(maxHeapPercent: number): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used >= (limit * maxHeapPercent) / 100;
}

/** Null where there is more than topics. */
function topicsOf(held: readonly (KeptHoldings | null | undefined)[]): readonly string[] | null {
  const topics = new Set<string>();
  for (const kept of held) {
    if (!kept) continue;
    if (kept.timers.length + kept.loads.length > 0) return null;
    for (const topic of kept.topics) topics.add(topic);
  }
  return [...topics];
}
