// The end of a process in order: what runs may end first, then each page is sent away and its session given on.
import { setTimeout as pause } from "node:timers/promises";
import type { Handovers } from "./handovers.js";
import type { Keeping } from "./keeper.js";
import type { Session } from "./session.js";
import { SessionStatus } from "./session-parts.js";
import { within } from "./within.js";

/** A socket and its sessions, which go together. */
export interface Drained {
  readonly places: { readonly all: readonly Session[] };
  /** Hears nothing more: what is sent now is sent again to whoever comes next. */
  hush(): void;
  /** Come back after the delay. Answers which sessions the page was given to keep until then. */
  drain(delayMs: number): ReadonlySet<Session>;
}

export interface DrainHost {
  readonly heartbeats: { readonly all: Iterable<Drained> };
  readonly all: Iterable<Session>;
  readonly services: { readonly keeping: Keeping | null };
  /** Null: nobody else asks for a session. */
  readonly cluster: { readonly handovers: Pick<Handovers, "leave"> } | null;
}

/** Clients that all come back at once would hit one process with everything they lost. */
const maxDelayMs = 3_000;
/** How long handlers may take, of all the time there is: the rest is for the store. */
const handlersShare = 0.8;
/** Snapshots on their way at a time: what comes to a store all at once, it may refuse. */
const maxStoring = 256;
/** Looked for rather than told: no session is to keep a callback all its life for its last moment. */
const lookMs = 10;

/** Rejects never; what could not be given on is still there. */
export async function drain(host: DrainHost, timeoutMs: number): Promise<void> {
  const startMs = performance.now();
  const draining = new Draining(host);
  while (!draining.leaveIdle()) {
    await pause(lookMs);
    if (performance.now() - startMs >= handlersShare * timeoutMs) break;
  }
  draining.leaveAll();
  await within(timeoutMs - (performance.now() - startMs), draining.storing);
  draining.giveUp();
}

/** What came for a page that was never there waits for it. */
function isBusy({ status, runner }: Session): boolean {
  return (
    runner?.isBusy === true && (status === SessionStatus.live || status === SessionStatus.detached)
  );
}

class Draining {
  readonly storing: Promise<unknown>[] = [];
  readonly #host: DrainHost;
  readonly #left = new WeakSet<Session>();
  #connections: readonly Drained[];
  #underway = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(host: DrainHost) {
    this.#host = host;
    this.#connections = [...host.heartbeats.all];
    for (const connection of this.#connections) connection.hush();
  }

  /** Whether nothing runs any more. */
  leaveIdle(): boolean {
    this.#connections = this.#connections.filter((connection) => {
      const isWaited = connection.places.all.some(isBusy);
      if (!isWaited) this.#sendAway(connection);
      return isWaited;
    });
    let isDone = this.#connections.length === 0;
    for (const session of [...this.#host.all]) {
      // Those with a socket go with it.
      if (session.isConnected) continue;
      if (isBusy(session)) isDone = false;
      else this.storing.push(this.#leave(session));
    }
    return isDone;
  }

  /** What has not ended begins again where its session goes to: its event is not answered. */
  leaveAll(): void {
    for (const connection of this.#connections) this.#sendAway(connection);
    for (const session of [...this.#host.all]) this.storing.push(this.#leave(session));
  }

  /** What could not be stored in time may lie in the store from before: that is left there. */
  giveUp(): void {
    for (const connection of [...this.#host.heartbeats.all]) drainSoon(connection);
    if (this.#host.services.keeping?.isShared !== true) return;
    for (const session of [...this.#host.all]) {
      if (session.succession.keeper !== null) session.release();
    }
  }

  /** A page that comes back before its session is stored would find an earlier one, or none. */
  #sendAway(connection: Drained): void {
    const sessions = [...connection.places.all];
    if (this.#host.services.keeping?.isShared !== true) {
      const sealed = drainSoon(connection);
      for (const session of sessions) {
        if (sealed.has(session)) session.release();
        else session.end(null);
      }
      return;
    }
    const stored = sessions.map((session) => this.#leave(session));
    this.storing.push(Promise.all(stored).then(() => drainSoon(connection)));
  }

  async #leave(session: Session): Promise<void> {
    if (this.#left.has(session)) return;
    this.#left.add(session);
    const { services, cluster } = this.#host;
    if (services.keeping?.isShared !== true) return session.end(null);
    if (this.#underway >= maxStoring) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#underway += 1;
    if (cluster === null) await session.succession.handOver(null);
    else await cluster.handovers.leave(session);
    this.#underway -= 1;
    this.#waiting.shift()?.();
  }
}

function drainSoon(connection: Drained): ReadonlySet<Session> {
  return connection.drain(Math.floor(Math.random() * maxDelayMs));
}
