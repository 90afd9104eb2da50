// The messages that a session shows once: those of now, those of its last render, and what nobody has seen yet.
import type { Flash } from "../live/flash.js";
import type { Limits } from "./limits.js";

export type FlashLimits = Pick<Limits, "maxFlashKinds" | "maxFlashChars">;

/** Without a prototype, so that no kind finds more than what was set. */
export const noFlash: Flash = Object.freeze(Object.create(null) as Flash);

/** In the order in which they were set. */
export type FlashEntries = readonly (readonly [kind: string, text: string])[];

/** Made with the first message: most sessions never have one. */
export class Flashes {
  current: Flash;
  #shown: Flash;
  /** Set since the page was last told. */
  readonly #unseen = new Set<string>();

  constructor(flash: Flash = noFlash) {
    this.current = flash;
    this.#shown = flash;
  }

  set(kind: string, text: string, limits: FlashLimits): void {
    const others = entriesOf(this.current).filter(([each]) => each !== kind);
    this.current = flashOf([...others, [kind, text]], limits);
    this.#unseen.add(kind);
  }

  /** Null for all. */
  clear(kind: string | null): void {
    this.current = select(this.current, (each) => kind !== null && each !== kind);
  }

  /** Of an event's turn that is not shown yet. */
  get unseen(): Flash {
    return select(this.current, (kind) => this.#unseen.has(kind));
  }

  /** What the page shows or was told by now. */
  get seen(): Flash {
    return select(this.current, (kind) => !this.#unseen.has(kind));
  }

  /** The page is out of sight: it is not to show them again. */
  forgetSeen(): void {
    this.current = this.unseen;
  }

  /** What nobody has seen goes along to the next page, and is not shown here. */
  leave(): void {
    this.current = this.seen;
    this.settle();
  }

  /** The turn's answer goes out. */
  settle(): void {
    this.#shown = this.current;
    this.#unseen.clear();
  }

  /** The turn did not happen. */
  rollBack(): void {
    this.current = this.#shown;
    this.#unseen.clear();
  }
}

/** Within the limits: a longer text is cut, and where there are too many, the oldest go. */
export function flashOf(entries: FlashEntries, limits: FlashLimits): Flash {
  if (entries.length === 0) return noFlash;
  const flash = Object.create(null) as Record<string, string>;
  for (const [kind, text] of entries.slice(-limits.maxFlashKinds)) {
    flash[kind] = cut(text, limits.maxFlashChars);
  }
  return Object.freeze(flash);
}

/** Of the same kind, the last. */
export function sumOf(flashes: readonly (Flash | undefined)[], limits: FlashLimits): Flash {
  return flashOf(
    flashes.flatMap((flash) => entriesOf(flash ?? noFlash)),
    limits,
  );
}

export function entriesOf(flash: Flash): FlashEntries {
  return Object.entries(flash) as [string, string][];
}

export function isEmpty(flash: Flash): boolean {
  return Object.keys(flash).length === 0;
}

function select(flash: Flash, isWanted: (kind: string) => boolean): Flash {
  const wanted = entriesOf(flash).filter(([kind]) => isWanted(kind));
  return flashOf(wanted, { maxFlashKinds: wanted.length, maxFlashChars: Number.MAX_SAFE_INTEGER });
}

/** Half of a character is none. */
function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  return `${text.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
