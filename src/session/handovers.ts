// Gives sessions to other processes: what a page wants there is stored, and run here no more.
import type { ResumePoint } from "./outbox.js";
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
    const isLeft = await this.#underway.get(sessionId);
    const session = this.#host.find(sessionId);
    if (session === null) {
      const whereabouts = this.#whereIs(sessionId, process);
      return whereabouts.kind === "none" && isLeft ? { kind: "stored" } : whereabouts;
    }
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
    const isStored = await this.#handOver(session, { epoch, seq });
    if (isStored) return { kind: "stored" };
    this.#moved.delete(sessionId);
    return { kind: "none" };
  }

  /** It is stored for whoever wants it, and run here no more. Never rejects. */
  async leave(session: Session): Promise<void> {
    await this.#handOver(session, null);
  }

  /** It is run here again. */
  returned(sessionId: string): void {
    this.#moved.delete(sessionId);
  }

  /** Whoever asks for it meanwhile waits until it is stored. */
  async #handOver(session: Session, at: ResumePoint | null): Promise<boolean> {
    const storing = session.succession.handOver(at);
    this.#underway.set(session.id, storing);
    const isStored = await storing;
    this.#underway.delete(session.id);
    return isStored;
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
