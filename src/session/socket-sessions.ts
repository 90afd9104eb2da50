// The sessions on one socket by their numbers, and those of views that their page keeps out of sight.

import type { EventMessage, ResyncMessage, UrlMessage } from "../wire/client-frames.js";
import { asideCode, goingAwayCode, leftCode } from "../wire/protocol.js";
import type { Asleep, Places } from "./asleep.js";
import { forgetSeen } from "./flash-turn.js";
import type { Link } from "./link.js";
import type { Registry } from "./registry.js";
import type { Session } from "./session.js";
import { SessionStatus } from "./session-parts.js";

const none: readonly Session[] = [];

export class SocketSessions implements Places {
  readonly #registry: Registry;
  /** Few: a search is shorter than a Map is big. */
  #all: readonly Session[] = none;
  /** Ids by number, and no sessions: those may end meanwhile, and nothing of them is to be left. */
  #away: Map<number, string> | null = null;
  #asleep: Asleep[] | null = null;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  get all(): readonly Session[] {
    return this.#all;
  }

  find(s: number): Session | undefined {
    for (const session of this.#all) if (session.outbox.s === s) return session;
    return undefined;
  }

  add(session: Session): void {
    // It may be here already, under another number. Not pushed: that makes room for sixteen more.
    if (!this.#all.includes(session)) this.#all = [...this.#all, session];
  }

  remove(s: number): void {
    this.#all = this.#all.filter((session) => session.outbox.s !== s);
    if (this.#asleep !== null) this.#removeAsleep(s);
  }

  /** With those that are asleep. */
  get count(): number {
    return this.#all.length + (this.#asleep?.length ?? 0);
  }

  /** Whether there is one for it, which may be asleep. */
  has(s: number): boolean {
    return this.find(s) !== undefined || this.#findAsleep(s) !== undefined;
  }

  /** False: nobody has this number. */
  receive(message: EventMessage | UrlMessage): boolean {
    const session = this.find(message.s);
    if (session !== undefined) session.eventReceived(message);
    else if (!this.has(message.s)) return false;
    else this.#findAsleep(message.s)?.received(message);
    return true;
  }

  resyncReceived(message: ResyncMessage): void {
    this.find(message.s)?.resyncReceived(message);
    this.#findAsleep(message.s)?.resyncReceived();
  }

  slept(asleep: Asleep): void {
    this.#asleep ??= [];
    this.#asleep.push(asleep);
  }

  woke(session: Session, s: number): void {
    this.#removeAsleep(s);
    this.add(session);
  }

  #findAsleep(s: number): Asleep | undefined {
    return this.#asleep?.find(({ sleep }) => sleep.s === s);
  }

  #removeAsleep(s: number): void {
    const others = this.#asleep?.filter(({ sleep }) => sleep.s !== s) ?? [];
    this.#asleep = others.length === 0 ? null : others;
  }

  /** To the session it is as if the socket were gone, but that the user has left on purpose. */
  sendAway(s: number, link: Link): void {
    this.#fallAside(s, false);
    const session = this.find(s);
    if (session === undefined) return;
    this.remove(s);
    session.detach(link);
    forgetSeen(session);
    this.#away ??= new Map();
    this.#away.set(s, session.id);
    if (this.#away.size <= this.#registry.services.limits.maxSessionsPerSocket) return;
    // It waits like any other whose socket is gone, and ends when its time is over.
    const [oldest] = this.#away.keys();
    this.#away.delete(oldest as number);
  }

  /** The page is done with it, here or away. */
  leave(s: number): void {
    const session = this.find(s);
    this.#fallAside(s, true);
    this.remove(s);
    if (session === undefined) this.#endAway(s);
    else session.end(null);
  }

  socketClosed(link: Link, code: number): void {
    const isLeft = code === leftCode;
    const sessions = this.#all;
    this.#all = none;
    for (const session of sessions) {
      if (isLeft) session.end(null);
      else session.detach(link, code === goingAwayCode);
      if (code === asideCode) forgetSeen(session);
    }
    for (const asleep of this.#asleep ?? []) asleep.socketClosed(isLeft);
    this.#asleep = null;
    if (isLeft) for (const s of this.#away?.keys() ?? []) this.#endAway(s);
  }

  /** It sleeps on, and this socket will not wake it. */
  #fallAside(s: number, isLeft: boolean): void {
    this.#findAsleep(s)?.socketClosed(isLeft);
    this.#removeAsleep(s);
  }

  #endAway(s: number): void {
    const id = this.#away?.get(s);
    this.#away?.delete(s);
    const session = id === undefined ? null : this.#registry.find(id);
    // It may have come back, under another number or over another socket.
    if (session?.status === SessionStatus.detached) session.end(null);
  }
}
