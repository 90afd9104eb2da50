// Gives sessions to other processes: what a page wants there is stored, and run here no more.
import type { Answer, Ask } from "./peer-messages.js";
import type { Session } from "./session.js";

export interface HandoverHost {
  find(sessionId: string): Session | null;
}

/** Sessions whose next process is remembered, for those that ask here next. */
const maxMoved = 10_000;

export class Handovers {
  readonly #host: HandoverHost;
  readonly #moved = new Map<string, string>();
  /** Sessions that are being stored: whoever asks for one again waits for the same. */
  readonly #underway = new Map<string, Promise<boolean>>();

  constructor(host: HandoverHost) {
    this.#host = host;
  }

  /** Whoever asks may claim it from the store afterwards. Never rejects. */
  async give(ask: Ask, process: string): Promise<Answer> {
    const { sessionId, instance, epoch, seq } = ask;
    await this.#underway.get(sessionId);
    const session = this.#host.find(sessionId);
    if (session === null) return this.#whereIs(sessionId, process);
    if (!session.isJoinable) return { kind: "none" };
    if (session.instance !== null && session.instance !== instance) return { kind: "none" };
    if (epoch > session.outbox.epoch) {
      // Another process owned it since: this copy missed that.
      session.release();
      return { kind: "none" };
    }
    if (session.isConnected && session.seenAtMs > ask.askedAtMs) return { kind: "kept" };
    session.instance = instance;
    // What came while nobody watched is part of the state.
    session.runner?.run();
    // Before it is written: whoever asks meanwhile must not take what was stored earlier.
    this.#remember(sessionId, process);
    const storing = session.succession.handOver({ epoch, seq });
    this.#underway.set(sessionId, storing);
    const isStored = await storing;
    this.#underway.delete(sessionId);
    if (isStored) return { kind: "stored" };
    this.#moved.delete(sessionId);
    return { kind: "none" };
  }

  /** It is run here again. */
  returned(sessionId: string): void {
    this.#moved.delete(sessionId);
  }

  #whereIs(sessionId: string, asker: string): Answer {
    const process = this.#moved.get(sessionId);
    if (process === undefined) return { kind: "none" };
    return process === asker ? { kind: "stored" } : { kind: "moved", process };
  }

  #remember(sessionId: string, process: string): void {
    this.#moved.delete(sessionId);
    const [oldest] = this.#moved.keys();
    if (this.#moved.size >= maxMoved && oldest !== undefined) this.#moved.delete(oldest);
    this.#moved.set(sessionId, process);
  }
}
