// What a view or a component holds of the process: subscriptions and timers, all given back when it is over.
import type { Topic } from "../live/topic.js";
import type { Handler } from "../live/view-definition.js";
import type { Envelope } from "../pubsub/adapter.js";
import type { Subscriber } from "../pubsub/pubsub.js";
import type { Alarm } from "./alarms.js";
import type { CallHost } from "./call.js";
import type { Holder, TimerStart } from "./effects.js";
import { assertHandled, topicHandlers } from "./handled.js";
import { type KeptLoad, Loads } from "./loads.js";
import type { OwnMail } from "./own-mail.js";
import type { Services } from "./services.js";

/** Whose messages these are. */
export interface HoldingsHost extends CallHost {
  readonly isOver: boolean;
  /** Has its first state, and runs what comes. */
  readonly isJoinable: boolean;
  post(mail: Timer | TopicMail | OwnMail): void;
}

/** What came by a topic, for one of the host's messages. */
export interface TopicMail {
  readonly type: "topic";
  readonly holdings: Holdings;
  readonly topic: string;
  readonly handler: Handler;
  readonly message: unknown;
}

/** A timer is its own message: a second tick while the first still waits is left out. */
export class Timer implements Alarm {
  readonly type = "timer";
  readonly holdings: Holdings;
  readonly name: string;
  readonly ms: number;
  readonly isRepeated: boolean;
  isQueued = false;
  dueMs = 0;
  heapIndex = -1;

  constructor(holdings: Holdings, start: TimerStart) {
    this.holdings = holdings;
    this.name = start.name;
    this.ms = start.ms;
    this.isRepeated = start.isRepeated;
  }

  ring(): void {
    this.holdings.timerRang(this);
  }
}

/** What holdings were, as plain data: names of topics; name, interval, repetition and rest of timers. */
export interface KeptHoldings {
  readonly topics: readonly string[];
  readonly timers: readonly (readonly [
    name: string,
    ms: number,
    isRepeated: boolean,
    restMs: number,
  ])[];
  /** What had not been loaded. */
  readonly loads: readonly KeptLoad[];
}

/** Made when someone first subscribes or starts a timer; most sessions never do. */
export class Holdings implements Holder, Subscriber {
  readonly host: HoldingsHost;
  readonly #services: Services;
  #topics: string[] = [];
  #timers: Timer[] = [];
  #areTimersRunning = false;
  #loads: Loads | null = null;
  /** What came while `mount` or `resume` was loading: the value that it loads may be older. */
  #early: (TopicMail | OwnMail)[] | null = null;

  constructor(host: HoldingsHost, services: Services) {
    this.host = host;
    this.#services = services;
  }

  isSubscribed(topic: string): boolean {
    return this.#topics.includes(topic);
  }

  subscribe(topic: Topic<unknown>): boolean {
    assertHandled(this.host.definition, topic);
    if (this.host.isOver || this.isSubscribed(topic.name)) return false;
    this.#topics.push(topic.name);
    this.#services.pubsub.subscribe(topic.name, this);
    return true;
  }

  unsubscribe(topic: string): void {
    if (!this.isSubscribed(topic)) return;
    this.#topics = this.#topics.filter((name) => name !== topic);
    this.#services.pubsub.unsubscribe(topic, this);
  }

  topicReceived({ topic, family, message }: Envelope): void {
    for (const handler of topicHandlers(this.host.definition, topic, family)) {
      this.#post({ type: "topic", holdings: this, topic, handler, message });
    }
  }

  topicMissed(): void {
    const handler = this.host.definition.missed;
    if (handler !== null) this.#post({ type: "own", host: this.host, handler });
  }

  /** Replaces the timer of this name. Before `runTimers` it only waits. */
  startTimer(start: TimerStart): void {
    this.stopTimer(start.name);
    if (this.host.isOver) return;
    const timer = new Timer(this, start);
    this.#timers.push(timer);
    if (this.#areTimersRunning) this.#services.alarms.arm(timer, timer.ms);
  }

  stopTimer(name: string): void {
    const timer = this.#timers.find((each) => each.name === name);
    if (timer !== undefined) this.#remove(timer);
  }

  startLoad(name: string, input: unknown): void {
    this.#loads ??= new Loads(this.host, this.#services);
    this.#loads.start(name, input);
  }

  runTimers(): void {
    if (this.#areTimersRunning) return;
    this.#areTimersRunning = true;
    // Until it runs, the due time of a timer is the rest of the interval it was kept in.
    for (const timer of this.#timers) this.#services.alarms.arm(timer, timer.dueMs || timer.ms);
  }

  timerRang(timer: Timer): void {
    if (timer.isRepeated) this.#rearm(timer);
    if (timer.isQueued) return;
    timer.isQueued = true;
    this.host.post(timer);
  }

  /** A timer's message is about to run; false when the timer was stopped while it waited. */
  takeTimer(timer: Timer): boolean {
    timer.isQueued = false;
    if (!this.#timers.includes(timer)) return false;
    if (!timer.isRepeated) this.#remove(timer);
    return true;
  }

  /** Null when there is nothing to keep. */
  keep(): KeptHoldings | null {
    const loads = this.#loads?.keep() ?? [];
    if (this.#topics.length + this.#timers.length + loads.length === 0) return null;
    const nowMs = performance.now();
    const timers = this.#timers.map(({ name, ms, isRepeated, dueMs }) => {
      const restMs = this.#areTimersRunning ? Math.max(0, dueMs - nowMs) : ms;
      return [name, ms, isRepeated, restMs] as const;
    });
    return { topics: [...this.#topics], timers, loads };
  }

  /** Before `resume` loads: what is published meanwhile is run when it has. Settles when all of them are heard. */
  async listen(topics: readonly string[]): Promise<void> {
    this.#topics.push(...topics);
    await Promise.all(topics.map((topic) => this.#services.pubsub.subscribe(topic, this)));
  }

  /** Its host has its first state. */
  begin(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const mail of early) this.host.post(mail);
  }

  /** Holds again what was kept; its timers go on where they were, once they run. */
  restore({ topics, timers, loads }: KeptHoldings): void {
    for (const [name, input] of loads) this.startLoad(name, input);
    void this.listen(topics.filter((topic) => !this.isSubscribed(topic)));
    for (const [name, ms, isRepeated, restMs] of timers) {
      // A deployment may have taken the message away.
      if (!this.host.definition.messages.has(name)) continue;
      const timer = new Timer(this, { name, ms, isRepeated });
      timer.dueMs = restMs;
      this.#timers.push(timer);
    }
  }

  release(): void {
    for (const topic of this.#topics) this.#services.pubsub.unsubscribe(topic, this);
    for (const timer of this.#timers) this.#services.alarms.disarm(timer);
    this.#loads?.release();
    this.#topics = [];
    this.#timers = [];
  }

  /** One more than a mailbox takes ends the session then, as it would there. */
  #post(mail: TopicMail | OwnMail): void {
    if (this.host.isJoinable) return this.host.post(mail);
    this.#early ??= [];
    if (this.#early.length <= this.#services.limits.maxMailbox) this.#early.push(mail);
  }

  /** Arms a timer for its next tick, in step with its first one. */
  #rearm(timer: Timer): void {
    const nextMs = timer.dueMs + timer.ms;
    const nowMs = performance.now();
    this.#services.alarms.armAt(timer, nextMs > nowMs ? nextMs : nowMs + timer.ms);
  }

  #remove(timer: Timer): void {
    this.#services.alarms.disarm(timer);
    this.#timers = this.#timers.filter((each) => each !== timer);
  }
}
