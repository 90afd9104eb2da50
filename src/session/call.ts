// One call of a handler: the `ctx` it is given, and the effects that wait until it returned.
import { LiveError } from "../errors.js";
import type { Action } from "../jsx/action.js";
import type { VisitOptions } from "../jsx/command-options.js";
import type {
  Ctx,
  Payload,
  RedirectOptions,
  SessionData,
  StateChange,
  Visit,
} from "../live/context.js";
import type { Loaded } from "../live/loaded.js";
import { assertTopic, checkMessage, type Topic } from "../live/topic.js";
import type { HandlerSet } from "../live/view-definition.js";
import type { EffectKind } from "../wire/server-frames.js";
import type { Alarm } from "./alarms.js";
import {
  assertAction,
  assertKind,
  assertLocal,
  assertOfPage,
  assertReceiver,
  assertRedirect,
  assertText,
  toJson,
} from "./call-arguments.js";
import type { CallSubject } from "./call-subject.js";
import type { Effect, Holder, TimerStart } from "./effects.js";
import { assertErrorStatus, assertTimer, loadingValue, viewName } from "./handled.js";
import type { Patched } from "./visit-url.js";

/** Whose handlers run: the view's, which is its session, or a component's in it. */
export interface CallHost {
  readonly identity: { readonly id: string; readonly data: SessionData };
  readonly definition: HandlerSet;
  readonly state: object;
  readonly isConnected: boolean;
  readonly holder: Holder;
  /** What a component was given by whoever renders it; a view has none. */
  readonly props: Readonly<Record<string, unknown>> | null;
  /** What the visit would be at this URL of the page; null for another page, undefined for a nested view. */
  visitAt(url: string): Visit | null | undefined;
  /** Where its page is; null for a nested view. */
  readonly visit: { readonly url: string } | null;
  /** The state is another one from now on, and is to be rendered. */
  changeState(state: object): void;
  /** Merges at once and renders soon. */
  callUpdates(change: unknown, call: Call): void;
  callTimedOut(call: Call): void;
  handlerFailed(error: unknown, where: string): string;
}

/** The context of one call. Its alarm is the time limit of a handler that does not settle. */
export class Call implements Ctx<object>, Alarm {
  readonly subject: CallSubject;
  effects: Effect[] | null = null;
  /** Topics subscribed to during this call, to be undone when it throws. */
  subscribed: string[] | null = null;
  /** Where `ctx.patch` wants the page to be. */
  patched: Patched | null = null;
  /** What it has returned is part of a move. */
  isMoving = false;
  /** The call of `params` for that. */
  follower: Call | null = null;
  dueMs = 0;
  heapIndex = -1;
  readonly host: CallHost;
  #controller: AbortController | null = null;
  #isOver = false;
  #isAborted = false;

  constructor(host: CallHost, subject: CallSubject) {
    this.host = host;
    this.subject = subject;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get session(): SessionData {
    return this.host.identity.data;
  }

  get isConnected(): boolean {
    return this.host.isConnected;
  }

  get props(): Readonly<Record<string, unknown>> | null {
    return this.host.props;
  }

  get payload(): Payload {
    return this.subject.payload;
  }

  get eventId(): string {
    return `${this.host.identity.id}:${this.subject.ref}`;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isOver) this.#controller.abort();
    return this.#controller.signal;
  }

