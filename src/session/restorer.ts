// Brings back the sessions of pages that lost theirs: from the store, or from what a page was given to keep.
import type { View } from "../live/view.js";
import type { Seals } from "../stores/seal.js";
import { encodeEffect } from "../wire/server-frames.js";
import type { Kept } from "./kept.js";
import type { KeyEnds } from "./key-ends.js";
import {
  claimKept,
  isOf,
  isRestorable,
  type Read,
  type Returning,
  readKept,
  restoreSession,
} from "./restore.js";
import type { Services } from "./services.js";
import type { Session } from "./session.js";
import type { Restored, SessionVisit } from "./session-parts.js";
import { inTime, mountLimit } from "./time-limit.js";

/** What the restorer needs of the registry. */
export interface RestorerHost {
  readonly services: Services;
  readonly keys: KeyEnds;
  /** Null: there are no other processes. */
  readonly cluster: {
    /** It, or this one, may run what a page wants back: then that is stored. */
    release(returning: Returning, visit: SessionVisit): Promise<void>;
  } | null;
  find(sessionId: string): Session | null;
  create(view: View, visit: SessionVisit, id: string): Session;
}

/** A join that brings its session along. */
export interface SealedClaim {
  readonly instance: string;
  readonly epoch: number;
  readonly seq: number;
  readonly ref: number;
  readonly sealed: string;
}

/** A snapshot that is this process' own by now, and where its page stands. */
interface ClaimedRead extends Read, Omit<Restored, "kept"> {
  readonly sessionId: string;
}

interface ReturnOptions {
  readonly returning: Returning;
  readonly created: ((session: Session) => void) | undefined;
}

export class Restorer {
  readonly #host: RestorerHost;
  readonly #seals: Seals | null;
  /** Sessions without a state, whose pages have passed the guards and hold the state. */
  readonly #awaited = new WeakMap<Session, SessionVisit>();
  readonly #underway = new Map<string, Promise<unknown>>();
  /** The process ends: what lies in the store stays there, for whoever runs it next. */
  isClosed = false;

  constructor(host: RestorerHost, seals: Seals | null) {
    this.#host = host;
    this.#seals = seals;
  }

