// `live.disconnect`: ends the sessions of a key, here, in other processes, and where they wait in a store.
import { createHash } from "node:crypto";
import { LiveError } from "../errors.js";
import type { Alarm } from "./alarms.js";
import type { Peers } from "./peers.js";
import type { Services } from "./services.js";
import type { SessionIdentity, SessionVisit } from "./session-parts.js";

/** A session, or what is left of it here. */
interface Keyed {
  readonly identity: Pick<SessionIdentity, "key" | "admittedAtMs">;
  end(reason: "ended"): void;
}

/** How often a store that could not be asked or told is tried again. */
const retryMs = 1_000;
/** Of so many keys at most it is remembered here that they were ended, and that the store has yet to be told. */
const maxEnded = 10_000;

/** All sessions by the key that they were mounted for, and when each key was last ended. */
export class KeyEnds implements Alarm {
  dueMs = 0;
  heapIndex = -1;
  readonly #services: Services;
  readonly #peers: Peers | null;
  /** By the hash of the key: what other processes and the store are told says nothing of a user. */
  readonly #sessions = new Map<string, Set<Keyed>>();
  /** When keys were ended, for a session that is just on its way here: the store was asked before. */
  readonly #ended = new Map<string, number>();
  /** Those of which the store knows nothing yet. */
  readonly #untold = new Map<string, number>();
  #mustCheck = false;

  constructor(services: Services, peers: Peers | null) {
    this.#services = services;
    this.#peers = peers;
  }

  hold(session: Keyed): void {
    const { key } = session.identity;
    if (key === null) return;
    const keyId = idOf(key);
    const sessions = this.#sessions.get(keyId);
    if (sessions === undefined) this.#sessions.set(keyId, new Set([session]));
    else sessions.add(session);
  }

  release(session: Keyed): void {
    const { key } = session.identity;
    if (key === null) return;
    const keyId = idOf(key);
    const sessions = this.#sessions.get(keyId);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#sessions.delete(keyId);
  }

  /** Those here end before this returns; the promise settles when all others will. Never rejects. */
  async end(key: string): Promise<void> {
    const got: unknown = key;
    if (typeof got !== "string") {
      return this.#failed(new LiveError("DISCONNECT_WITHOUT_KEY", { got }));
    }
    const keyId = idOf(key);
    const nowMs = Date.now();
    this.endHere(keyId);
    await Promise.all([this.#peers?.endKey(keyId), this.#store(keyId, nowMs)]);
  }

  /** `endedAtMs`: those that began after it stay. */
  endHere(keyId: string, endedAtMs = Number.POSITIVE_INFINITY): void {
    remember(this.#ended, keyId, Math.min(endedAtMs, Date.now()));
    for (const session of this.#sessions.get(keyId) ?? []) {
      if (session.identity.admittedAtMs <= endedAtMs) session.end("ended");
    }
  }

  /** The store may be there again. */
  ring(): void {
    for (const [keyId, endedAtMs] of [...this.#untold]) void this.#storeAgain(keyId, endedAtMs);
    if (this.#mustCheck) void this.check();
  }

  /** Whether the key was ended after the guards of a session had let its page pass. */
  async isEnded(key: string | null, admittedAtMs: number): Promise<boolean> {
    if (key === null) return false;
    const endedAtMs = await this.#endedAtMs(idOf(key));
    return endedAtMs !== null && !(admittedAtMs > endedAtMs);
  }

  /** Whether this process has heard so of a visit that its guards have let pass a moment ago. */
  wasEndedHere({ key, admittedAtMs }: Pick<SessionVisit, "key" | "admittedAtMs">): boolean {
    // Most of the time none was: then no visit is to pay for a hash.
    if (!key || admittedAtMs === undefined || this.#ended.size === 0) return false;
    return (this.#ended.get(idOf(key)) ?? 0) > admittedAtMs;
  }

  /** What was said may not have come: the store has it. */
  async check(): Promise<void> {
    this.#mustCheck = false;
    try {
      for (const keyId of [...this.#sessions.keys()]) {
        const endedAtMs = await this.#endedAtMs(keyId);
        if (endedAtMs !== null) this.endHere(keyId, endedAtMs);
      }
    } catch (error) {
      this.#failed(error);
      this.#mustCheck = true;
      this.#tryLater();
    }
  }

  async #store(keyId: string, endedAtMs: number): Promise<void> {
    try {
      await this.#put(keyId, endedAtMs);
    } catch (error) {
      this.#failed(error);
      this.#tellLater(keyId, endedAtMs);
    }
  }

  /** Who could not hear of it in the meantime is told, too. */
  async #storeAgain(keyId: string, endedAtMs: number): Promise<void> {
    try {
      await this.#put(keyId, endedAtMs);
    } catch {
      // Has been reported.
      return this.#tellLater(keyId, endedAtMs);
    }
    if (this.#untold.get(keyId) === endedAtMs) this.#untold.delete(keyId);
    await this.#peers?.endKey(keyId, endedAtMs);
  }

  async #put(keyId: string, endedAtMs: number): Promise<void> {
    const { keeping, limits } = this.#services;
    // As long as anything may come back that was kept before.
    const { keepMs: waitMs, sealedMs, asleepMs } = limits;
    const keepMs = 2 * Math.max(waitMs, sealedMs, keeping?.isShared ? asleepMs : 0);
    const options = { epoch: 1, number: endedAtMs, keepMs };
    await keeping?.store.put(storeId(keyId), String(endedAtMs), options);
  }

  #tellLater(keyId: string, endedAtMs: number): void {
    remember(this.#untold, keyId, endedAtMs);
    this.#tryLater();
  }

  #tryLater(): void {
    if (this.heapIndex < 0) this.#services.alarms.arm(this, retryMs);
  }

  async #endedAtMs(keyId: string): Promise<number | null> {
    const stored = await this.#services.keeping?.store.get(storeId(keyId));
    const endedAtMs = Number(stored?.snapshot) || 0;
    return Math.max(endedAtMs, this.#ended.get(keyId) ?? 0) || null;
  }

  #failed(error: unknown): void {
    const place = { view: null, where: "disconnect", sessionId: null };
    this.#services.problems.tell(error, place);
  }
}

function remember(ends: Map<string, number>, keyId: string, endedAtMs: number): void {
  const [oldest] = ends.keys();
  if (ends.size >= maxEnded && oldest !== undefined) ends.delete(oldest);
  ends.set(keyId, Math.max(endedAtMs, ends.get(keyId) ?? 0));
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** No session has such an id: theirs are 16 characters. */
function storeId(keyId: string): string {
  return `key-${keyId}`;
}
