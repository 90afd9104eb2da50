// What the network does to one client of the chaos suite: which faults, and when, by the seed.
import { createRandom, type Random } from "../tree-gen/random.js";

export type Direction = "up" | "down";

/** What is wrong with the line of one client all the time, besides the cuts that everybody has. */
export const weathers = [
  "calm",
  "far",
  "reset-after-frame-down",
  "reset-after-frame-up",
  "torn",
  "sliced",
  "half-open-up",
  "half-open-down",
  "half-open",
  "slow",
] as const;

export type Weather = (typeof weathers)[number];

/** What happens to one WebSocket. */
export interface LinkFaults {
  readonly latencyMs: number;
  readonly jitterMs: number;
  readonly bytesPerSecond: number;
  /** Chunks are handed on in pieces of this size. */
  readonly sliceBytes: number;
  /** After this many frames in that direction the link is reset. */
  readonly resetAfter: { readonly direction: Direction; readonly frames: number } | null;
  /** After this many bytes down, usually in the middle of a frame, the link is reset. */
  readonly tornAfterBytes: number;
  /** From then on these directions swallow what they are given, and nobody is told. */
  readonly deafAfterMs: number;
  readonly deaf: readonly Direction[];
}

const none: LinkFaults = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  sliceBytes: Number.POSITIVE_INFINITY,
  resetAfter: null,
  tornAfterBytes: Number.POSITIVE_INFINITY,
  deafAfterMs: Number.POSITIVE_INFINITY,
  deaf: [],
};

/** The whole cycle, and the part of it without a network: cuts of 2 s every 10 s. */
const cycleMs = 10_000;
const cutMs = 2_000;

/** The line of one client; `scale` 0.2 makes five times as much happen in the same time. */
export class Line {
  readonly weather: Weather;
  readonly random: Random;
  readonly #scale: number;
  readonly #phaseMs: number;
  #links = 0;

  constructor(index: number, options: { readonly seed: number; readonly scale: number }) {
    this.weather = weathers[index % weathers.length] as Weather;
    this.random = createRandom(options.seed * 7919 + index);
    this.#scale = options.scale;
    this.#phaseMs = this.random.next() * cycleMs * options.scale;
  }

  /** Milliseconds until the next cut begins, seen from this moment of the run. */
  untilCut(atMs: number): number {
    const cycle = cycleMs * this.#scale;
    return cycle - ((atMs + this.#phaseMs) % cycle);
  }

  get cutMs(): number {
    return cutMs * this.#scale;
  }

  /** Each link of a line is told its own faults: the n-th is reset after the n-th frame. */
  nextLink(): LinkFaults {
    const { random } = this;
    const scale = this.#scale;
    this.#links += 1;
    const frames = 1 + ((this.#links - 1) % 12);
    const latencyMs = 300 * scale;
    const deafAfterMs = (1_000 + random.next() * 6_000) * scale;
    switch (this.weather) {
      case "calm":
        return none;
      case "far":
        return { ...none, latencyMs, jitterMs: 200 * scale };
      case "reset-after-frame-down":
        return { ...none, resetAfter: { direction: "down", frames } };
      case "reset-after-frame-up":
        return { ...none, resetAfter: { direction: "up", frames } };
      case "torn":
        return { ...none, tornAfterBytes: 150 + random.below(2_000) };
      case "sliced":
        return { ...none, sliceBytes: 1 };
      case "half-open-up":
        return { ...none, deafAfterMs, deaf: ["up"] };
      case "half-open-down":
        return { ...none, deafAfterMs, deaf: ["down"] };
      case "half-open":
        return { ...none, deafAfterMs, deaf: ["up", "down"] };
      case "slow":
        return { ...none, latencyMs: latencyMs / 2, bytesPerSecond: 8_192 / scale };
    }
  }
}
