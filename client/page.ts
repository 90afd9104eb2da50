// The live views of a document and what they share: one socket, one set of listeners, one instance word.
import { encodeHeartbeat } from "../src/wire/client-frames.js";
import { decodeServerFrame } from "../src/wire/server-frames.js";
import { ChannelState } from "./channel.js";
import { type BoundEvent, Listeners } from "./events/listeners.js";
import { Pace } from "./events/pace.js";
import { logError } from "./log.js";
import { Session } from "./session.js";
import { Transport } from "./transport.js";

/** Lives in memory only: a duplicated tab, or a page from a cache, must not pass for this document. */
function createInstance(): string {
  const words = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(words, (word) => word.toString(36)).join("");
}

export class Page {
  readonly #transport: Transport;
  readonly #pace = new Pace();
  readonly #listeners = new Listeners(this, this.#pace);
  readonly #instance = createInstance();
  readonly #sessions = new Map<Element, Session>();
  /** By their number on the present socket. */
  #numbered = new Map<number, Session>();
  #lastNumber = 0;
  #isStarted = false;
  #wantsConnection = false;

  constructor(socketUrl: string) {
    this.#transport = new Transport(socketUrl, this);
  }

  /** Every view joined, no event unanswered or held back. */
  get isSettled(): boolean {
    if (!this.#isStarted || this.#pace.isPending) return false;
    for (const { channel } of this.#sessions.values()) if (!channel.isSettled) return false;
    return true;
  }

  /** Finds the views of the document; their events are taken from here on, socket or not. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    for (const container of document.querySelectorAll("[live]")) {
      const options = { instance: this.#instance, link: this.#transport };
      this.#sessions.set(container, new Session(container, options, this));
    }
    this.#listeners.start();
    addEventListener("pagehide", this.#windowPageHide);
    addEventListener("pageshow", this.#windowPageShow);
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
    this.#numbered = new Map();
    this.#lastNumber = 0;
    for (const session of this.#sessions.values()) {
      // One that waits for its page to be fetched again joins by itself when it has it.
      if (session.channel.state !== ChannelState.gone) this.sessionWantsJoin(session);
    }
  }

  transportReceived(frame: string): void {
    const message = decodeServerFrame(frame);
    if (message === null)
      logError("BAD_FRAME", "a frame of the server is no message", frame, "server");
    else if (message.type === "drain") this.#transport.drain(message.delayMs);
    else if (message.type !== "heartbeat") this.#numbered.get(message.s)?.channel.receive(message);
  }

  transportClosed(): void {
    for (const session of this.#sessions.values()) session.linkClosed();
  }

  heartbeatFrame(): string {
    return encodeHeartbeat([...this.#sessions.values()].flatMap(({ channel }) => channel.ack));
  }

  sessionWantsJoin(session: Session): void {
    if (!this.#transport.isOpen) return;
    const number = ++this.#lastNumber;
    this.#numbered.set(number, session);
    session.channel.join(number);
  }

  sessionNeedsNewSocket(): void {
    this.#transport.reopen();
  }

  containerOf(el: Element): Element | null {
    const container = el.closest("[live]");
    return container !== null && this.#sessions.has(container) ? container : null;
  }

  eventHappened({ handler, binding, payload, controls }: BoundEvent): () => void {
    const container = this.containerOf(binding);
    const session = container === null ? undefined : this.#sessions.get(container);
    if (session === undefined || handler === "") return () => {};
    const boundary = session.addressOf(handler, binding);
    return () => session.post({ handler, boundary, payload }, controls);
  }

  // In the back-forward cache no socket may stay open. Nothing is left: the page may come back.
  readonly #windowPageHide = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#transport.stop();
  };

  readonly #windowPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#openWhenWanted();
  };

  /** A page without views needs no socket. */
  #openWhenWanted(): void {
    if (this.#wantsConnection && this.#sessions.size > 0) this.#transport.start();
  }
}
