// One live view of one browser tab: its life from mounting to the end, and its way to the socket.
import type { Visit } from "../live/context.js";
import type { ViewDefinition } from "../live/view-definition.js";
import type { EventMessage, ResyncMessage, UrlMessage } from "../wire/client-frames.js";
import type { GoneReason } from "../wire/protocol.js";
import type { Call } from "./call.js";
import type { ComponentInstance, InstanceHost } from "./component-instance.js";
import type { Effect } from "./effects.js";
import type { Flashes } from "./flashes.js";
import { Holdings } from "./holdings.js";
import type { Link } from "./link.js";
import type { Mail } from "./mailbox.js";
import { Outbox, type ResumePoint } from "./outbox.js";
import type { Page } from "./page.js";
import { performEffect } from "./perform.js";
import { Reads } from "./reads.js";
import type { Runner } from "./runner.js";
import type { RunnerHost } from "./runner-host.js";
import type { Turn } from "./scheduler.js";
import type { Services } from "./services.js";
import {
  isAwake,
  type SessionDelegate,
  type SessionIdentity,
  SessionStatus,
} from "./session-parts.js";
import type { ShownDocument } from "./shown-document.js";
import { Succession, type SuccessionHost } from "./succession.js";
import { endTurn } from "./turn-end.js";
import { runUnmount } from "./unmount.js";
import { type KeptVisit, type PathMatcher, visitAt } from "./visit-url.js";

const noState: object = Object.freeze({});

/** A session as long as it lives in this process. */
export class Session implements RunnerHost, InstanceHost, SuccessionHost, Turn {
  readonly identity: SessionIdentity;
  readonly definition: ViewDefinition;
  /** The random word of the document that joined first; no other one may join. */
  instance: string | null = null;
  status: SessionStatus = SessionStatus.mounting;
  isScheduled = false;
  /** When its page last came or went, by the wall clock. */
  seenAtMs = Date.now();
  state = noState;
  page: Page | null = null;
  runner: Runner | null = null;
  visit: KeptVisit | null = null;
  matchPath: PathMatcher | null = null;
  holdings: Holdings | null = null;
  flashes: Flashes | null = null;
  document: ShownDocument | null = null;
  readonly props = null;
  readonly outbox: Outbox;
  /** Null as long as nobody thinks of another owner. */
  #succession: Succession | null = null;
  readonly #delegate: SessionDelegate<Session>;

  constructor(
    definition: ViewDefinition,
    identity: SessionIdentity,
    delegate: SessionDelegate<Session>,
  ) {
    this.definition = definition;
    this.identity = identity;
    this.#delegate = delegate;
    this.outbox = new Outbox(delegate.services.limits.maxUnackedChars);
  }

  get id(): string {
    return this.identity.id;
  }

  get isConnected(): boolean {
    return this.status === SessionStatus.live;
  }

  get isJoinable(): boolean {
    return this.runner !== null && this.status !== SessionStatus.ended;
  }

  get isDirty(): boolean {
    return this.runner?.isDirty === true || this.page?.hasDirtyComponents === true;
  }

  get isOver(): boolean {
    return this.status === SessionStatus.ended;
  }

  get services(): Services {
    return this.#delegate.services;
  }

  get holder(): Holdings {
    this.holdings ??= new Holdings(this, this.services);
    return this.holdings;
  }

  print(attributes: string): string {
    return this.page?.print(attributes) ?? "";
  }

  /** What the view's `head` printed. */
  get head(): string {
    return this.page?.head ?? "";
  }

  /** A socket of the session's document takes it over from an earlier one; `at`: what the page has. */
  join(link: Link, s: number, at: ResumePoint): void {
    const hasAll = this.outbox.open(link, s, at) && !at.isStrange;
    if (!hasAll && this.page !== null) this.outbox.sendWhole(this.page.whole());
    this.status = SessionStatus.live;
    this.services.meter.joins += 1;
    this.seenAtMs = Date.now();
    this.page?.changed(Reads.connection);
    this.holdings?.runTimers();
    this.page?.runTimers();
    // What nobody has clicked yet survives a kill too.
    if (this.services.keeping?.durability === "event") void this.succession.keeper?.answering();
    this.runner?.run();
  }

