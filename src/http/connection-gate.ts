// Lets new connections in by turns: Node reads whatever is ready in one turn of its loop, however many a storm brings.
import type { Duplex } from "node:stream";

/** A turn that took longer lets fewer in the next time, one that was done sooner lets in more. */
const turnMs = 10;
const firstAllowance = 16;
const minAllowance = 4;
const maxAllowance = 256;
/** Those who are in and have sent nothing yet may all send at once, which is read in one turn too. */
const maxSilent = 128;
/** Whoever is silent for longer sends with the others by accident only, and holds nobody up. */
const silentMs = 250;

interface Waiting {
  readonly socket: GateSocket;
  readonly letIn: () => void;
}

/** A socket of `net`. */
export interface GateSocket extends Duplex {
  readonly bytesRead?: number;
}

export interface GateOptions {
  /** Connections that wait; above it they are closed. */
  readonly maxWaiting: number;
  /** Whether those who are in have enough to do: nobody else is let in meanwhile. */
  isBusy(): boolean;
}

/** One per live app; a connection that waits has been accepted, and nothing of it been read by HTTP or TLS. */
export class ConnectionGate {
  readonly #options: GateOptions;
  #queue: Waiting[] = [];
  #next = 0;
  #allowance = firstAllowance;
  /** How many were let in in this turn. */
  #count = 0;
  #startedMs = 0;
  #immediate: NodeJS.Immediate | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** The last ones that were let in, those longest ago first. */
  #silent: { readonly socket: GateSocket; readonly sinceMs: number }[] = [];

  constructor(options: GateOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#queue.length - this.#next;
  }

  enter(socket: GateSocket, letIn: () => void): void {
    if (this.#immediate === null) this.#startTurn();
    if (this.size === 0 && this.#count < this.#allowance && this.#hasRoom()) {
      return this.#letIn(socket, letIn);
    }
    if (this.size >= this.#options.maxWaiting) return void socket.destroy();
    // While it waits nobody else listens, and an error without a listener ends the process.
    socket.on("error", ignore);
    this.#queue.push({ socket, letIn });
  }

  #startTurn(): void {
    this.#startedMs = performance.now();
    this.#count = 0;
    this.#immediate = setImmediate(() => this.#turnEnded());
  }

  #turnEnded(): void {
    this.#immediate = null;
    if (this.size === 0) return;
    const tookMs = performance.now() - this.#startedMs;
    if (tookMs > 2 * turnMs) this.#allowance = Math.max(minAllowance, this.#allowance >> 1);
    else if (tookMs < turnMs) this.#allowance = Math.min(maxAllowance, 2 * this.#allowance);
    this.#letSomeIn();
  }

  #letSomeIn(): void {
    if (!this.#hasRoom()) return this.#look();
    this.#startTurn();
    while (this.size > 0 && this.#mayLetIn()) this.#letNextIn();
    if (this.size > 0 && this.#next < 1024) return;
    this.#queue = this.#queue.slice(this.#next);
    this.#next = 0;
  }

  #mayLetIn(): boolean {
    return this.#count < this.#allowance && !this.#options.isBusy() && this.#hasRoom();
  }

  #hasRoom(): boolean {
    if (this.#silent.length < maxSilent) return true;
    this.#forgetSpoken();
    return this.#silent.length < maxSilent;
  }

  #forgetSpoken(): void {
    const limitMs = performance.now() - silentMs;
    this.#silent = this.#silent.filter(
      ({ socket, sinceMs }) => sinceMs > limitMs && !socket.destroyed && !socket.bytesRead,
    );
  }

  /** Soon again: for those who wait, and to keep nobody who has spoken. */
  #look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#forgetSpoken();
      if (this.#silent.length > 0) this.#look();
      if (this.#immediate === null && this.size > 0) this.#letSomeIn();
    }, turnMs).unref();
  }

  #letIn(socket: GateSocket, letIn: () => void): void {
    this.#count += 1;
    this.#silent.push({ socket, sinceMs: this.#startedMs });
    this.#look();
    letIn();
  }

  #letNextIn(): void {
    const { socket, letIn } = this.#queue[this.#next] as Waiting;
    this.#next += 1;
    socket.off("error", ignore);
    if (!socket.destroyed) this.#letIn(socket, letIn);
  }
}

function ignore(): void {}
