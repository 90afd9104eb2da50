// The events of one page by their refs: each is run once, however often it is sent, and answered.
import type { KeptRefs } from "./kept.js";

export class Refs {
  /** The highest one that was answered. */
  answered = 0;
  #last = 0;
  /** Below it, received by an earlier owner and not run to the end; null for none. */
  #open: Set<number> | null = null;
  /** Taken and not answered yet; null for none. */
  #underway: number[] | null = null;

  /** Whether the event is to be run; then it will be answered once. */
  take(ref: number): boolean {
    if (ref > this.#last) this.#last = ref;
    else if (this.#open?.delete(ref) !== true) return false;
    this.#underway ??= [];
    this.#underway.push(ref);
    return true;
  }

  isUnderway(ref: number): boolean {
    return this.#underway?.includes(ref) ?? false;
  }

  answer(ref: number): void {
    if (ref > this.answered) this.answered = ref;
    const underway = this.#underway;
    if (underway === null) return;
    if (underway.length === 1 && underway[0] === ref) this.#underway = null;
    else this.#underway = underway.filter((each) => each !== ref);
  }

  /** `running`: those that this owner has taken and not run to the end. */
  keep(running: readonly number[]): KeptRefs {
    return { last: this.#last, open: [...(this.#open ?? []), ...running] };
  }

  restore({ last, open }: KeptRefs, answered: number): void {
    this.answered = answered;
    this.#last = last;
    this.#open = open.length === 0 ? null : new Set(open);
  }
}
