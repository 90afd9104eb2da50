// One live view's side of the conversation: joins, numbers its events, and keeps them until they are answered.
import { encodeAway, encodeJoin, encodeLeave, encodeResync } from "../src/wire/client-frames.js";
import { type GoneReason, ServerTag } from "../src/wire/protocol.js";
import type {
  EffectMessage,
  ErrorMessage,
  JoinedMessage,
  PatchMessage,
  ServerMessage,
} from "../src/wire/server-frames.js";
import { encodeCall, type OutgoingCall } from "./outgoing-call.js";
import type { Origin } from "./rejoin.js";

/**
 * `idle`: no socket, events queue up. `gone`: the server has no such session, events queue up until a
 * new token comes.
 */
export type ChannelState = "idle" | "joining" | "joined" | "gone";

/** Why the session of the server and the page have come apart. */
export type LossReason = GoneReason | "gap";

export interface ChannelDelegate {
  channelJoined(): void;
  /** Comes after the patch that answers was applied. */
  channelAnswered(refs: readonly number[]): void;
  channelReceivedPatch(parts: readonly unknown[], refs: readonly number[]): void;
  channelReceivedEffect(effect: EffectMessage, handler: string | null): void;
  channelFailed(error: ErrorMessage, handler: string | null): void;
  channelLost(reason: LossReason): void;
}

/** Where frames go; without an open socket they go nowhere. */
export interface Link {
  send(frame: string): boolean;
}

interface Unanswered extends OutgoingCall {
  wasSent: boolean;
  /** What `ctx.reply` sent ahead of the answer. */
  reply?: EffectMessage;
}

/** Beyond it a page that nobody answers refuses further events instead of growing. */
const maxUnanswered = 500;

export class Channel {
  readonly #instance: string;
  readonly #link: Link;
  readonly #delegate: ChannelDelegate;
  #state: ChannelState = "idle";
  #token: string;
  /** The number of this session on the present socket. */
  #s = 0;
  /** Where the page stands: the frames of this epoch up to this seq. */
  #epoch = 0;
  #seq = 0;
  /** The session behind the token was not joined yet. */
  #isNew = true;
  /** The session itself, to be brought to whoever runs it next. */
  #sealed = "";
  #isAwaited = false;
  #lastRef = 0;
  #earlyRef = 0;
  #lastAnsweredRef = 0;
  /** By ref, in order. */
  readonly #unanswered = new Map<number, Unanswered>();

  constructor(
    options: { readonly token: string; readonly instance: string; readonly link: Link },
    delegate: ChannelDelegate,
  ) {
    this.#token = options.token;
    this.#instance = options.instance;
    this.#link = options.link;
    this.#delegate = delegate;
  }

  get state(): ChannelState {
    return this.#state;
  }

  /** Joined, and every event answered. */
  get isSettled(): boolean {
    return this.#state === "joined" && this.#unanswered.size === 0;
  }

  /** For the heartbeat: `[s, seq]`, or nothing while there is no session. */
  get ack(): readonly number[] {
    return this.#state === "joined" ? [this.#s, this.#seq] : [];
  }