  /** One after the other: whoever wants a session that is on its way waits until it is here. */
  async once<Result>(sessionId: string, task: () => Promise<Result>): Promise<Result> {
    while (this.#underway.has(sessionId)) await this.#underway.get(sessionId);
    const running = task();
    const settled = Promise.allSettled([running]);
    this.#underway.set(sessionId, settled);
    void settled.then(() => this.#underway.delete(sessionId));
    return running;
  }

  /** Undefined: nobody is bringing it back. */
  settled(sessionId: string): Promise<unknown> | undefined {
    return this.#underway.get(sessionId);
  }

  /** Null when there is nothing to bring back, or it may not come back: the page mounts afresh. */
  fromStore(view: View, visit: SessionVisit, options: ReturnOptions): Promise<Session | null> {
    const { sessionId } = options.returning;
    return this.once(sessionId, () => this.#fromStore(view, visit, options));
  }

  async #fromStore(
    view: View,
    visit: SessionVisit,
    { returning, created }: ReturnOptions,
  ): Promise<Session | null> {
    const { keeping, limits } = this.#host.services;
    const { definition } = view;
    const { sessionId } = returning;
    if (keeping === null || definition.name === null) return null;
    if (this.#host.cluster === null) await this.#storeOwn(returning, visit);
    else await this.#host.cluster.release(returning, visit);
    if (this.#host.find(sessionId) !== null) return null;
    const claim = { ...returning, cookieId: visit.cookieId, key: visit.key ?? null };
    try {
      const claimed = await claimKept(keeping.store, claim, { definition, limits });
      if (claimed === null || !isRestorable(definition, claimed.version)) return null;
      if (await this.isEnded(sessionId, claimed.kept)) return null;
      if (this.isClosed) return null;
      const session = this.#host.create(view, visit, sessionId);
      created?.(session);
      return await this.#restored(session, visit, { ...claimed, at: returning });
    } catch (error) {
      return this.failed(definition.name, sessionId, error);
    }
  }

  /** What its owner has given up, and this process has claimed. Rejects with what the author's code throws. */
  async fromOwner(view: View, visit: SessionVisit, read: ClaimedRead): Promise<Session | null> {
    if (this.isClosed) return null;
    const session = this.#host.create(view, visit, read.sessionId);
    const restored = await this.#restored(session, visit, read);
    // Its document was not asked for again.
    const { head } = read.kept;
    if (head !== undefined) restored?.page?.comesUnder(head);
    return restored;
  }

  /** Whether the key of a session was ended after its page was let pass; then nothing of it is left. */
  async isEnded(sessionId: string, kept: Kept | null): Promise<boolean> {
    const { keys, services } = this.#host;
    if (kept === null || !(await keys.isEnded(kept.key, kept.admittedAtMs))) return false;
    await services.keeping?.store.delete(sessionId);
    return true;
  }

  /** The page says that it holds its session: it is opened when the page joins. */
  fromPage(view: View, visit: SessionVisit, { returning, created }: ReturnOptions): Session | null {
    const { sessionId, isSealed } = returning;
    if (!isSealed || this.#seals === null || this.#host.find(sessionId) !== null) return null;
    const session = this.#host.create(view, visit, sessionId);
    this.#awaited.set(session, visit);
    created?.(session);
    return session;
  }

  /** Null when what the page holds is not what it was given, too old, or was used before. */
  async unseal(session: Session, claim: SealedClaim): Promise<Session | null> {
    const visit = this.#awaited.get(session);
    if (visit === undefined || this.#seals === null) return null;
    this.#awaited.delete(session);
    const { definition, id } = session;
    const { cookieId, key = null } = visit;
    const { epoch } = claim;
    const { keys, services } = this.#host;
    const { limits } = services;
    const opening = this.#seals.open(claim.sealed, { cookieId, sessionId: id, key, epoch });
    const read = opening.isOpened
      ? readKept(opening.snapshot, { ...claim, cookieId, key }, { definition, limits })
      : null;
    try {
      const isOver = read !== null && (await keys.isEnded(key, read.kept.admittedAtMs));
      if (read !== null && !isOver && isRestorable(definition, read.version)) {
        return await this.#restored(session, visit, { ...read, epoch: epoch + 1, at: claim });
      }
    } catch (error) {
      this.failed(definition.name, id, error);
    }
    session.end(null);
    return null;
  }

  /** The frame with a session for its page to keep; null for one that cannot be kept, or is too large. */
  sealed(session: Session): string | null {
    const text = this.#seal(session);
    const place = { s: session.outbox.s, seq: 0, ref: 0 };
    return text === null ? null : encodeEffect(place, "seal", JSON.stringify(text));
  }

  #seal(session: Session): string | null {
    const { definition, identity, id } = session;
    if (this.#seals === null || definition.name === null || !session.isJoinable) return null;
    try {
      const { cookieId, key } = identity;
      const { epoch } = session.outbox;
      const snapshot = session.succession.takeSnapshot();
      const sealing = this.#seals.seal(snapshot, { cookieId, sessionId: id, key, epoch });
      return sealing.isSealed ? sealing.text : null;
    } catch {
      // A state that is no plain data: its page mounts afresh, as without a store.
      return null;
    }
  }

  /** The page has lost it all the same: its socket is one that is gone. */
  async #storeOwn(returning: Returning, visit: SessionVisit): Promise<void> {
    const session = this.#host.find(returning.sessionId);
    if (session === null || !isOf(session, returning, visit)) return;
    // What came while nobody watched is part of the state.
    session.runner?.run();
    await session.succession.handOver(null);
  }

  async #restored(
    session: Session,
    visit: SessionVisit,
    read: Read & Omit<Restored, "kept">,
  ): Promise<Session | null> {
    try {
      const limit = mountLimit(session, this.#host.services);
      await inTime(restoreSession(session, visit, read), limit);
      // Effects have new seqs from now on. Once one was sent, nobody may count it by its old one.
      const hasEffects = read.kept.outbox.effects.length > 0;
      const { keeper } = session.succession;
      if (hasEffects && keeper?.mustWait) await keeper.answering();
    } catch (error) {
      session.end(null);
      throw error;
    }
    return session.isJoinable ? session : null;
  }

  failed(view: string | null, sessionId: string, error: unknown): null {
    this.#host.services.problems.tell(error, { view, where: "restore", sessionId });
    return null;
  }
}
