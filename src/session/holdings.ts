// What a session holds of the process: subscriptions and timers, all given back when it ends.
import type { Topic } from "../live/topic.js";
import type { PubSub, Subscriber } from "../pubsub/pubsub.js";
import type { Alarm, Alarms } from "./alarms.js";
import type { TimerStart } from "./effects.js";

/** Told when a timer rings. */
export interface TimerOwner {
  timerRang(timer: Timer): void;
}

/** A timer is its own message: a second tick while the first still waits is left out. */
export class Timer implements Alarm {
  readonly type = "timer";
  readonly name: string;
  readonly ms: number;
  readonly isRepeated: boolean;
  isQueued = false;
  dueMs = 0;
  heapIndex = -1;
  readonly #owner: TimerOwner;

  constructor(owner: TimerOwner, start: TimerStart) {
    this.#owner = owner;
    this.name = start.name;
    this.ms = start.ms;
    this.isRepeated = start.isRepeated;
  }

  ring(): void {
    this.#owner.timerRang(this);
  }
}

/** Made when a session first subscribes or starts a timer; most sessions never do. */
export class Holdings {
  readonly #owner: TimerOwner & Subscriber;
  readonly #alarms: Alarms;
  readonly #pubsub: PubSub;
  #topics: string[] = [];
  #timers: Timer[] = [];
  #areTimersRunning = false;

  constructor(owner: TimerOwner & Subscriber, alarms: Alarms, pubsub: PubSub) {
    this.#owner = owner;
    this.#alarms = alarms;
    this.#pubsub = pubsub;
  }

  isSubscribed(topic: string): boolean {
    return this.#topics.includes(topic);
  }

  subscribe(topic: Topic<unknown>): boolean {
    if (this.isSubscribed(topic.name)) return false;
    this.#topics.push(topic.name);
    this.#pubsub.subscribe(topic.name, this.#owner);
    return true;
  }

  unsubscribe(topic: string): void {
    if (!this.isSubscribed(topic)) return;
    this.#topics = this.#topics.filter((name) => name !== topic);
    this.#pubsub.unsubscribe(topic, this.#owner);
  }

  /** Replaces the timer of this name. Before `runTimers` it only waits. */
  startTimer(start: TimerStart): void {
    this.stopTimer(start.name);
    const timer = new Timer(this.#owner, start);
    this.#timers.push(timer);
    if (this.#areTimersRunning) this.#alarms.arm(timer, timer.ms);
  }

  stopTimer(name: string): void {
    const timer = this.#timers.find((each) => each.name === name);
    if (timer !== undefined) this.#remove(timer);
  }

  runTimers(): void {
    if (this.#areTimersRunning) return;
    this.#areTimersRunning = true;
    for (const timer of this.#timers) this.#alarms.arm(timer, timer.ms);
  }

  /** Arms a timer for its next tick, in step with its first one; a timer that rings once is removed. */
  rearm(timer: Timer): void {
    if (!timer.isRepeated) return this.#remove(timer);
    const nextMs = timer.dueMs + timer.ms;
    const nowMs = performance.now();
    this.#alarms.armAt(timer, nextMs > nowMs ? nextMs : nowMs + timer.ms);
  }

  isRunning(timer: Timer): boolean {
    return this.#timers.includes(timer);
  }

  release(): void {
    for (const topic of this.#topics) this.#pubsub.unsubscribe(topic, this.#owner);
    for (const timer of this.#timers) this.#alarms.disarm(timer);
    this.#topics = [];
    this.#timers = [];
  }

  #remove(timer: Timer): void {
    this.#alarms.disarm(timer);
    this.#timers = this.#timers.filter((each) => each !== timer);
  }
}
