// Runs the messages of one session, one at a time: what they change is the turn's until it rendered.
import type { Handler } from "../live/view-definition.js";
import type { EventMessage } from "../wire/client-frames.js";
import { Call, type CallHost } from "./call.js";
import { applyChange } from "./change.js";
import {
  type Found,
  findEvent,
  findHandler,
  type Invocation,
  invocationOf,
  placeOf,
} from "./dispatch.js";
import { changeFlash } from "./flash-turn.js";
import { handlerTimeout } from "./handled.js";
import { invalidInput, invokeWithSchema, promiseOf } from "./invoke.js";
import { type Mail, Mailbox } from "./mailbox.js";
import { Move, urlHandler } from "./move.js";
import { PendingCalls } from "./pending-calls.js";
import { RateLimits } from "./rate-limits.js";
import type { RunnerHost } from "./runner-host.js";
import type { Services } from "./services.js";
import { TurnOutcome } from "./turn-outcome.js";

/** The mailbox of a session. */
export class Runner {
  outcome: TurnOutcome | null = null;
  /** By the seconds of the meter. */
  ranAt: number;
  isRunning = false;
  readonly #host: RunnerHost;
  readonly #services: Services;
  readonly #mailbox = new Mailbox();
  /** What the page shows, or will when the socket drains: where a failed render goes back to. */
  #rendered: object;
  #pending: PendingCalls | null = null;
  #rates: RateLimits | null = null;

  constructor(host: RunnerHost, services: Services) {
    this.#host = host;
    this.#services = services;
    this.#rendered = host.state;
    this.ranAt = services.meter.seconds;
  }

  get isDirty(): boolean {
    return this.#host.state !== this.#rendered;
  }

  /** Handlers that have not settled, or messages that will run. */
  get isBusy(): boolean {
    return this.#mailbox.length > 0 || this.#pending?.isEmpty === false;
  }

  /** Messages. */
  get waiting(): number {
    return this.#mailbox.length;
  }

  /** Events that came and have not run to their end. */
  get openRefs(): readonly number[] {
    return [...this.#mailbox.refs, ...(this.#pending?.refs ?? [])];
  }

  put(mail: Mail): boolean {
    if (this.#mailbox.length >= this.#services.limits.maxMailbox) return false;
    this.#mailbox.put(mail);
    return true;
  }

  /** One turn: the messages that are ready, up to a bound, then one render. */
  run(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.ranAt = this.#services.meter.seconds;
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
    this.isRunning = false;
    if (this.#mailbox.length > 0 && !this.#isHolding) this.#host.scheduleTurn();
  }

  renderSucceeded(): void {
    this.#rendered = this.#host.state;
    this.#pending?.renderSucceeded();
  }

  /** The turn did not happen, but for the errors it answers. */
  renderFailed(reference: string): void {
    this.#host.changeState(this.#rendered);
    if (this.outcome?.visit) this.#host.visit = this.outcome.visit;
    for (const call of this.outcome?.subscribed ?? []) call.undoSubscriptions();
    this.outcome?.fail(reference);
    for (const call of this.#pending?.renderFailed() ?? []) {
      this.turn.refuse(call.subject.ref, "failed", reference);
    }
  }

  update(change: unknown, call: Call): void {
    applyChange(call, change);
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
    const { host, subject } = call;
    const error = handlerTimeout(host, subject.where, this.#services.limits.handlerMs);
    this.callRejected(call, error);
  }

  /** A component is gone: its calls end, and the events they were to answer are answered. */
  abortCallsOf(host: CallHost): void {
    for (const { subject } of this.#pending?.abortOf(host) ?? []) {
      this.turn.answer(subject.ref);
      this.#host.scheduleTurn();
    }
  }

  stop(): void {
    this.#mailbox.clear();
    this.#pending?.abortAll();
    this.outcome = null;
  }

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
      case "settled":
        if (mail.call.isOver) return;
        this.#pending?.release(mail.call);
        return this.#commit(mail.call, mail.change);
      default: {
        const invocation = invocationOf(mail, this.#host);
        if (invocation !== null) this.#invoke(invocation);
      }
    }
  }

  #runEvent({ handler: name, ref, payload, boundary }: EventMessage): void {
    const host = this.#host;
    let found: Found | null;
    let input: unknown;
    if (name.startsWith("@")) {
      const action = host.page?.findAction(boundary, name) ?? null;
      found = action === null ? null : findHandler(action, host);
      if (found === null) return this.turn.refuse(ref, "stale");
      input = action?.arg;
    } else {
      found = findEvent(name, host);
      if (found === null) return this.turn.refuse(ref, "unknown-event");
    }
    const { host: owner, handler } = found;
    if (handler.maxPerSecond !== Number.POSITIVE_INFINITY) {
      this.#rates ??= new RateLimits();
      if (!this.#rates.tryTake(owner, handler)) return this.turn.refuse(ref, "overloaded");
    }
    // Field by field: a spread here was a tenth of what a click costs.
    const subject = { where: placeOf(owner, handler), ref, payload };
    this.#invoke({ host: owner, handler, subject, input });
  }

  #invoke({ host, handler, subject, input }: Invocation): void {
    const call = new Call(host, subject);
    if (handler.policy === "latest") {
      const superseded = this.#pending?.supersede(handler, host) ?? [];
      for (const old of superseded) this.turn.answer(old.subject.ref);
    }
    let result: unknown;
    try {
      result =
        handler.schema === null
          ? handler.run(host.state, call, input)
          : invokeWithSchema(handler, call, this.#services.limits);
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
    this.#pending.wait(call, handler, { result, maxMs, isUnsure: this.#host.isDirty });
  }

  #commit(call: Call, change: unknown): void {
    if (change === invalidInput) {
      call.abort();
      return this.turn.refuse(call.subject.ref, "invalid");
    }
    const move = call.isMoving ? (change as Move) : null;
    try {
      if (move === null && call.patched !== null) {
        return this.#follow(urlHandler, call, new Move(this.#host).after(call, change));
      }
      if (move === null) applyChange(call, change);
      else move.merge();
    } catch (error) {
      return this.#fail(call, error);
    }
    call.end();
    if (call.effects !== null) changeFlash(this.#host, call.effects);
    this.turn.add(call);
    move?.arrive(this.turn);
  }

  #fail(call: Call, error: unknown): void {
    call.abort();
    const reference = this.#host.handlerFailed(error, call.subject.where);
    this.turn.refuse(call.subject.ref, "failed", reference);
  }
}
