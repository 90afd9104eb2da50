// `live.disconnect`: ends the sessions of a key, here, in other processes, and where they wait in a store.
import { createHash } from "node:crypto";
import { reportError } from "../telemetry.js";
import type { Peers } from "./peers.js";
import type { Services } from "./services.js";
import type { SessionIdentity } from "./session-parts.js";

/** A session, or what is left of it here. */
interface Keyed {
  readonly identity: Pick<SessionIdentity, "key" | "admittedAtMs">;
  end(reason: "ended"): void;
}

/** All sessions by the key that they were mounted for, and when each key was last ended. */
export class KeyEnds {
  readonly #services: Services;
  readonly #peers: Peers | null;
  /** By the hash of the key: what other processes and the store are told says nothing of a user. */
  readonly #sessions = new Map<string, Set<Keyed>>();

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
    const keyId = idOf(key);
    this.endHere(keyId);
    const { keeping, limits } = this.#services;
    const nowMs = Date.now();
    // As long as anything may come back that was kept before.
    const keepMs = 2 * Math.max(limits.keepMs, limits.sealedMs);
    const put = keeping?.store.put(storeId(keyId), String(nowMs), {
      epoch: 1,
      number: nowMs,
      keepMs,
    });
    await Promise.all([this.#peers?.endKey(keyId), put?.catch((error) => this.#failed(error))]);
  }

  endHere(keyId: string): void {
    for (const session of this.#sessions.get(keyId) ?? []) session.end("ended");
  }

  /** Whether the key was ended after the guards of a session had let its page pass. */
  async isEnded(key: string | null, admittedAtMs: number): Promise<boolean> {
    if (key === null) return false;
    const endedAtMs = await this.#endedAtMs(idOf(key));
    return endedAtMs !== null && !(admittedAtMs > endedAtMs);
  }

  /** What was said may not have come: the store has it. */
  async check(): Promise<void> {
    try {
      for (const keyId of [...this.#sessions.keys()]) {
        const endedAtMs = await this.#endedAtMs(keyId);
        for (const session of this.#sessions.get(keyId) ?? []) {
          const isEnded = endedAtMs !== null && session.identity.admittedAtMs <= endedAtMs;
          if (isEnded) session.end("ended");
        }
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  async #endedAtMs(keyId: string): Promise<number | null> {
    const stored = await this.#services.keeping?.store.get(storeId(keyId));
    return stored ? Number(stored.snapshot) : null;
  }

  #failed(error: unknown): void {
    const place = { view: null, where: "disconnect", sessionId: null };
    reportError(this.#services.onError, error, place);
  }
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** No session has such an id: theirs are 16 characters. */
function storeId(keyId: string): string {
  return `key-${keyId}`;
}
