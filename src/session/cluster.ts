// This process among those that serve the same app: whom its sessions go to, and where they come from.
import { LiveError } from "../errors.js";
import type { View } from "../live/view.js";
import { Handovers } from "./handovers.js";
import type { KeyEnds } from "./key-ends.js";
import type { Answer, Ask } from "./peer-messages.js";
import { Peers, type PeersDelegate } from "./peers.js";
import type { Returning } from "./restore.js";
import type { Restorer } from "./restorer.js";
import type { ServedViews } from "./served-views.js";
import type { Services } from "./services.js";
import type { Session } from "./session.js";
import type { SessionVisit } from "./session-parts.js";
import { type Taken, type TakeoverClaim, type TakeoverHost, Takeovers } from "./takeovers.js";

export interface ClusterHost {
  readonly services: Services;
  readonly restorer: Restorer;
  readonly keys: KeyEnds;
  find(sessionId: string): Session | null;
}

/** Only where processes share topics; sessions go from one to another only where they share a store too. */
export class Cluster implements PeersDelegate, TakeoverHost {
  readonly services: Services;
  readonly peers: Peers;
  readonly handovers: Handovers;
  readonly #host: ClusterHost;
  readonly #takeovers: Takeovers | null;
  #isClosed = false;

  constructor(host: ClusterHost) {
    this.#host = host;
    this.services = host.services;
    this.peers = new Peers(host.services, this);
    this.handovers = new Handovers(host);
    const isShared = host.services.keeping?.isShared === true;
    this.#takeovers = isShared ? new Takeovers(this, this.peers) : null;
    this.peers.start();
  }

  get views(): ServedViews {
    return this.services.views;
  }

  get owner(): string {
    return this.services.pubsub.process;
  }

  get restorer(): Restorer {
    return this.#host.restorer;
  }

  get canTake(): boolean {
    return this.#takeovers !== null && !this.#isClosed;
  }

  /** A page of this process shows the view: sessions of it may come here. */
  serve({ definition: { name } }: View): void {
    if (name === null && this.#takeovers !== null) throw new LiveError("VIEW_WITHOUT_NAME", {});
  }

  /** A session that a join has not found here. Null: it is gone, or has to pass the guards again. */
  async take(claim: TakeoverClaim): Promise<Taken | null> {
    return (await this.#takeovers?.take(claim)) ?? null;
  }

  /** Whoever runs what a page wants back, stores it. */
  async release(returning: Returning, visit: SessionVisit): Promise<void> {
    await this.#takeovers?.release(returning, visit);
  }

  /** True: its page has been with another owner since, which this copy has not noticed. */
  isOutdated(session: Session, epoch: number): boolean {
    return this.#takeovers !== null && epoch > session.outbox.epoch;
  }

  find(sessionId: string): Session | null {
    return this.#host.find(sessionId);
  }

  async sessionAsked(ask: Ask, process: string): Promise<Answer> {
    // What is on its way here is given on when it has come.
    await this.#takeovers?.settled(ask.sessionId);
    return this.handovers.give(ask, process);
  }

  keyEnded(keyId: string, endedAtMs?: number): void {
    this.#host.keys.endHere(keyId, endedAtMs);
  }

  peersMissed(): void {
    void this.#host.keys.check();
  }

  /** All sessions are stored. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.peers.leave();
  }
}
