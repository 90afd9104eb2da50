// A session that its page has open and that lies in the store until something happens: what is left of it here.
import type { View } from "../live/view.js";
import type { Subscriber } from "../pubsub/pubsub.js";
import type { EventMessage, UrlMessage } from "../wire/client-frames.js";
import type { GoneReason } from "../wire/protocol.js";
import type { Link } from "./link.js";
import type { Session } from "./session.js";
import type { SessionIdentity } from "./session-parts.js";
import type { PathMatcher } from "./visit-url.js";

/** The sessions of a socket. */
export interface Places {
  /** What is left of a session stands in its place. */
  slept(asleep: Asleep): void;
  woke(session: Session, s: number): void;
}

/** Where it was when it fell asleep. */
export interface Sleep {
  readonly identity: SessionIdentity;
  readonly instance: string;
  readonly view: View;
  readonly matchPath: PathMatcher | null;
  readonly places: Places;
  readonly link: Link;
  readonly s: number;
  readonly epoch: number;
  readonly seq: number;
  readonly answeredRef: number;
  readonly topics: readonly string[];
}

export interface AsleepHost {
  wake(asleep: Asleep): void;
  /** `isKept`: its page may come back. */
  over(asleep: Asleep, isKept: boolean): void;
}

/** What wakes it is held until it is awake. */
export class Asleep implements Subscriber {
  readonly sleep: Sleep;
  isWaking = false;
  isOver = false;
  /** The page shows something else than what it was sent. */
  mustBeWhole = false;
  /** Messages came that nobody has read. */
  hasMissed = false;
  held: readonly (EventMessage | UrlMessage)[] = [];
  readonly #host: AsleepHost;
  readonly #maxHeld: number;

  constructor(sleep: Sleep, host: AsleepHost, maxHeld: number) {
    this.sleep = sleep;
    this.#host = host;
    this.#maxHeld = maxHeld;
  }

  get identity(): SessionIdentity {
    return this.sleep.identity;
  }

  /** In the order they came: what is left out here would be left out for ever. */
  received(message: EventMessage | UrlMessage): void {
    if (this.held.length >= this.#maxHeld) return this.end("unknown");
    // It counts frames of the owner before.
    this.held = [...this.held, { ...message, ack: 0 }];
    this.#host.wake(this);
  }

  resyncReceived(): void {
    this.mustBeWhole = true;
    this.#host.wake(this);
  }

  topicReceived(): void {
    // The first one is what `resume` will find; those that come while it looks may be missed.
    this.hasMissed = this.isWaking;
    this.#host.wake(this);
  }

  topicMissed(): void {
    this.topicReceived();
  }

  /** For `live.disconnect`, and where it cannot come back; its page is told. */
  end(reason: GoneReason): void {
    if (this.isOver) return;
    const { link, s } = this.sleep;
    this.#host.over(this, false);
    link.sessionEnded(s, reason);
  }

  /** `isLeft`: its page will not come back. */
  socketClosed(isLeft: boolean): void {
    if (!this.isOver) this.#host.over(this, !isLeft);
  }
}
