// All sessions of a process: mounts them, lets them wait, gives them to their sockets, ends them.
import type { View } from "../live/view.js";
import { createLocalAdapter } from "../pubsub/local-adapter.js";
import { PubSub } from "../pubsub/pubsub.js";
import { closeChannel, mountChannel } from "../telemetry.js";
import { Addresses } from "./addresses.js";
import { Admission } from "./admission.js";
import { Alarms } from "./alarms.js";
import { Cluster, type ClusterHost } from "./cluster.js";
import { type Drained, drain } from "./drain.js";
import { endServices } from "./end-services.js";
import { Families } from "./families.js";
import { type Beating, Heartbeats } from "./heartbeats.js";
import { KeyEnds } from "./key-ends.js";
import { resolveLimits } from "./limits.js";
import { Meter } from "./meter.js";
import { mountSession } from "./mount.js";
import type { MountAnswer } from "./mount-call.js";
import { Problems } from "./problems.js";
import { randomId } from "./random.js";
import { anyAsset, type RegistryOptions } from "./registry-options.js";
import type { Returning } from "./restore.js";
import { Restorer, type RestorerHost, type SealedClaim } from "./restorer.js";
import { Scheduler } from "./scheduler.js";
import { ServedViews } from "./served-views.js";
import type { Services } from "./services.js";
import { Session } from "./session.js";
import { type JoinClaim, SessionStatus, type SessionVisit } from "./session-parts.js";
import { type Bedroom, Sleepers } from "./sleepers.js";
import type { RegistryStats } from "./stats.js";
import { StoreWatch } from "./store-watch.js";
import { inTime, mountLimit } from "./time-limit.js";
import { detachedCaps, parkedCaps, type Wait, Waiting, type WaitingDelegate } from "./waiting.js";
import { within } from "./within.js";

export type MountResult =
  | { readonly kind: "mounted"; readonly session: Session; readonly isRestored: boolean }
  /** It has no state: its page holds that, and brings it when it joins. */
  | { readonly kind: "awaited"; readonly session: Session }
  | MountAnswer;

/** Who else wants to know of a visit, and whether it is one. */
export interface MountOptions {
  /** Given the session before it mounts, to discard it when nobody waits for the answer any more. */
  readonly created?: (session: Session) => void;
  /** The page was here before: what was kept of its session is brought back, if it can be. */
  readonly returning?: Returning | null;
}

const unavailable = { kind: "status", status: 503 } as const;

/** One per `createLive`. */
export class Registry implements RestorerHost, ClusterHost {
  /** Names this process in tokens. */
  readonly owner: string;
  readonly services: Services;
  readonly heartbeats: Heartbeats<Beating & Drained & Bedroom>;
  readonly restorer: Restorer;
  readonly sleepers: Sleepers;
  readonly keys: KeyEnds;
  /** Null: there are no other processes. */
  readonly cluster: Cluster | null;
  readonly #sessions = new Map<string, Session>();
  readonly #families = new Families();
  readonly #parked: Waiting;
  readonly #detached: Waiting;

