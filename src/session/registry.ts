// All sessions of a process: mounts them, lets them wait, gives them to their sockets, ends them.
import type { Visit } from "../live/context.js";
import type { View } from "../live/view.js";
import { createLocalAdapter } from "../pubsub/local-adapter.js";
import { PubSub } from "../pubsub/pubsub.js";
import { closeChannel, mountChannel, type OnError, reportError } from "../telemetry.js";
import { Alarms } from "./alarms.js";
import { Heartbeats } from "./heartbeats.js";
import { type Limits, resolveLimits } from "./limits.js";
import { mountSession } from "./mount.js";
import type { MountAnswer } from "./mount-call.js";
import { randomId } from "./random.js";
import { Scheduler } from "./scheduler.js";
import type { Services } from "./services.js";
import { Session } from "./session.js";
import { SessionStatus } from "./session-parts.js";
import { Waiting, type WaitingCaps, type WaitingDelegate } from "./waiting.js";

export interface RegistryOptions {
  readonly limits?: Limits;
  /** Started; within this process only unless told. The registry closes it. */
  readonly pubsub?: PubSub;
  readonly onError?: OnError | null | undefined;
}

/** A visit with whom it is from. */
export interface SessionVisit extends Visit {
  readonly cookieId: string;
  readonly address: string;
  /** Whose session this will be, for `disconnect`. */
  readonly key?: string | null;
}

export type MountResult = { readonly kind: "mounted"; readonly session: Session } | MountAnswer;

/** What a join says about the session it wants. */
export interface JoinClaim {
  readonly sessionId: string;
  readonly instance: string;
  readonly cookieId: string;
}

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

/** One per `createLive`. */
export class Registry {
  /** Names this process in tokens. */
  readonly owner: string;
  readonly services: Services;
  readonly heartbeats: Heartbeats;
  readonly #sessions = new Map<string, Session>();
  readonly #byKey = new Map<string, Set<Session>>();
  readonly #parked: Waiting;
  readonly #detached: Waiting;
  #isClosed = false;

  constructor(options: RegistryOptions = {}) {
    const limits = options.limits ?? resolveLimits();
    const onError = options.onError ?? null;
    const adapterFailed = (error: unknown): void =>
      reportError(onError, error, { view: null, where: "pubsub", sessionId: null });
    const pubsub = options.pubsub ?? new PubSub(createLocalAdapter(), adapterFailed);
    if (options.pubsub === undefined) void pubsub.start();
    const alarms = new Alarms();
    this.services = { limits, alarms, scheduler: new Scheduler(), pubsub, onError };
    this.owner = pubsub.process;
    this.heartbeats = new Heartbeats();
    const expired: WaitingDelegate = { waitExpired: (session) => session.end("unknown") };
    this.#parked = new Waiting(parkedCaps(limits), alarms, expired);
    this.#detached = new Waiting(detachedCaps(limits), alarms, expired);
  }

  /**
   * Rejects with what `mount` or the first render throws; then nothing of the session is left.
   * `created` is given the session before, to discard it when nobody waits for the answer any more.
   */
  async mount(
    view: View,
    visit: SessionVisit,
    created?: (session: Session) => void,
  ): Promise<MountResult> {
    if (this.#isClosed) return { kind: "status", status: 503 };
    const session = this.#create(view, visit);
    created?.(session);
    let answer: MountAnswer | null;
    try {
      answer = await mountSession(session, visit);
    } catch (error) {
      session.end(null);
      throw error;
    }
    // It may have ended while it mounted, by `disconnect` or `close`.
    if (answer === null && session.status === SessionStatus.ended) {
      return { kind: "status", status: 503 };
    }
    if (answer === null) return { kind: "mounted", session };
    session.end(null);
    return answer;
  }

  /** The response is out: from now on the session waits for its socket, unless that was faster. */
  park(session: Session): void {
    if (session.status !== SessionStatus.mounting) return;
    session.status = SessionStatus.parked;
    this.#parked.add(session);
  }

  /** The response will not arrive: nobody can join. */
  discard(session: Session): void {
    if (session.status !== SessionStatus.live) session.end(null);
  }

  /** The session of a valid token, for the document that joined it first and its cookie only; join it next. */
  adopt(claim: JoinClaim): Session | "gone" {
    const session = this.#sessions.get(claim.sessionId);
    if (session === undefined || session.identity.cookieId !== claim.cookieId) return "gone";
    if (!session.isJoinable) return "gone";
    if (session.instance !== null && session.instance !== claim.instance) return "gone";
    session.instance = claim.instance;
    this.#parked.remove(session);
    this.#detached.remove(session);
    return session;
  }

  /** Ends all sessions of this key; their pages are told. */
  disconnect(key: string): void {
    for (const session of this.#byKey.get(key) ?? []) session.end("ended");
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

  /** Sends the sockets away and ends all sessions; afterwards no socket, timer or subscription is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.heartbeats.drainAll();
    for (const session of this.#sessions.values()) session.end(null);
    this.services.scheduler.close();
    this.services.alarms.close();
    await this.services.pubsub.close();
    await this.heartbeats.emptied();
  }

  sessionDetached(session: Session): void {
    this.#detached.add(session);
  }

  sessionEnded(session: Session): void {
    this.#parked.remove(session);
    this.#detached.remove(session);
    this.#sessions.delete(session.id);
    const { key } = session.identity;
    if (key !== null) {
      const sessions = this.#byKey.get(key);
      sessions?.delete(session);
      if (sessions?.size === 0) this.#byKey.delete(key);
    }
    if (closeChannel.hasSubscribers) {
      closeChannel.publish({ sessionId: session.id, view: session.definition.name });
    }
  }

  #create(view: View, visit: SessionVisit): Session {
    const { cookieId, address, key = null, session: data } = visit;
    const id = randomId(12);
    const session = new Session(view.definition, { id, cookieId, address, key, data }, this);
    this.#sessions.set(id, session);
    if (key !== null) {
      const sessions = this.#byKey.get(key);
      if (sessions === undefined) this.#byKey.set(key, new Set([session]));
      else sessions.add(session);
    }
    if (mountChannel.hasSubscribers) {
      mountChannel.publish({ sessionId: id, view: view.definition.name });
    }
    return session;
  }
}

function parkedCaps(limits: Limits): WaitingCaps {
  return {
    waitMs: limits.parkedMs,
    max: limits.maxParked,
    maxPerCookie: limits.maxParkedPerCookie,
    maxPerAddress: limits.maxParkedPerAddress,
  };
}

function detachedCaps(limits: Limits): WaitingCaps {
  return {
    waitMs: limits.detachedMs,
    max: limits.maxDetached,
    maxPerCookie: limits.maxDetachedPerCookie,
    maxPerAddress: limits.maxDetachedPerAddress,
  };
}
