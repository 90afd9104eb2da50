// All timers of a process in one heap behind one Node timer, so that a waiting session costs no timer of its own.
import { timerMs } from "../timer-ms.js";

/** Something that wants to be woken once; it is its own entry in the heap, so arming allocates nothing. */
export interface Alarm {
  /** Set by `Alarms`; when to ring, on the monotonic clock. */
  dueMs: number;
  /** Set by `Alarms`; the place in the heap, -1 when not armed. */
  heapIndex: number;
  /** Must not throw. */
  ring(): void;
}

/** Rings alarms in the order they are due. */
export class Alarms {
  readonly #heap: Alarm[] = [];
  #timer: NodeJS.Timeout | null = null;
  #timerDueMs = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** Arms or re-arms an alarm. */
  arm(alarm: Alarm, afterMs: number): void {
    this.armAt(alarm, performance.now() + afterMs);
  }

  armAt(alarm: Alarm, dueMs: number): void {
    if (alarm.heapIndex >= 0) this.disarm(alarm);
    alarm.dueMs = dueMs;
    alarm.heapIndex = this.#heap.length;
    this.#heap.push(alarm);
    this.#rise(alarm);
    if (this.#heap[0] === alarm) this.#setTimer();
  }

  /** An alarm that is not armed is left alone. */
  disarm(alarm: Alarm): void {
    const index = alarm.heapIndex;
    if (index < 0) return;
    alarm.heapIndex = -1;
    const last = this.#heap.pop();
    if (last !== undefined && last !== alarm) {
      last.heapIndex = index;
      this.#heap[index] = last;
      this.#sink(last);
      this.#rise(last);
    }
    // The timer stays: pages that join at once would set and clear one each.
  }

  close(): void {
    for (const alarm of this.#heap) alarm.heapIndex = -1;
    this.#heap.length = 0;
    this.#clearTimer();
  }

  #ringDue(): void {
    this.#timer = null;
    const nowMs = performance.now();
    // Node may fire up to a millisecond early; what is due within it rings now rather than spin.
    for (let next = this.#heap[0]; next && next.dueMs <= nowMs + 1; next = this.#heap[0]) {
      this.disarm(next);
      next.ring();
    }
    this.#setTimer();
  }

  /** A timer that is set for later than needed is set anew; one that fires too early only sets the next. */
  #setTimer(): void {
    const next = this.#heap[0];
    if (next === undefined) return;
    if (this.#timer !== null && this.#timerDueMs <= next.dueMs) return;
    this.#clearTimer();
    const waitMs = timerMs(Math.max(1, next.dueMs - performance.now()));
    this.#timerDueMs = next.dueMs;
    this.#timer = setTimeout(() => this.#ringDue(), waitMs);
    this.#timer.unref();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #rise(alarm: Alarm): void {
    for (let index = alarm.heapIndex; index > 0; ) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#heap[parentIndex] as Alarm;
      if (parent.dueMs <= alarm.dueMs) return;
      this.#swap(parent, alarm);
      index = parentIndex;
    }
  }

  #sink(alarm: Alarm): void {
    for (;;) {
      const left = this.#heap[alarm.heapIndex * 2 + 1];
      const right = this.#heap[alarm.heapIndex * 2 + 2];
      const child = right && left && right.dueMs < left.dueMs ? right : left;
      if (child === undefined || child.dueMs >= alarm.dueMs) return;
      this.#swap(alarm, child);
    }
  }

  #swap(upper: Alarm, lower: Alarm): void {
    const index = upper.heapIndex;
    upper.heapIndex = lower.heapIndex;
    lower.heapIndex = index;
    this.#heap[upper.heapIndex] = upper;
    this.#heap[lower.heapIndex] = lower;
  }
}
