// Debounce and throttle: holds an event back until its control is quiet, and never loses the last one.
import type { HeldEvent, Pacing } from "../interaction-host.js";

type Send = () => void;

interface Held {
  readonly control: Element;
  /** What kind of event it is: a control's keys and its input do not mix. */
  readonly kind: string;
  /** The event to send at the end, always the latest; null when nothing waits. */
  send: Send | null;
  timer: number | undefined;
}

export interface Tempo {
  readonly isThrottle: boolean;
  /** Milliseconds; null: until the control loses focus. */
  readonly ms: number | null;
  /** Of a throttle: whether the latest event inside the interval goes out at its end. */
  readonly hasTrailing: boolean;
}

const defaultDebounceMs = 300;
const defaultThrottleMs = 500;

/** The tempo of `control`: its own attribute, else that of the element with the binding. */
function tempoOf(control: Element, binding: Element, hasTrailing: boolean): Tempo | null {
  for (const el of [control, binding]) {
    for (const isThrottle of [false, true]) {
      const text = el.getAttribute(isThrottle ? "live-throttle" : "live-debounce");
      if (text === "blur") return { isThrottle: false, ms: null, hasTrailing };
      if (text !== null) {
        const ms = Number.parseInt(text, 10);
        const fallbackMs = isThrottle ? defaultThrottleMs : defaultDebounceMs;
        return { isThrottle, ms: ms >= 0 ? ms : fallbackMs, hasTrailing };
      }
    }
  }
  return null;
}

export class Pace implements Pacing {
  /** In the order in which the controls were touched; a handful at most, so it is searched. */
  readonly #held = new Set<Held>();

  /** Whether an event still waits for its time. */
  get isPending(): boolean {
    return [...this.#held].some(({ control, send }) => send && control.isConnected);
  }

  /** How many intervals and waits are running. */
  get size(): number {
    return this.#held.size;
  }

  hold(control: Element, lane: string, { binding, isValue, send }: HeldEvent): void {
    this.post(control, lane, { tempo: tempoOf(control, binding, isValue === true), send });
  }

  /** Sends now, later or (inside a throttle's interval, without trailing) never. */
  post(control: Element, kind: string, { tempo, send }: { tempo: Tempo | null; send: Send }): void {
    if (tempo === null) {
      send();
      return;
    }
    const running = [...this.#held].find((held) => held.control === control && held.kind === kind);
    const held = running ?? { control, kind, send: null, timer: undefined };
    this.#held.add(held);
    if (!tempo.isThrottle) {
      held.send = send;
      clearTimeout(held.timer);
      if (tempo.ms !== null) held.timer = setTimeout(() => this.#release(held), tempo.ms);
    } else if (running === undefined) {
      this.#startInterval(held, tempo.ms ?? 0);
      send();
    } else if (tempo.hasTrailing) held.send = send;
  }

  /** Sends what the control holds back, or the controls of the form, at once. */
  flush(target: Element): void {
    for (const held of this.#held) {
      const { control, send } = held;
      // What was taken out of the page will not be left any more.
      if (!control.isConnected) this.#held.delete(held);
      // An interval that holds nothing back runs on: a blur must not let a throttled key through.
      if (send && (control === target || (control as HTMLInputElement).form === target)) {
        this.#release(held);
      }
    }
  }

  #startInterval(held: Held, ms: number): void {
    held.timer = setTimeout(() => {
      const { send } = held;
      // A quiet interval ends the throttling; one that held a value back begins another one.
      if (send === null) {
        this.#held.delete(held);
      } else {
        held.send = null;
        this.#startInterval(held, ms);
        send();
      }
    }, ms);
  }

  #release(held: Held): void {
    this.#held.delete(held);
    clearTimeout(held.timer);
    held.send?.();
  }
}