  eventReceived(message: EventMessage | UrlMessage): void {
    const runner = this.runner;
    if (runner === null || this.status !== SessionStatus.live) return;
    this.outbox.acknowledged(message.ack);
    this.services.meter.events += 1;
    const { refs } = this.outbox;
    if (refs.take(message.ref)) {
      if (!runner.put(message)) runner.turn.refuse(message.ref, "overloaded");
      // Taken once already: while it is under way its answer will come, then it is answered again.
    } else if (!refs.isUnderway(message.ref)) runner.turn.answer(message.ref);
    runner.run();
  }

  malformedReceived(ref: number): void {
    this.outbox.refs.take(ref);
    this.runner?.turn.refuse(ref, "malformed");
    this.turnEnded();
  }

  resyncReceived({ id, isHopeless }: ResyncMessage): void {
    if (this.page !== null) this.outbox.sendPatch(0, this.page.resync(id, isHopeless));
  }

  takeTurn(): void {
    if (isAwake(this.status)) this.runner?.run();
  }

  scheduleTurn(): void {
    if (isAwake(this.status)) this.services.scheduler.schedule(this);
  }

  turnEnded(): void {
    if (this.runner === null || this.page === null) return;
    endTurn(this, { runner: this.runner, page: this.page, outbox: this.outbox });
  }

  componentFreed(instance: ComponentInstance): void {
    this.runner?.abortCallsOf(instance);
  }

  visitAt(url: string): Visit | null | undefined {
    return this.identity.nesting === null ? visitAt(this, url) : undefined;
  }

  changeState(state: object): void {
    this.state = state;
  }

  callUpdates(change: unknown, call: Call): void {
    this.runner?.update(change, call);
  }

  callTimedOut(call: Call): void {
    this.runner?.timedOut(call);
  }

  handlerFailed(error: unknown, where: string): string {
    return this.services.problems.report(error, where, this);
  }

  perform(effect: Effect): void {
    performEffect(this, effect);
  }

  /** The socket is gone: from now on messages change the state, and nothing is rendered. */
  detach(link: Link, isBrief = false): void {
    if (this.outbox.link !== link) return;
    this.outbox.link = null;
    this.status = SessionStatus.detached;
    this.seenAtMs = Date.now();
    this.page?.changed(Reads.connection);
    this.#delegate.sessionDetached(this, isBrief);
  }

  /** Nothing of the session is left when this returns. `reason` is told to the page, null when it knows. */
  end(reason: GoneReason | null): void {
    const { status } = this;
    if (status === SessionStatus.ended) return;
    this.#succession?.stop(false);
    this.#stop(reason);
    if (this.runner !== null) runUnmount(this, this.definition.unmount);
    // The request that mounts it may still print it.
    if (status !== SessionStatus.mounting) this.#forget();
  }

  /** Nothing of it is left here: what is stored is for whoever runs it next. `reason`: as of `end`. */
  release(reason: GoneReason | null = null): void {
    if (this.isOver) return;
    this.succession.stop(true);
    this.#stop(reason, true);
    this.#forget();
  }

  get succession(): Succession {
    this.#succession ??= new Succession(this);
    return this.#succession;
  }

  get isLeft(): boolean {
    return this.#succession?.isLeft === true;
  }

  #stop(reason: GoneReason | null, isKept = false): void {
    this.status = SessionStatus.ended;
    this.runner?.stop();
    this.holdings?.release();
    this.page?.end(isKept);
    this.outbox.close(reason);
    this.#delegate.sessionEnded(this);
  }

  /** Node's objects of a closed socket live, with all that hangs on them, until a full collection: no page shall. */
  #forget(): void {
    // What runs or is stored this moment is needed once more.
    if (this.runner?.isRunning === true || this.#succession?.isWriting === true) return;
    this.page = null;
    this.runner = null;
    this.state = noState;
  }

  /** What does not come from the socket waits for the scheduler, so that nobody is held up. */
  post(mail: Mail): void {
    if (this.status === SessionStatus.ended || this.runner === null) return;
    // A message lost in silence would leave the page wrong: better a fresh page.
    if (!this.runner.put(mail)) this.end("unknown");
    else this.scheduleTurn();
  }
}
