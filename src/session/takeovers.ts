// Brings sessions here whose pages have come here: from the process that runs them, or from the store.
import type { View } from "../live/view.js";
import { decodeSnapshot } from "../stores/snapshot.js";
import type { Handovers } from "./handovers.js";
import { type Kept, mayReturn } from "./kept.js";
import { visitOf } from "./kept-visit.js";
import type { Answer, Ask } from "./peer-messages.js";
import type { Peers } from "./peers.js";
import { isOf, isRestorable, mayGoOn, type Read, type Returning } from "./restore.js";
import type { Restorer } from "./restorer.js";
import type { ServedViews } from "./served-views.js";
import type { Services } from "./services.js";
import type { Session } from "./session.js";
import type { SessionVisit } from "./session-parts.js";
import { hashOf } from "./succession.js";

export interface TakeoverHost {
  readonly owner: string;
  readonly services: Services;
  readonly views: ServedViews;
  readonly restorer: Restorer;
  readonly handovers: Handovers;
  find(sessionId: string): Session | null;
}

/** A join that found no session here. */
export interface TakeoverClaim {
  readonly sessionId: string;
  /** Who ran the session when the page got its token. */
  readonly owner: string;
  readonly cookieId: string;
  readonly instance: string;
  readonly epoch: number;
  readonly seq: number;
  readonly ref: number;
}

export interface Taken {
  readonly session: Session;
  /** The page shows it already. */
  readonly isShown: boolean;
}

/** What a page that fetches itself does not find is lost: a busy owner gets this many times as long. */
const lastPatience = 5;

interface Found extends Read {
  readonly view: View;
  readonly epoch: number;
}

export class Takeovers {
  readonly #host: TakeoverHost;
  readonly #peers: Peers;
  /** By session: whoever comes twice waits for the same. */
  readonly #underway = new Map<string, Promise<Taken | null>>();

  constructor(host: TakeoverHost, peers: Peers) {
    this.#host = host;
    this.#peers = peers;
  }

  /** Null: it is gone, or has to come back through the guards of its page. Never rejects. */
  async take(claim: TakeoverClaim): Promise<Taken | null> {
    const { sessionId } = claim;
    const underway = this.#underway.get(sessionId);
    if (underway !== undefined) {
      const taken = await underway;
      // Two sockets of one document: the later one has seen nothing of what the other was sent.
      return taken?.session.instance === claim.instance ? { ...taken, isShown: false } : null;
    }
    const taking = this.#take(claim).finally(() => this.#underway.delete(sessionId));
    this.#underway.set(sessionId, taking);
    return taking;
  }

  /** Settles when the session is here, or will not come. */
  async settled(sessionId: string): Promise<void> {
    await this.#underway.get(sessionId);
  }

  /** The page fetches itself: whoever runs its session stores it, this process too. */
  async release(returning: Returning, visit: SessionVisit): Promise<void> {
    const { sessionId, owner, instance, epoch, seq } = returning;
    await this.settled(sessionId);
    const session = this.#host.find(sessionId);
    // It has no socket, whatever other processes believe.
    const ask = { sessionId, instance, epoch, seq, askedAtMs: Number.MAX_SAFE_INTEGER };
    if (session === null) await this.#ask(owner, ask, lastPatience);
    else if (isOf(session, returning, visit)) {
      await this.#host.handovers.give(ask, this.#host.owner);
      this.#host.handovers.returned(sessionId);
    }
  }

  async #take(claim: TakeoverClaim): Promise<Taken | null> {
    const { sessionId, instance, epoch, seq } = claim;
    const ask = { sessionId, instance, epoch, seq, askedAtMs: Date.now() };
    const answer = await this.#ask(claim.owner, ask);
    if (answer?.kind === "kept") return null;
    let name: string | null = null;
    try {
      const found = await this.#claim(claim, answer?.kind === "stored");
      if (found === null) return null;
      name = found.view.definition.name;
      return await this.#restore(found, claim);
    } catch (error) {
      return this.#host.restorer.failed(name, sessionId, error);
    }
  }

  /** Follows a session that was given on, once: whoever has it then has not had it for long. */
  async #ask(owner: string, ask: Ask, patience = 1): Promise<Answer | null> {
    if (owner === this.#host.owner) return null;
    const answer = await this.#peers.ask(owner, ask, patience);
    if (answer?.kind !== "moved" || answer.process === this.#host.owner) return answer;
    return this.#peers.ask(answer.process, ask, patience);
  }

  async #claim(claim: TakeoverClaim, isHandedOver: boolean): Promise<Found | null> {
    const { keeping } = this.#host.services;
    const stored = await keeping?.store.get(claim.sessionId);
    if (!stored || this.#read(stored.snapshot, claim, isHandedOver) === null) return null;
    const claimed = await keeping?.store.claim(claim.sessionId, stored.epoch);
    if (!claimed?.isClaimed) return null;
    const read = this.#read(claimed.snapshot, claim, isHandedOver);
    const isEnded = await this.#host.restorer.isEnded(claim.sessionId, read?.kept ?? null);
    return read === null || isEnded ? null : { ...read, epoch: claimed.epoch };
  }

  #read(text: string, claim: TakeoverClaim, isHandedOver: boolean): Omit<Found, "epoch"> | null {
    const read = decodeSnapshot(text, this.#host.services.limits.maxSnapshotBytes);
    if (!read.isValid) return null;
    const { version, content } = read.snapshot;
    const kept = content as Kept;
    const view = this.#host.views.find(read.snapshot.view, kept.place ?? "");
    if (view === null || !mayReturn(kept, { ...claim, key: kept.key })) return null;
    // Who gave it up has just seen the page; else the guards have to see it again after a while.
    const isRecent = Date.now() - kept.seenAtMs <= this.#host.services.limits.detachedMs;
    if (!isHandedOver && !isRecent) return null;
    const isAllowed = isHandedOver ? mayGoOn : isRestorable;
    return isAllowed(view.definition, version) ? { kept, version, view } : null;
  }

  async #restore(found: Found, claim: TakeoverClaim): Promise<Taken | null> {
    const { restorer, handovers } = this.#host;
    const { view, kept } = found;
    const visit = visitOf(kept, this.#host.services.limits);
    const session = await restorer.fromOwner(view, visit, {
      ...found,
      sessionId: claim.sessionId,
      at: claim,
    });
    if (session === null) return null;
    handovers.returned(session.id);
    return { session, isShown: kept.print !== null && kept.print === hashOf(session.print("")) };
  }
}