  update(change: StateChange<object>): void {
    if (this.#canUse("update")) this.host.callUpdates(change, this);
  }

  push(event: string, payload: unknown = null): void {
    this.#hold("push", `${JSON.stringify(String(event))},${toJson(payload)}`);
  }

  reply(value: unknown): void {
    this.#hold("reply", toJson(value));
  }

  patch(url: string, { replace = false }: VisitOptions = {}): void {
    const visit = assertOfPage(this.host, url);
    if (!this.#canUse("patch")) return;
    if (visit !== undefined) this.patched = { visit, isReplacing: replace };
    this.#hold("patch", JSON.stringify(url) + (replace && visit === undefined ? ",1" : ""));
  }

  navigate(url: string, { replace = false }: VisitOptions = {}): void {
    const json = JSON.stringify(assertLocal(url, "navigate"));
    this.#hold("navigate", replace ? `${json},1` : json);
  }

  redirect(url: string, options: RedirectOptions = {}): void {
    this.#hold("redirect", JSON.stringify(assertRedirect(url, options)));
  }

  status(code: number): void {
    this.#add("status", { type: "status", code: code === 200 ? code : assertErrorStatus(code) });
  }

  flash(kind: string, text: string): void {
    this.#add("flash", { type: "flash", kind: assertKind(kind, "flash"), text: assertText(text) });
  }

  clearFlash(kind?: string): void {
    const only = kind === undefined ? null : assertKind(kind, "clearFlash");
    this.#add("clearFlash", { type: "clear-flash", kind: only });
  }

  subscribe<Message>(topic: Topic<Message>): void {
    assertTopic(topic, "ctx.subscribe");
    if (!this.#canUse("subscribe")) return;
    // At once, not after the call: what is published while the handler loads must not be missed.
    if (!this.host.holder.subscribe(topic as Topic<unknown>)) return;
    this.subscribed ??= [];
    this.subscribed.push(topic.name);
  }

  unsubscribe<Message>(topic: Topic<Message>): void {
    assertTopic(topic, "ctx.unsubscribe");
    this.#add("unsubscribe", { type: "unsubscribe", holder: this.host.holder, topic: topic.name });
  }

  publish<Message>(topic: Topic<Message>, message: Message): void {
    // Here and not when it goes out, so that the mistake fails the handler that made it.
    assertTopic(topic, "ctx.publish");
    checkMessage(topic as Topic<unknown>, message);
    this.#add("publish", { type: "publish", topic: topic as Topic<unknown>, message });
  }

  every(ms: number, name: string): void {
    assertTimer(this.host.definition, name, ms);
    this.#startTimer("every", { name, ms, isRepeated: true });
  }

  after(ms: number, name: string): void {
    assertTimer(this.host.definition, name, ms);
    this.#startTimer("after", { name, ms, isRepeated: false });
  }

  cancel(name: string): void {
    this.#add("cancel", { type: "stop-timer", holder: this.host.holder, name });
  }

  load<Value>(name: string, input?: unknown): Loaded<Value> {
    const loading = loadingValue(this.host.definition, this.host.state, name);
    this.#add("load", { type: "load", holder: this.host.holder, name, input });
    return loading;
  }

  send(component: unknown, id: string | number, name: string, value?: unknown): void {
    const to = assertReceiver(component, name);
    this.#add("send", { type: "sent", component: to, id, name, value });
  }

  call(action: Action): void {
    this.#add("call", { type: "called", action: assertAction(action) });
  }

  /** The call returned: from now on its `ctx` has no effect. */
  end(): void {
    this.#isOver = true;
    this.follower?.end();
  }

  /** The call threw, was superseded or took too long: nothing of it remains but what `update` committed. */
  abort(): void {
    this.#isOver = true;
    this.#isAborted = true;
    this.effects = null;
    this.undoSubscriptions();
    this.#controller?.abort();
    this.follower?.abort();
  }

  undoSubscriptions(): void {
    for (const topic of this.subscribed ?? []) this.host.holder.unsubscribe(topic);
    this.subscribed = null;
  }

  ring(): void {
    this.host.callTimedOut(this);
  }

  #startTimer(method: string, timer: TimerStart): void {
    this.#add(method, { type: "start-timer", holder: this.host.holder, timer });
  }

  #hold(kind: EffectKind, json: string): void {
    this.#add(kind, { type: "frame", ref: this.subject.ref, kind, json });
  }

  #add(method: string, effect: Effect): void {
    if (!this.#canUse(method)) return;
    this.effects ??= [];
    this.effects.push(effect);
  }

  /** Late use is reported, not thrown: in a stray timer it would end the process. */
  #canUse(method: string): boolean {
    if (!this.#isOver) return true;
    // Whoever was superseded or took too long has been told so by its signal.
    if (this.#isAborted) return false;
    const handler = this.subject.where;
    const view = viewName(this.host.definition);
    this.host.handlerFailed(new LiveError("CTX_AFTER_CALL", { view, handler, method }), handler);
    return false;
  }
}
