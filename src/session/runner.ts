// Runs the messages of one session, one at a time, and keeps its state: what changes is the turn's until it rendered.
import { LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import { nearestName } from "../live/nearest.js";
import type { Handler } from "../live/view-definition.js";
import type { EventMessage, UrlMessage } from "../wire/client-frames.js";
import type { FieldLimits } from "../wire/form-fields.js";
import { Call, type CallSubject, messageSubject } from "./call.js";
import { mergeChange } from "./change.js";
import type { Timer } from "./holdings.js";
import { invalidInput, invokeWithSchema, promiseOf } from "./invoke.js";
import { type Mail, Mailbox } from "./mailbox.js";
import { PendingCalls } from "./pending-calls.js";
import { RateLimits } from "./rate-limits.js";
import { type RunnerHost, urlHandler } from "./runner-host.js";
import type { Services } from "./services.js";
import { TurnOutcome } from "./turn-outcome.js";

/** The state and the mailbox of a session. */
export class Runner {
  state: object;
  readonly limits: FieldLimits;
  outcome: TurnOutcome | null = null;
  readonly #host: RunnerHost;
  readonly #services: Services;
  readonly #mailbox = new Mailbox();
  /** What the page shows, or will when the socket drains: where a failed render goes back to. */
  #rendered: object;
  #pending: PendingCalls | null = null;
  #rates: RateLimits | null = null;
  #isRunning = false;

  constructor(host: RunnerHost, services: Services, state: object) {
    this.#host = host;
    this.#services = services;
    this.limits = services.limits;
    this.state = state;
    this.#rendered = state;
  }

  get isDirty(): boolean {
    return this.state !== this.#rendered;
  }

  /** No message waits or runs. */
  get isIdle(): boolean {
    return this.#mailbox.length === 0 && (this.#pending === null || this.#pending.isEmpty);
  }

  /** False when the mailbox is full. */
  put(mail: Mail): boolean {
    if (this.#mailbox.length >= this.#services.limits.maxMailbox) return false;
    this.#mailbox.put(mail);
    return true;
  }

  /** One turn: the messages that are ready, up to a bound, then one render. */
  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let count = 0; count < this.#services.limits.maxTurn && !this.#isHolding; count += 1) {
        const mail = this.#mailbox.take();
        if (mail === null) break;
        this.#runMail(mail);
      }
      this.#host.turnEnded();
    } catch (error) {
      // Authors' errors were caught where they happened: this is ours, and costs one session only.
      this.#host.handlerFailed(error, "turn");
      this.#host.end("unknown");
    }
    this.#isRunning = false;
    if (this.#mailbox.length > 0 && !this.#isHolding) this.#host.scheduleTurn();
  }

  renderSucceeded(): void {
    this.#rendered = this.state;
    this.#pending?.renderSucceeded();
  }

  /** The turn did not happen, but for the errors it answers. */
  renderFailed(): void {
    this.state = this.#rendered;
    for (const topic of this.outcome?.subscribed ?? []) this.#host.unsubscribe(topic);
    this.outcome?.fail();
    for (const call of this.#pending?.renderFailed() ?? []) {
      this.turn.refuse(call.subject.ref, "failed");
    }
  }

  /** Merges in the middle of a call. */
  update(change: unknown, call: Call): void {
    this.state = this.#merged(change, call);
    this.#host.scheduleTurn();
  }

  callSettled(call: Call, change: unknown): void {
    const isHolder = this.#pending?.isHolder(call) ?? false;
    // A call beside the mailbox merges in its turn, not in the middle of another handler's work.
    if (!isHolder && this.#isHolding) return this.#mailbox.put({ type: "settled", call, change });
    this.#pending?.release(call);
    this.#commit(call, change);
    this.run();
  }

  callRejected(call: Call, error: unknown): void {
    this.#pending?.release(call);
    this.#fail(call, error);
    this.run();
  }

  timedOut(call: Call): void {
    const ms = this.#services.limits.handlerMs;
    const details = { view: this.viewName, handler: call.subject.where, ms };
    this.callRejected(call, new LiveError("HANDLER_TIMEOUT", details));
  }

  stop(): void {
    this.#mailbox.clear();
    this.#pending?.abortAll();
    this.outcome = null;
  }

  get viewName(): string {
    return this.#host.definition.name ?? "the view";
  }

  /** What the turn under way has come to so far. */
  get turn(): TurnOutcome {
    this.outcome ??= new TurnOutcome();
    return this.outcome;
  }

  get #isHolding(): boolean {
    return this.#pending?.isHolding ?? false;
  }

  #runMail(mail: Mail): void {
    switch (mail.type) {
      case "event":
        return this.#runEvent(mail);
      case "timer":
        return this.#runTimer(mail);
      case "url":
        return this.#runUrl(mail);
      case "topic":
        if (!this.#host.isSubscribed(mail.topic)) return;
        return this.#invoke(mail.handler, messageSubject(mail.handler.name), mail.message);
      case "settled":
        if (mail.call.isOver) return;
        this.#pending?.release(mail.call);
        this.#commit(mail.call, mail.change);
    }
  }

  #runEvent(message: EventMessage): void {
    const { handler: name, ref, payload } = message;
    const { definition } = this.#host;
    if (name.startsWith("@")) {
      const action = this.#host.findAction(message.boundary, name);
      const handler = action?.owner === "" ? definition.actions.get(action.name) : undefined;
      if (action === null || handler === undefined) return this.turn.refuse(ref, "stale");
      return this.#invoke(handler, { where: action.name, ref, payload }, action.arg);
    }
    const handler = definition.events.get(name);
    if (handler === undefined) return this.#refuseUnknown(name, ref);
    if (handler.maxPerSecond !== Number.POSITIVE_INFINITY) {
      this.#rates ??= new RateLimits();
      if (!this.#rates.tryTake(handler)) return this.turn.refuse(ref, "overloaded");
    }
    this.#invoke(handler, { where: name, ref, payload }, undefined);
  }

  #refuseUnknown(name: string, ref: number): void {
    this.turn.refuse(ref, "unknown-event");
    if (!isDevelopment()) return;
    const nearest = nearestName(name, this.#host.definition.events.keys());
    const error = new LiveError("UNKNOWN_EVENT", { view: this.viewName, name, nearest });
    this.#host.handlerFailed(error, "dispatch");
  }

  #runTimer(timer: Timer): void {
    timer.isQueued = false;
    if (!this.#host.timerTaken(timer)) return;
    const handler = this.#host.definition.messages.get(timer.name);
    if (handler) this.#invoke(handler, messageSubject(timer.name), undefined);
  }

  #runUrl(message: UrlMessage): void {
    const call = new Call(this.#host, { where: "params", ref: message.ref, payload: {} });
    let result: unknown;
    try {
      result = this.#host.urlChanged(message.href, call);
    } catch (error) {
      return this.#fail(call, error);
    }
    this.#follow(urlHandler, call, result);
  }

  #invoke(handler: Handler, subject: CallSubject, input: unknown): void {
    const call = new Call(this.#host, subject);
    if (handler.policy === "latest") {
      for (const old of this.#pending?.supersede(handler) ?? []) this.turn.answer(old.subject.ref);
    }
    let result: unknown;
    try {
      result =
        handler.schema === null
          ? handler.run(this.state, call, input)
          : invokeWithSchema(handler, call, this);
    } catch (error) {
      return this.#fail(call, error);
    }
    this.#follow(handler, call, result);
  }

  /** Commits what is there, waits for what is not. */
  #follow(handler: Handler, call: Call, returned: unknown): void {
    const result = promiseOf(returned);
    if (result === null) return this.#commit(call, returned);
    this.#pending ??= new PendingCalls(this, this.#services.alarms);
    const maxMs = this.#services.limits.handlerMs;
    this.#pending.wait(call, handler, { result, maxMs, isUnsure: this.isDirty });
  }

  #commit(call: Call, change: unknown): void {
    if (change === invalidInput) {
      call.abort();
      return this.turn.refuse(call.subject.ref, "invalid");
    }
    try {
      this.state = this.#merged(change, call);
    } catch (error) {
      return this.#fail(call, error);
    }
    call.end();
    this.turn.add(call);
  }

  #fail(call: Call, error: unknown): void {
    call.abort();
    this.turn.refuse(call.subject.ref, "failed");
    this.#host.handlerFailed(error, call.subject.where);
  }

  #merged(change: unknown, call: Call): object {
    return mergeChange(this.state, change, { view: this.viewName, handler: call.subject.where });
  }
}
