// The live views of a document and what they share: one socket, one set of listeners, one instance word.
import { encodeHeartbeat } from "../src/wire/client-frames.js";
import { decodeServerFrame } from "../src/wire/server-frames.js";
import { type BoundEvent, Listeners } from "./events/listeners.js";
import { Pace } from "./events/pace.js";
import { logError } from "./log.js";
import { Session } from "./session.js";
import { Transport } from "./transport.js";

export class Page {
  readonly #transport: Transport;
  readonly #pace = new Pace();
  readonly #sessions = new Map<Element, Session>();
  /** The session numbered `s` on the present socket is at `s - 1`. */
  #numbered: Session[] = [];
  #isStarted = false;
  #wantsConnection = false;

  constructor(socketUrl: string) {
    this.#transport = new Transport(socketUrl, this);
  }

  /** Every view joined, no event unanswered or held back. */
  get isSettled(): boolean {
    const isPending = !this.#isStarted || this.#pace.isPending;
    return !isPending && [...this.#sessions.values()].every(({ channel }) => channel.isSettled);
  }

  /** Finds the views of the document; their events are taken from here on, socket or not. */
  start(): void {
    // Lives in memory only: a duplicated tab, or a page from a cache, must not pass for this one.
    const instance = crypto.getRandomValues(new Uint32Array(2)).join("");
    for (const container of document.querySelectorAll("[live]")) {
      const session = new Session(container, { instance, link: this.#transport }, this);
      this.#sessions.set(container, session);
    }
    new Listeners(this, this.#pace).start();
    // In the back-forward cache no socket may stay open. Nothing is left: the page may come back.
    addEventListener("pagehide", ({ persisted }) => persisted && this.#transport.stop());
    addEventListener("pageshow", this.#openWhenWanted);
    this.#isStarted = true;
    this.#openWhenWanted();
  }

  connect(): void {
    this.#wantsConnection = true;
    this.#openWhenWanted();
  }

  disconnect(): void {
    this.#wantsConnection = false;
    this.#transport.stop();
  }

  transportOpened(): void {
    this.#numbered = [];
    for (const session of this.#sessions.values()) {
      // One that waits for its page to be fetched again joins by itself when it has it.
      if (session.channel.state !== "gone") this.sessionWantsJoin(session);
    }
  }

  transportReceived(frame: string): void {
    const message = decodeServerFrame(frame);
    if (!message) logError("BAD_FRAME", "not a message", frame, "server");
    else if (message.type === "drain") this.#transport.drain(message.delayMs);
    else if (message.type !== "heartbeat") this.#numbered[message.s - 1]?.channel.receive(message);
  }

  transportClosed(): void {
    for (const session of this.#sessions.values()) session.linkClosed();
  }

  heartbeatFrame(): string {
    return encodeHeartbeat([...this.#sessions.values()].flatMap(({ channel }) => channel.ack));
  }

  sessionWantsJoin(session: Session): void {
    if (this.#transport.isOpen) session.channel.join(this.#numbered.push(session));
  }

  sessionNeedsNewSocket(): void {
    this.#transport.reopen();
  }

  sessionGaveUp(container: Element): void {
    this.#sessions.delete(container);
    if (this.#sessions.size === 0) this.#transport.stop();
  }

  eventHappened({ handler, binding, payload, source }: BoundEvent): () => void {
    const session = this.#sessions.get(binding.closest("[live]") as Element);
    const boundary = session?.addressOf(handler, binding) ?? 0;
    return () => session?.post({ handler, boundary, payload }, source);
  }

  /** A page without views needs no socket. */
  readonly #openWhenWanted = (): void => {
    if (this.#wantsConnection && this.#sessions.size > 0) this.#transport.start();
  };
}
