// Which entry of a store ends first: a binary heap by end, so that no entry needs a timer.

/** An entry that ends; one that was replaced stays in the heap, marked, until it comes up. */
export interface Expiring {
  readonly endsAtMs: number;
  isReplaced: boolean;
}

/** Entries come out in the order of their ends. */
export class ExpiryQueue<Entry extends Expiring> {
  #heap: Entry[] = [];
  #replaced = 0;

  add(entry: Entry): void {
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
  }

  /** Takes an entry out of the count; the heap drops such entries when they are most of it. */
  replace(entry: Entry): void {
    entry.isReplaced = true;
    this.#replaced += 1;
    if (this.#replaced > 64 && this.#replaced > this.#heap.length / 2) this.#rebuild();
  }

  /** The entry that ends first, which stays in the queue. */
  first(): Entry | null {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (!top.isReplaced) return top;
      this.#removeTop();
      this.#replaced -= 1;
    }
    return null;
  }

  clear(): void {
    this.#heap = [];
    this.#replaced = 0;
  }

  #removeTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rebuild(): void {
    this.#heap = this.#heap.filter((entry) => !entry.isReplaced);
    this.#replaced = 0;
    for (let index = (this.#heap.length >> 1) - 1; index >= 0; index -= 1) this.#sink(index);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    const entry = heap[from] as Entry;
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as Entry;
      if (parent.endsAtMs <= entry.endsAtMs) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const entry = heap[from] as Entry;
    let index = from;
    for (;;) {
      let below = index * 2 + 1;
      if (below >= heap.length) break;
      const right = heap[below + 1];
      if (right !== undefined && right.endsAtMs < (heap[below] as Entry).endsAtMs) below += 1;
      const child = heap[below] as Entry;
      if (child.endsAtMs >= entry.endsAtMs) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = entry;
  }
}
