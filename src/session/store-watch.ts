// Whether the store answers: a page waits for one that is slow, and not for one that has been silent.
import type { PutOptions, PutResult, SessionStore } from "../stores/store.js";

/** A write that fails after this time has made a page wait. */
const longMs = 100;
/** So many of them in a row, and the store is silent. */
const silentAfter = 2;

/** One per registry: what one session finds out holds for all. */
export class StoreWatch {
  readonly #store: Pick<SessionStore, "put">;
  #underway = 0;
  #late = 0;
  #isReported = false;

  constructor(store: Pick<SessionStore, "put">) {
    this.#store = store;
  }

  /** Until something is written again. */
  get isSilent(): boolean {
    return this.#late >= silentAfter;
  }

  /** A write is on its way that tells when it speaks again; one at a time is enough. */
  get isAsked(): boolean {
    return this.#underway > 0;
  }

  /** True once, for all that fails until something is written again. */
  isNews(): boolean {
    const isNews = !this.#isReported;
    this.#isReported = true;
    return isNews;
  }

  async put(id: string, snapshot: string, options: PutOptions): Promise<PutResult> {
    const startedAtMs = performance.now();
    this.#underway += 1;
    try {
      const result = await this.#store.put(id, snapshot, options);
      this.#late = 0;
      this.#isReported = false;
      return result;
    } catch (error) {
      if (performance.now() - startedAtMs >= longMs) this.#late += 1;
      throw error;
    } finally {
      this.#underway -= 1;
    }
  }
}
