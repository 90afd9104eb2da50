// Calls of one session whose handlers have not settled: the one that holds the mailbox, and those beside it.
import type { Handler } from "../live/view-definition.js";
import type { Alarms } from "./alarms.js";
import type { Call, CallHost } from "./call.js";

/** Told in a later tick, once per call, unless the call was aborted before. */
export interface PendingCallsDelegate {
  callSettled(call: Call, change: unknown): void;
  callRejected(call: Call, error: unknown): void;
}

interface Pending {
  readonly result: Promise<unknown>;
  readonly maxMs: number;
  /** The state that the handler was given is not rendered yet. */
  readonly isUnsure: boolean;
}

interface CallBeside {
  readonly call: Call;
  readonly handler: Handler;
}

/** Made when a session's handler first returns a promise. */
export class PendingCalls {
  readonly #delegate: PendingCallsDelegate;
  readonly #alarms: Alarms;
  #held: Call | null = null;
  #beside: CallBeside[] = [];
  /** Calls that were given a state which is not rendered yet, and may never be. */
  #unsure: Call[] = [];

  constructor(delegate: PendingCallsDelegate, alarms: Alarms) {
    this.#delegate = delegate;
    this.#alarms = alarms;
  }

  /** The mailbox waits. */
  get isHolding(): boolean {
    return this.#held !== null;
  }

  get isEmpty(): boolean {
    return this.#held === null && this.#beside.length === 0;
  }

  /** Of the events whose handlers have not settled. */
  get refs(): readonly number[] {
    const calls = this.#beside.map(({ call }) => call);
    if (this.#held !== null) calls.push(this.#held);
    return calls.flatMap(({ subject }) => (subject.ref === 0 ? [] : subject.ref));
  }

  isHolder(call: Call): boolean {
    return this.#held === call;
  }

  wait(call: Call, handler: Handler, pending: Pending): void {
    if (pending.isUnsure) this.#unsure.push(call);
    if (handler.policy === "queue") this.#held = call;
    else this.#beside.push({ call, handler });
    this.#alarms.arm(call, pending.maxMs);
    pending.result.then(
      (change) => {
        if (!call.isOver) this.#delegate.callSettled(call, change);
      },
      (error: unknown) => {
        if (!call.isOver) this.#delegate.callRejected(call, error);
      },
    );
  }

  /** The call is over, however it ended. */
  release(call: Call): void {
    this.#alarms.disarm(call);
    if (this.#held === call) this.#held = null;
    else this.#beside = this.#beside.filter((beside) => beside.call !== call);
  }

  /** Aborts the earlier runs of a handler whose policy is "latest", and answers them. */
  supersede(handler: Handler, host: CallHost): readonly Call[] {
    const isSuperseded = (beside: CallBeside) =>
      beside.handler === handler && beside.call.host === host;
    return this.#abort(this.#beside.filter(isSuperseded).map(({ call }) => call));
  }

  renderSucceeded(): void {
    if (this.#unsure.length > 0) this.#unsure = [];
  }

  /** What these calls were given did not happen: what they make of it must not happen either. */
  renderFailed(): readonly Call[] {
    const unsure = this.#unsure.filter((call) => !call.isOver);
    this.#unsure = [];
    return this.#abort(unsure);
  }

  abortAll(): void {
    this.#abort(this.#all());
  }

  /** Whose calls these are is gone. */
  abortOf(host: CallHost): readonly Call[] {
    return this.#abort(this.#all().filter((call) => call.host === host));
  }

  #all(): Call[] {
    const calls = this.#beside.map((beside) => beside.call);
    return this.#held === null ? calls : [...calls, this.#held];
  }

  #abort(calls: readonly Call[]): readonly Call[] {
    for (const call of calls) {
      call.abort();
      this.release(call);
    }
    return calls;
  }
}
