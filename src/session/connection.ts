// One socket: reads frames within limits, finds the session of each, and writes without drowning slow clients.
import type { JoinMessage } from "../wire/client-frames.js";
import { parseClientFrame, type Refusal } from "../wire/parse.js";
import { type ErrorCode, type GoneReason, protocolVersion } from "../wire/protocol.js";
import {
  encodeDrain,
  encodeError,
  encodeGone,
  encodeHeartbeatReply,
} from "../wire/server-frames.js";
import { full } from "./admission.js";
import type { Alarm } from "./alarms.js";
import {
  type ConnectionOptions,
  type Found,
  findSession,
  isArrival,
  type SocketOrigin,
} from "./arrival.js";
import { Congestion } from "./congestion.js";
import { CloseCode, type FrameSocket, openState, type SocketOwner } from "./frame-socket.js";
import type { Beating } from "./heartbeats.js";
import type { Link } from "./link.js";
import { Pace } from "./pace.js";
import type { Session } from "./session.js";
import { SocketSessions } from "./socket-sessions.js";

/** Serves one socket until it closes; whoever makes it tells it what the socket hears. */
export class Connection implements Link, Alarm, Beating, SocketOwner {
  readonly hasTools: boolean;
  dueMs = 0;
  heapIndex = -1;
  readonly #ws: FrameSocket;
  readonly #options: ConnectionOptions;
  #cookieId: string;
  readonly #pace: Pace;
  readonly places: SocketSessions;
  /** Sessions that are on their way here. */
  #coming = 0;
  #isWaiting = false;
  /** The process ends: its page is told when nothing of it runs any more. */
  #isHushed = false;
  #malformed = 0;
  #heardAt: number;
  /** Without having joined anything; null once it has. */
  #unjoinedSince: number | null;
  #congestion: Congestion | null = null;

  constructor(socket: FrameSocket, origin: SocketOrigin, options: ConnectionOptions) {
    this.#ws = socket;
    this.#cookieId = origin.cookieId;
    this.hasTools = origin.hasTools;
    this.#options = options;
    const { registry } = options;
    this.places = new SocketSessions(registry);
    this.#pace = new Pace(registry.services.addresses);
    this.#heardAt = registry.heartbeats.now;
    this.#unjoinedSince = this.#heardAt;
    registry.heartbeats.add(this);
  }

  get isCongested(): boolean {
    return this.#congestion !== null;
  }

