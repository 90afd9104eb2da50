// Which sealed snapshots were opened already, for as long as they could be opened again.

/** Remembers ids until their time is over; all live about equally long, so the oldest end first. */
export class ConsumedIds {
  readonly #endsById = new Map<string, number>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#endsById.size;
  }

  /**
   * `repeat` when the id was taken before. `full` when too many are remembered: to forget one would let
   * it be opened again, so that no more can be opened until the oldest ends.
   */
  consume(id: string, endsAtMs: number, nowMs: number): "taken" | "repeat" | "full" {
    if (this.#endsById.has(id)) return "repeat";
    this.#forgetEnded(nowMs);
    if (this.#endsById.size >= this.#max) {
      this.#forgetAllEnded(nowMs);
      if (this.#endsById.size >= this.#max) return "full";
    }
    this.#endsById.set(id, endsAtMs);
    return "taken";
  }

  #forgetEnded(nowMs: number): void {
    for (const [id, endsAtMs] of this.#endsById) {
      if (endsAtMs >= nowMs) return;
      this.#endsById.delete(id);
    }
  }

  #forgetAllEnded(nowMs: number): void {
    for (const [id, endsAtMs] of this.#endsById) {
      if (endsAtMs < nowMs) this.#endsById.delete(id);
    }
  }
}
