// Where the shop keeps express-session's sessions: in memory, no more than fit, the one used longest ago goes first.
import { type SessionData, Store } from "express-session";

const maxSessions = 5000;

/** The store that comes with express-session keeps every session for ever, and says so. */
export class FewSessions extends Store {
  readonly #texts = new Map<string, string>();

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    const text = this.#texts.get(id);
    done(null, text === undefined ? null : JSON.parse(text));
  }

  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    this.#texts.delete(id);
    this.#texts.set(id, JSON.stringify(session));
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= maxSessions) break;
      this.#texts.delete(oldest);
    }
    done?.();
  }

  override touch(id: string, session: SessionData, done?: () => void): void {
    if (this.#texts.has(id)) this.set(id, session);
    done?.();
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    this.#texts.delete(id);
    done?.();
  }
}
