// The bytes of one direction of a link through the network of the chaos suite.
import type { Socket } from "node:net";
import type { Random } from "../tree-gen/random.js";
import { FrameCounter } from "./frame-counter.js";
import type { Direction, LinkFaults } from "./weather.js";

/** Above it the sender is not read any more: what it sends piles up with it. */
const maxQueuedBytes = 32 * 1024;

export interface FlowOptions {
  readonly faults: LinkFaults | null;
  readonly random: Random;
}

export interface FlowEnds {
  readonly from: Socket;
  readonly to: Socket;
  readonly reset: () => void;
}

/** In order, late, in pieces. */
export class Flow {
  readonly #ends: FlowEnds;
  readonly #options: FlowOptions;
  readonly #frames: FrameCounter | null;
  #queue: { readonly chunk: Buffer; readonly dueMs: number }[] = [];
  #queuedBytes = 0;
  #passedBytes = 0;
  #freeAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #isSwallowing = false;
  #isEnding = false;
  readonly #tornAfter: number;

  constructor(direction: Direction, ends: FlowEnds, options: FlowOptions) {
    this.#ends = ends;
    this.#options = options;
    const { faults } = options;
    const resetAfter = faults?.resetAfter;
    this.#frames = resetAfter?.direction === direction ? new FrameCounter(resetAfter.frames) : null;
    const torn = direction === "down" ? faults?.tornAfterBytes : undefined;
    this.#tornAfter = torn ?? Number.POSITIVE_INFINITY;
  }

  push(chunk: Buffer): void {
    if (this.#isSwallowing) return;
    const { faults, random } = this.#options;
    const nowMs = performance.now();
    let dueMs = 0;
    if (faults !== null) {
      const late = faults.latencyMs + (random.next() * 2 - 1) * faults.jitterMs;
      dueMs = Math.max(this.#freeAtMs, nowMs + late);
      dueMs += (chunk.length / faults.bytesPerSecond) * 1000;
      this.#freeAtMs = dueMs;
    }
    this.#queue.push({ chunk, dueMs });
    this.#queuedBytes += chunk.length;
    if (this.#queuedBytes > maxQueuedBytes) this.#ends.from.pause();
    this.#deliver();
  }

  swallow(): void {
    this.stop();
    this.#isSwallowing = true;
    this.#ends.from.resume();
  }

  /** What is on its way arrives, then the other end is told. */
  end(): void {
    this.#isEnding = true;
    this.#deliver();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#queuedBytes = 0;
  }

  #deliver(): void {
    while (this.#queue.length > 0) {
      const { chunk, dueMs } = this.#queue[0] as { chunk: Buffer; dueMs: number };
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) {
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          this.#deliver();
        }, waitMs);
        return;
      }
      this.#queue.shift();
      this.#queuedBytes -= chunk.length;
      if (this.#queuedBytes <= maxQueuedBytes) this.#ends.from.resume();
      this.#write(chunk);
    }
    if (this.#isEnding) this.#ends.to.end();
  }

  #write(chunk: Buffer): void {
    const whole = this.#frames?.endIn(chunk) ?? -1;
    const torn = this.#tornAfter - this.#passedBytes;
    const cutAt = whole >= 0 ? whole : torn < chunk.length ? torn : -1;
    this.#passedBytes += chunk.length;
    this.#slice(cutAt >= 0 ? chunk.subarray(0, cutAt) : chunk);
    if (cutAt < 0) return;
    // The last bytes arrive before the reset does, or the boundary would never be reached.
    const { to, reset } = this.#ends;
    to.write("", () => setImmediate(reset));
  }

  #slice(chunk: Buffer): void {
    const size = this.#options.faults?.sliceBytes ?? Number.POSITIVE_INFINITY;
    // The beginning of what is large says enough, and all of it byte by byte would take seconds.
    const sliced = size < chunk.length ? Math.min(chunk.length, 600) : 0;
    for (let at = 0; at < sliced; at += size) this.#ends.to.write(chunk.subarray(at, at + size));
    if (sliced < chunk.length) this.#ends.to.write(chunk.subarray(sliced));
  }
}