  /** Whatever it is, only this client can be harmed by it. */
  frameReceived(text: string): void {
    // `ws` hands over what it had read before the socket was closed or paused.
    if (this.#isHushed || this.#ws.readyState !== openState) return;
    this.#heardAt = this.#options.registry.heartbeats.now;
    this.#wait(this.#pace.frame());
    const message = parseClientFrame(text, this.#options.limits);
    switch (message.type) {
      case "event":
      case "url": {
        const isForSomeone = this.places.receive(message);
        if (!isForSomeone) this.send(encodeGone(message.s, "unknown"));
        return;
      }
      case "join":
        return this.#join(message);
      case "heartbeat":
        return this.#heartbeatReceived(message.acks);
      case "resync":
        return this.places.resyncReceived(message);
      case "leave":
        return this.places.leave(message.s);
      case "away":
        return this.places.sendAway(message.s, this);
      case "refusal":
        return this.#refused(message);
    }
  }

  send(frame: string): void {
    if (this.#ws.readyState !== openState) return;
    this.#ws.send(frame);
    if (this.#ws.bufferedAmount > this.#options.limits.maxBufferedBytes) this.#congested();
  }

  sessionEnded(s: number, reason: GoneReason): void {
    this.sessionMoved(s);
    this.send(encodeGone(s, reason));
  }

  sessionMoved(s: number): void {
    this.places.remove(s);
  }

  secondPassed(now: number): void {
    const { joinMs, silenceMs } = this.#options.limits;
    const isStalled = this.#congestion?.isTooLong(now) === true;
    const since = this.#unjoinedSince;
    const isOverdue = since !== null && (now - since) * 1000 >= joinMs;
    const silentMs = (now - this.#heardAt) * 1000;
    if (isStalled || silentMs >= silenceMs) this.#ws.terminate();
    else if (isOverdue && this.#coming === 0) this.#ws.close(CloseCode.refused);
    // Browsers slow the heartbeats of a hidden tab, but answer a ping by themselves.
    else if (silentMs >= silenceMs / 2) this.#ws.ping();
  }

  hush(): void {
    this.#isHushed = true;
  }

  drain(delayMs: number): ReadonlySet<Session> {
    const sealed = new Set<Session>();
    if (this.#ws.readyState !== openState) return sealed;
    const { restorer } = this.#options.registry;
    for (const session of this.places.all) {
      const frame = restorer.sealed(session);
      if (frame === null) continue;
      this.send(frame);
      sealed.add(session);
    }
    this.send(encodeDrain(delayMs));
    this.#ws.close(CloseCode.restart);
    return sealed;
  }

  ring(): void {
    this.#isWaiting = false;
    if (!this.isCongested) this.#ws.resume();
  }

  pongReceived(): void {
    this.#heardAt = this.#options.registry.heartbeats.now;
  }

  socketClosed(code: number): void {
    const { registry } = this.#options;
    registry.heartbeats.remove(this);
    registry.services.alarms.disarm(this);
    this.#pace.stop();
    this.places.socketClosed(this, code);
  }

  #join(message: JoinMessage): void {
    const { limits, registry } = this.#options;
    this.#wait(this.#pace.join());
    if (message.version !== protocolVersion) return this.send(encodeGone(message.s, "version"));
    if (this.places.has(message.s)) return this.#refuse("malformed", message.s, 0);
    if (this.places.count + this.#coming >= limits.maxSessionsPerSocket) {
      return this.#refuse("too-many-sessions", message.s, 0);
    }
    const arrival = registry.services.admission.admit(() =>
      findSession(this.#options, { ...message, cookieId: this.#cookieId }),
    );
    if (arrival === full) this.drain(registry.services.admission.delayMs);
    else if (arrival instanceof Promise) void this.#await(message.s, arrival);
    else this.#enter(message.s, arrival);
  }

  async #await(s: number, coming: Promise<Found>): Promise<void> {
    this.#coming += 1;
    const arrival = await coming;
    this.#coming -= 1;
    // Another may have taken the number meanwhile.
    const isFree = !this.places.has(s);
    if (isFree && this.#ws.readyState === openState) return this.#enter(s, arrival);
    if (isArrival(arrival)) this.#options.registry.discard(arrival.session);
    if (!isFree) this.#refuse("malformed", s, 0);
  }

  #enter(s: number, arrival: Found): void {
    const { registry } = this.#options;
    // Also when the session is gone: whoever holds a token may fetch a fresh page meanwhile.
    if (arrival !== "forged") this.#unjoinedSince = null;
    if (!isArrival(arrival)) return this.send(encodeGone(s, "unknown"));
    const { session, at } = arrival;
    const waitMs = this.#pace.entered(session.identity.address);
    if (waitMs === null) {
      registry.discard(session);
      return void this.drain(registry.services.admission.delayMs);
    }
    this.#wait(waitMs);
    // The same text, kept once.
    this.#cookieId = session.identity.cookieId;
    this.places.add(session);
    session.join(this, s, at);
  }

  /** Who acknowledges a session that is not here has missed that it ended. */
  #heartbeatReceived(acks: readonly number[]): void {
    for (let at = 0; at < acks.length; at += 2) {
      const s = acks[at] as number;
      this.places.find(s)?.outbox.acknowledged(acks[at + 1] ?? 0);
      if (s > 0 && !this.places.has(s)) this.send(encodeGone(s, "unknown"));
    }
    this.send(encodeHeartbeatReply());
  }

  #refused({ s, ref, code }: Refusal): void {
    this.#malformed += 1;
    if (this.#malformed > this.#options.limits.maxMalformed) {
      return this.#ws.close(CloseCode.refused);
    }
    const session = ref === 0 ? undefined : this.places.find(s);
    if (session === undefined) this.#refuse(code, s, 0);
    else session.malformedReceived(ref);
  }

  #refuse(code: ErrorCode, s: number, ref: number): void {
    this.send(encodeError({ s, seq: 0, ref }, code));
  }

  /** Too fast: read nothing for a while. Nobody else notices, and nothing is lost. */
  #wait(waitMs: number): void {
    if (waitMs <= 0) return;
    this.#options.registry.services.alarms.arm(this, waitMs);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#ws.pause();
  }

  #congested(): void {
    if (this.#congestion !== null) {
      if (this.#congestion.isTooMuch) this.#ws.terminate();
      return;
    }
    const { limits, registry } = this.#options;
    this.#congestion = new Congestion(this.#ws, limits, registry.heartbeats.now);
    this.#ws.pause();
    this.#congestion.awaitEnd(() => {
      this.#congestion = null;
      if (!this.#isWaiting) this.#ws.resume();
      for (const session of this.places.all) session.takeTurn();
    });
  }
}
