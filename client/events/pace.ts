// Debounce and throttle: holds an event back until its control is quiet, and never loses the last one.

type Send = () => void;

interface Held {
  /** The event to send at the end, always the latest; null when nothing waits. */
  send: Send | null;
  timer: number | undefined;
}

export interface Tempo {
  readonly kind: "debounce" | "throttle";
  /** Milliseconds; null: until the control loses focus. */
  readonly ms: number | null;
  /** Of a throttle: whether the latest event inside the interval goes out at its end. */
  readonly hasTrailing: boolean;
}

const defaultDebounceMs = 300;
const defaultThrottleMs = 500;

function parseMs(text: string, fallback: number): number {
  const ms = Number.parseInt(text, 10);
  return ms >= 0 ? ms : fallback;
}

/** The tempo of `control`: its own attribute, else that of the element with the binding. */
export function tempoOf(control: Element, binding: Element, hasTrailing: boolean): Tempo | null {
  for (const el of [control, binding]) {
    const debounce = el.getAttribute("live-debounce");
    if (debounce === "blur") return { kind: "debounce", ms: null, hasTrailing };
    if (debounce !== null) {
      return { kind: "debounce", ms: parseMs(debounce, defaultDebounceMs), hasTrailing };
    }
    const throttle = el.getAttribute("live-throttle");
    if (throttle !== null) {
      return { kind: "throttle", ms: parseMs(throttle, defaultThrottleMs), hasTrailing };
    }
  }
  return null;
}

export class Pace {
  /** By control, then by what it would send, so that a control's keys and its input do not mix. */
  readonly #held = new Map<Element, Map<string, Held>>();

  /** Whether an event still waits for its time. */
  get isPending(): boolean {
    for (const byKind of this.#held.values()) {
      for (const { send } of byKind.values()) if (send !== null) return true;
    }
    return false;
  }

  /** How many controls are remembered. */
  get size(): number {
    return this.#held.size;
  }

  /** Sends now, later or (inside a throttle's interval, without trailing) never. */
  post(control: Element, kind: string, { tempo, send }: { tempo: Tempo | null; send: Send }): void {
    if (tempo === null) {
      send();
      return;
    }
    const byKind = this.#heldBy(control);
    const held = byKind.get(kind) ?? { send: null, timer: undefined };
    const isRunning = byKind.has(kind);
    byKind.set(kind, held);
    if (tempo.kind === "debounce") {
      held.send = send;
      clearTimeout(held.timer);
      if (tempo.ms !== null) held.timer = setTimeout(() => this.#release(control, kind), tempo.ms);
    } else if (isRunning) {
      if (tempo.hasTrailing) held.send = send;
    } else {
      send();
      this.#startInterval(control, kind, tempo.ms ?? 0);
    }
  }

  /** Sends what `control` holds back, at once: it lost focus, or its form is submitted. */
  flush(control: Element): void {
    const byKind = this.#held.get(control);
    if (byKind === undefined) return;
    // An interval that holds nothing back runs on: a blur must not let a throttled key through early.
    for (const [kind, held] of byKind) if (held.send !== null) this.#release(control, kind);
  }

  /** Sends what the controls of `form` hold back, in the order in which they were touched. */
  flushForm(form: HTMLFormElement): void {
    for (const control of [...this.#held.keys()]) {
      if (control === form || (control as HTMLInputElement).form === form) this.flush(control);
    }
  }

  #startInterval(control: Element, kind: string, ms: number): void {
    const held = this.#heldBy(control).get(kind);
    if (held === undefined) return;
    held.timer = setTimeout(() => {
      const { send } = held;
      held.send = null;
      // A quiet interval ends the throttling; one that held a value back begins another one.
      if (send === null) {
        this.#release(control, kind);
      } else {
        this.#startInterval(control, kind, ms);
        send();
      }
    }, ms);
  }

  #release(control: Element, kind: string): void {
    const byKind = this.#heldBy(control);
    const held = byKind.get(kind);
    byKind.delete(kind);
    if (byKind.size === 0) this.#held.delete(control);
    clearTimeout(held?.timer);
    held?.send?.();
  }

  #heldBy(control: Element): Map<string, Held> {
    let byKind = this.#held.get(control);
    if (byKind === undefined) {
      byKind = new Map();
      this.#held.set(control, byKind);
    }
    return byKind;
  }
}
