// Writes the snapshots of one session, as often as the app's durability asks for.
import { LiveError } from "../errors.js";
import { SnapshotWriter } from "../stores/snapshot-writer.js";
import type { SessionStore } from "../stores/store.js";
import type { Alarm, Alarms } from "./alarms.js";
import type { Limits } from "./limits.js";
import type { StoreWatch } from "./store-watch.js";

/**
 * When a session is stored. `event`: before an event is answered, so that a crash loses no answered
 * event. `interval`: some seconds after it changed. `shutdown`: when the process ends in order, and when
 * the session hibernates.
 */
export type Durability = "event" | "interval" | "shutdown";

export interface Keeping {
  readonly store: SessionStore;
  readonly durability: Durability;
  /** The store is the app's own: it outlives the process, and what cannot be kept is reported. */
  readonly isShared: boolean;
}

/** Whose snapshots these are. */
export interface KeptSession {
  readonly id: string;
  /** Throws when the state is not plain data, or too much of it. */
  takeSnapshot(): string;
  handlerFailed(error: unknown, where: string): void;
  /** Another process owns the session by now: it is over here, and not there. */
  release(reason: "unknown"): void;
}

interface KeeperOptions extends Keeping {
  readonly watch: StoreWatch;
  readonly epoch: number;
}

interface KeeperServices {
  readonly alarms: Alarms;
  readonly limits: Limits;
}

export class Keeper implements Alarm {
  dueMs = 0;
  heapIndex = -1;
  readonly #session: KeptSession;
  readonly #keeping: KeeperOptions;
  readonly #services: KeeperServices;
  readonly #writer: SnapshotWriter;
  #isArmed = false;
  /** Answers that wait for what is being written. */
  #answers = 0;
  #hasWritten: boolean;
  /** What the store has of it may be older than it is, but it is there. */
  hasStored: boolean;
  #isOver = false;
  /** The same trouble is reported once. */
  #isFailing = false;

  constructor(session: KeptSession, services: KeeperServices, kept: KeeperOptions) {
    this.#session = session;
    this.#services = services;
    this.#keeping = kept;
    this.#hasWritten = kept.epoch > 1;
    this.hasStored = kept.epoch > 1;
    this.#writer = new SnapshotWriter(kept.watch, { id: session.id, epoch: kept.epoch });
  }

  get isWriting(): boolean {
    return this.#writer.isWriting;
  }

  /** Answers are not to be sent before a snapshot that holds them is stored. */
  get mustWait(): boolean {
    return this.#keeping.durability === "event";
  }

  /** Something changed that nobody waits for. */
  changed(): void {
    if (this.#isArmed || this.#isOver || this.#keeping.durability === "shutdown") return;
    this.#isArmed = true;
    this.#services.alarms.arm(this, this.#services.limits.snapshotMs);
  }

  ring(): void {
    this.#isArmed = false;
    this.#writeUnlessAsked();
  }

  /**
   * For an answer that waits until it is stored. Not for a store that is silent: that is written to
   * meanwhile, or later. Answers are given in their order all the same.
   */
  async answering(): Promise<void> {
    if (this.#keeping.watch.isSilent && this.#answers === 0) return this.#writeUnlessAsked();
    this.#answers += 1;
    await this.write();
    this.#answers -= 1;
  }

  /** Answers whether everything up to now is stored. Never rejects: a failure is reported. */
  async write(
    take = () => this.#session.takeSnapshot(),
    keepMs = this.#services.limits.keepMs,
  ): Promise<boolean> {
    if (this.#isOver) return false;
    this.#hasWritten = true;
    let isTaken = false;
    const takeNow = (): string => {
      const snapshot = take();
      isTaken = true;
      return snapshot;
    };
    try {
      const result = await this.#writer.write(takeNow, keepMs);
      if (result === "stored") {
        this.#isFailing = false;
        this.hasStored = true;
        this.#renewAfter(keepMs / 2);
      } else if (result === "stale") this.#session.release("unknown");
      else {
        const { maxSnapshotBytes: maxBytes } = this.#services.limits;
        throw new LiveError("SNAPSHOT_REFUSED", { maxBytes });
      }
      return result === "stored";
    } catch (error) {
      // Not the session's own trouble: the store's, which all sessions share.
      const isStores = isTaken && !(error instanceof LiveError);
      const isNews = !this.#isFailing && (!isStores || this.#keeping.watch.isNews());
      if (isNews && this.#keeping.isShared) this.#session.handlerFailed(error, "snapshot");
      this.#isFailing = true;
      // The store may be there again before anything else happens to the session.
      if (isStores) this.changed();
      return false;
    }
  }

  /** Those of other sessions wait until one has found out that a silent store speaks again. */
  #writeUnlessAsked(): void {
    const { watch } = this.#keeping;
    if (watch.isSilent && watch.isAsked) this.changed();
    else void this.write();
  }

  /** The session is not run here any more. `isKept`: what is stored is for whoever runs it next. */
  stop(isKept: boolean): void {
    this.#isOver = true;
    this.#services.alarms.disarm(this);
    // What is stored may be another owner's by now.
    if (isKept || !this.#hasWritten || this.#writer.isStale) return;
    const { store, epoch } = this.#keeping;
    const failed = (error: unknown) => this.#session.handlerFailed(error, "snapshot");
    store.delete(this.#session.id, epoch).catch(failed);
  }

  /** What is stored of a session that runs must not end before it does: a kill would lose all of it. */
  #renewAfter(ms: number): void {
    const { durability, isShared } = this.#keeping;
    if (this.#isArmed || this.#isOver || !isShared || durability === "shutdown") return;
    this.#services.alarms.arm(this, ms);
  }
}