  constructor(options: RegistryOptions = {}) {
    const limits = options.limits ?? resolveLimits();
    const problems = options.problems ?? new Problems({ onError: null });
    const place = { view: null, where: "pubsub", sessionId: null };
    const adapterFailed = (error: unknown): void => problems.tell(error, place);
    const pubsub = options.pubsub ?? new PubSub(createLocalAdapter(), adapterFailed);
    if (options.pubsub === undefined) void pubsub.start();
    const alarms = new Alarms();
    const { keeping = null, embeds = null, flashTokens = null } = options;
    const { isCurrentAsset = anyAsset } = options;
    this.services = {
      ...{ limits, alarms, pubsub, problems, keeping },
      storeWatch: keeping && new StoreWatch(keeping.store),
      ...{ embeds, flashTokens, isCurrentAsset },
      views: new ServedViews(),
      scheduler: new Scheduler(),
      admission: new Admission(limits.maxWaitingJoins),
      addresses: new Addresses(limits),
      meter: new Meter(),
    };
    this.owner = pubsub.process;
    this.restorer = new Restorer(this, options.seals ?? null);
    this.cluster = options.hasPeers ? new Cluster(this) : null;
    this.keys = new KeyEnds(this.services, this.cluster?.peers ?? null);
    this.sleepers = new Sleepers(this);
    this.heartbeats = new Heartbeats(this.sleepers);
    const expired: WaitingDelegate = { waitExpired: (session) => void this.#hibernate(session) };
    this.#parked = new Waiting(parkedCaps(limits), alarms, expired);
    this.#detached = new Waiting(detachedCaps(limits), alarms, expired);
  }

  /** Rejects with what `mount` or the first render throws; then nothing of the session is left. */
  async mount(
    view: View,
    visit: SessionVisit,
    { created, returning }: MountOptions = {},
  ): Promise<MountResult> {
    if (this.restorer.isClosed) return unavailable;
    if (returning) {
      const options = { returning, created };
      const restored = await this.restorer.fromStore(view, visit, options);
      if (restored !== null) return { kind: "mounted", session: restored, isRestored: true };
      const awaited = this.restorer.fromPage(view, visit, options);
      if (awaited !== null) return { kind: "awaited", session: awaited };
      if (this.restorer.isClosed) return unavailable;
    }
    if (this.keys.wasEndedHere(visit)) return unavailable;
    const session = this.create(view, visit, randomId(12));
    created?.(session);
    let answer: MountAnswer | null;
    try {
      answer = await inTime(mountSession(session, visit), mountLimit(view, this.services));
    } catch (error) {
      session.end(null);
      throw error;
    }
    // It may have ended while it mounted, by `disconnect` or `close`.
    if (answer === null && session.status === SessionStatus.ended) return unavailable;
    if (answer === null) return { kind: "mounted", session, isRestored: false };
    session.end(null);
    return answer;
  }

  /** The response is out: from now on the session waits for its socket, unless that was faster. */
  park(session: Session, wait: Wait = {}): void {
    if (session.status !== SessionStatus.mounting) return;
    session.status = SessionStatus.parked;
    // One that was restored has a page on its way back, which may take longer than that of a visit.
    if (session.instance === null) this.#parked.add(session, wait);
    else this.#detached.add(session, wait);
  }

  /** The response will not arrive: nobody can join. */
  discard(session: Session): void {
    if (session.status !== SessionStatus.live) void this.#hibernate(session);
  }

  /** The session of a valid token, for the document that joined it first and its cookie only; join it next. */
  adopt(claim: JoinClaim): Session | "gone" {
    const session = this.#sessions.get(claim.sessionId);
    if (session === undefined || session.identity.cookieId !== claim.cookieId) return "gone";
    if (!session.isJoinable) return "gone";
    if (session.instance !== null && session.instance !== claim.instance) return "gone";
    if (this.cluster?.isOutdated(session, claim.epoch ?? 0)) {
      session.release();
      return "gone";
    }
    session.instance = claim.instance;
    this.#parked.remove(session);
    this.#detached.remove(session);
    return session;
  }

  /** The same for a page that brings its session along; null when that is gone too. */
  async unseal(claim: JoinClaim, sealed: SealedClaim): Promise<Session | null> {
    const session = this.#sessions.get(claim.sessionId);
    if (session === undefined || session.identity.cookieId !== claim.cookieId) return null;
    this.#parked.remove(session);
    const restored = await this.restorer.unseal(session, sealed);
    if (restored !== null) restored.instance = claim.instance;
    return restored;
  }

  /** Pages of this process show the view. */
  serve(view: View): void {
    this.cluster?.serve(view);
    this.services.views.add(view);
  }

  /** Ends all sessions of this key, those here at once; their pages are told. */
  disconnect(key: string): Promise<void> {
    return this.keys.end(key);
  }

  get all(): Iterable<Session> {
    return this.#sessions.values();
  }

  stats(): RegistryStats {
    return {
      sessions: this.#sessions.size,
      parked: this.#parked.size,
      detached: this.#detached.size,
      connections: this.heartbeats.size,
      alarms: this.services.alarms.size,
      topics: this.services.pubsub.topicCount,
    };
  }

  /**
   * Lets handlers end, sends the sockets away and ends all sessions, after they were stored where that is of use;
   * afterwards no socket, timer or subscription is left. What takes longer than `timeoutMs` is not waited for.
   */
  async close(timeoutMs = 10_000): Promise<void> {
    this.restorer.isClosed = true;
    await drain(this, timeoutMs);
    if (this.cluster !== null) await within(timeoutMs, [this.cluster.close()]);
    for (const session of this.#sessions.values()) session.end(null);
    await endServices(this);
  }

  sessionDetached(session: Session, isBrief: boolean): void {
    this.#detached.add(session, { isBrief });
  }

  sessionEnded(session: Session): void {
    this.#parked.remove(session);
    this.#detached.remove(session);
    this.#sessions.delete(session.id);
    this.keys.release(session);
    this.#families.ended(session);
    if (closeChannel.hasSubscribers) {
      closeChannel.publish({ sessionId: session.id, view: session.definition.name });
    }
  }

  /** What nobody waits for any more goes to the store, if somebody had joined it; the rest ends. */
  async #hibernate(session: Session): Promise<void> {
    const isWorthIt = session.instance !== null && session.isJoinable;
    if (isWorthIt && (await session.succession.leave())) return;
    // Its page may have come back while the store was asked.
    if (!session.isConnected) session.end("unknown");
  }

  find(sessionId: string): Session | null {
    return this.#sessions.get(sessionId) ?? null;
  }

  create(view: View, visit: SessionVisit, id: string): Session {
    const { cookieId, address, key = null, session: data, nesting = null } = visit;
    const { admittedAtMs = Date.now(), route = "" } = visit;
    const identity = { id, cookieId, address, key, data, admittedAtMs, route, nesting };
    const session = new Session(view.definition, identity, this);
    this.#sessions.set(id, session);
    this.keys.hold(session);
    this.#families.add(session);
    if (mountChannel.hasSubscribers) {
      mountChannel.publish({ sessionId: id, view: view.definition.name });
    }
    return session;
  }
}