  /** Joins as number `s` of a socket that has just opened, or has been open for other views. */
  join(s: number): void {
    this.#s = s;
    this.#state = "joining";
    // What the page was given to keep goes back where the guards of the page have let it.
    const sealed = this.#isAwaited ? this.#sealed : "";
    if (sealed) this.#sealed = "";
    this.#isAwaited = false;
    const resume = { epoch: this.#epoch, seq: this.#seq, ref: this.#lastAnsweredRef, sealed };
    const join = { token: this.#token, instance: this.#instance };
    this.#link.send(encodeJoin(s, this.#isNew ? join : { ...join, resume }));
  }

  linkClosed(): void {
    if (this.#state !== "gone") this.#state = "idle";
  }

  /** The page shows another view now. */
  leave(): void {
    if (this.#s) this.#link.send(encodeLeave(this.#s));
    this.#state = "gone";
  }

  /** The view is out of sight, and joins again when it is back. */
  goAway(): void {
    this.#link.send(encodeAway(this.#s));
    this.linkClosed();
  }

  /** What a page says that has lost its session: the header `live-rejoin`. */
  get returning(): string {
    const sealed = this.#sealed && " sealed";
    const place = `${this.#epoch} ${this.#seq} ${this.#lastAnsweredRef}`;
    return `${this.#token} ${this.#instance} ${place}${sealed}`;
  }

  /**
   * A session stands behind `token`: the one that was lost, restored, or a fresh one. Returns the
   * handlers of the events whose fate is unknown.
   */
  restart(token: string, origin: Origin = "fresh"): readonly string[] {
    const isFresh = origin === "fresh";
    const lost = [...this.#unanswered].filter(([, { wasSent }]) => wasSent && isFresh);
    this.#token = token;
    this.#isAwaited = origin === "awaited";
    this.#isNew = !this.#isAwaited;
    if (isFresh) this.#epoch = this.#seq = 0;
    // A restored session remembers its refs.
    this.#earlyRef = isFresh ? 0 : this.#lastRef;
    this.#state = "idle";
    this.#answer(
      lost.map(([ref]) => ref),
      "lost",
    );
    if (isFresh) this.#lastAnsweredRef = 0;
    return lost.map(([, { handler }]) => handler);
  }

  /**
   * Sends the event, now or when the session is joined. Returns its ref; 0: the queue is full.
   * `isFirst`: before what waits. A fresh session knows no refs, so those below the first can serve again.
   */
  post(call: OutgoingCall, isFirst = false): number {
    if (this.#unanswered.size >= maxUnanswered) return 0;
    const [waiting = 0] = this.#unanswered.keys();
    // Some may still wait from before, when one fresh session was lost after the other.
    if (isFirst) while (this.#unanswered.has(this.#earlyRef + 1)) this.#earlyRef++;
    const ref = isFirst && this.#earlyRef + 1 < waiting ? ++this.#earlyRef : ++this.#lastRef;
    const event: Unanswered = { ...call, wasSent: false };
    this.#unanswered.set(ref, event);
    if (this.#state === "joined") this.#sendEvent(ref, event);
    return ref;
  }

  resync(id: number, isHopeless: boolean): void {
    if (this.#state === "joined") this.#link.send(encodeResync(this.#s, id, isHopeless));
  }

  /** A message for this session; those of a session that is gone are late and mean nothing. */
  receive(
    message: Exclude<ServerMessage, { tag: typeof ServerTag.drain | typeof ServerTag.heartbeat }>,
  ): void {
    if (message.s !== this.#s || this.#state === "idle" || this.#state === "gone") return;
    if (message.tag === ServerTag.gone) this.#lose(message.reason);
    else if (message.tag === ServerTag.joined) this.#joined(message);
    else if (this.#isNext(message)) this.#handle(message);
  }

  #joined({ epoch, seq, token }: JoinedMessage): void {
    // Another process runs the session by now, and the token names it.
    this.#token = token || this.#token;
    this.#epoch = epoch;
    this.#seq = seq;
    this.#isNew = false;
    this.#state = "joined";
    this.#delegate.channelJoined();
    // Also those that have run: their answers may be among what was lost, with the socket or the process.
    for (const [ref, event] of [...this.#unanswered].sort(([a], [b]) => a - b)) {
      this.#sendEvent(ref, event);
    }
  }

  /** Whether the message is the next one. A repeated one is dropped; a missing one loses the session. */
  #isNext({ seq }: PatchMessage | EffectMessage | ErrorMessage): boolean {
    if (seq === 0) return true; // an error about a frame; it is not numbered
    const isNext = seq === this.#seq + 1;
    if (isNext) this.#seq = seq;
    else if (seq > this.#seq) this.#lose("gap");
    return isNext;
  }

  #handle(message: PatchMessage | EffectMessage | ErrorMessage): void {
    const refs = [message.ref].flat();
    if (message.tag === ServerTag.effect) {
      const event = this.#unanswered.get(refs[0] as number);
      if (message.kind === "seal") this.#sealed = String(message.values[0]);
      // A reply comes before the patch that answers the event, and is told after it.
      else if (event && message.kind === "reply") event.reply = message;
      else this.#delegate.channelReceivedEffect(message, null);
      return;
    }
    const handler = this.#unanswered.get(refs[0] as number)?.handler ?? null;
    if (message.tag === ServerTag.patch && message.parts.length > 0) {
      this.#delegate.channelReceivedPatch(message.parts, refs);
    }
    this.#answer(refs, message.tag === ServerTag.error ? message.code : null);
    if (message.tag === ServerTag.error) this.#delegate.channelFailed(message, handler);
  }

  #answer(refs: readonly number[], code: string | null): void {
    const answered = refs.flatMap((ref) => this.#unanswered.get(ref) ?? []);
    if (!answered.length) return;
    for (const ref of refs) {
      this.#unanswered.delete(ref);
      this.#lastAnsweredRef = Math.max(this.#lastAnsweredRef, ref);
    }
    this.#delegate.channelAnswered(refs);
    for (const { reply, handler, done } of answered) {
      if (reply) this.#delegate.channelReceivedEffect(reply, handler);
      done?.({ value: reply?.values[0], code });
    }
  }

  #sendEvent(ref: number, event: Unanswered): void {
    const frame = encodeCall(this.#s, event, { ref, ack: this.#seq });
    event.wasSent = this.#link.send(frame) || event.wasSent;
  }

  #lose(reason: LossReason): void {
    // After a gap the server still holds the session, which nobody will come back for.
    if (reason === "gap") this.leave();
    this.#state = "gone";
    this.#delegate.channelLost(reason);
  }
}
