// A page's way to another URL: `params` runs for it, and again for each URL that `params` asks for, before anything is committed.
import { LiveError } from "../errors.js";
import type { Visit } from "../live/context.js";
import type { Handler, ViewDefinition } from "../live/view-definition.js";
import { Call, type CallHost } from "./call.js";
import { messageSubject } from "./call-subject.js";
import { applyChange, mergeChange } from "./change.js";
import type { Effect } from "./effects.js";
import type { FlashHost } from "./flash-turn.js";
import { viewName } from "./handled.js";
import { invalidInput, promiseOf } from "./invoke.js";
import { Reads } from "./reads.js";
import type { Services } from "./services.js";
import type { TurnOutcome } from "./turn-outcome.js";
import { type KeptVisit, keptVisit, type VisitHost, visitAt } from "./visit-url.js";

export interface MoveHost extends CallHost, VisitHost, FlashHost {
  readonly definition: ViewDefinition;
  readonly services: Services;
  visit: KeptVisit | null;
  readonly page: MovePage | null;
}

export interface MovePage {
  /** What the last render has read is another by now. */
  changed(what: Reads): void;
}

/** A call of it, and what that returned. */
interface Step {
  readonly call: Call;
  readonly change: unknown;
  readonly isParams: boolean;
}

/**
 * A handler that asks for `/list?page=99`, for which `params` asks for `/list?page=7`, is one move with
 * three steps: the handler's call, and two of `params`. It is committed as one, or not at all.
 */
export class Move {
  readonly steps: Step[] = [];
  readonly #host: MoveHost;
  /** What `params` is given: of the session as it would be. */
  #state: object;
  #visit: Visit | null = null;

  constructor(host: MoveHost, state = host.state) {
    this.#host = host;
    this.#state = state;
  }

  get state(): object {
    return this.#state;
  }

  /** Null while no other URL was asked for. */
  get visit(): Visit | null {
    return this.#visit;
  }

  /** A handler has returned: goes where it asked to go. */
  after(call: Call, change: unknown): this | Promise<this> {
    call.isMoving = true;
    return this.#after({ call, change, isParams: false });
  }

  #after(step: Step): this | Promise<this> {
    this.#add(step);
    const { call } = step;
    const { patched } = call;
    const isThere = this.#visit !== null && this.#visit.url === patched?.visit.url;
    if (patched === null || isThere || call.isOver) return this;
    const { maxPatches } = this.#host.services.limits;
    if (this.steps.length > maxPatches) {
      const { definition } = this.#host;
      const details = { view: viewName(definition), url: patched.visit.url, maxPatches };
      throw new LiveError("PATCH_LOOP", details);
    }
    const next = new Call(this.#host, messageSubject("params"));
    call.follower = next;
    return this.to(patched.visit, next);
  }

  /** The page has been moved by its visitor. Null for the URL of another page. */
  toHref(href: string, call: Call): this | Promise<this> | null {
    const visit = visitAt(this.#host, href);
    // What `mount` alone has read of a URL comes by a navigation.
    if (visit === null || this.#host.definition.params === null) return null;
    call.isMoving = true;
    return this.to(visit, call);
  }

  /** Throws, or rejects with, what `params` throws. */
  to(visit: Visit, call: Call): this | Promise<this> {
    this.#visit = visit;
    const { definition } = this.#host;
    const change = definition.params?.({ ...visit, state: this.#state, ctx: call });
    const promise = promiseOf(change);
    return promise === null
      ? this.#after({ call, change, isParams: true })
      : promise.then((value) => this.#after({ call, change: value, isParams: true }));
  }

  /** Throws what a function throws that a call has returned. The effects of all are the first call's now. */
  merge(): void {
    for (const { call, change } of this.steps) applyChange(call, change);
    const effects = this.effects;
    for (const { call } of this.steps) call.effects = null;
    const [first] = this.steps;
    if (first !== undefined && effects.length > 0) first.call.effects = effects;
  }

  /** The turn has taken the first call. */
  arrive(turn: TurnOutcome): void {
    const [first, ...others] = this.steps;
    for (const { call } of others) turn.add(call);
    // The page's own change is answered before effects: where an earlier call of the turn sent it is behind it.
    if (first?.isParams) turn.drop((effect) => isPatchOfOther(effect, first.call.subject.ref));
    if (this.#visit === null) return;
    turn.visit ??= this.#host.visit;
    this.#host.visit = keptVisit(this.#visit);
    this.#host.page?.changed(Reads.url);
  }

  /**
   * With one that tells the page where it is, if it does not know. What `params` asks for never adds to
   * the history: the way back would lead to what led here.
   */
  get effects(): Effect[] {
    const all = this.steps.flatMap(({ call }) => call.effects ?? []);
    const asking = this.steps.find(({ call }) => call.patched !== null);
    if (asking === undefined || this.#visit === null) return all;
    const { call, isParams } = asking;
    const before = all.slice(0, all.findIndex(isPatch));
    const after = all.slice(before.length).filter((effect) => !isPatch(effect));
    // It is where it would have been sent to.
    if (isParams && call.follower === null) return [...before, ...after];
    const { url } = this.#visit;
    const isReplacing =
      isParams || call.patched?.isReplacing === true || url === this.#host.visit?.url;
    const json = JSON.stringify(url) + (isReplacing ? ",1" : "");
    const { ref } = call.subject;
    return [...before, { type: "frame", ref, kind: "patch", json }, ...after];
  }

  #add(step: Step): void {
    const { call, change } = step;
    this.steps.push(step);
    if (call.host !== this.#host) return;
    const source = { view: viewName(this.#host.definition), handler: call.subject.where };
    this.#state = mergeChange(this.#state, change, source);
  }
}

/** Runs `params`, where a change of URL is run like an event, and after a handler that asked for one. */
export const urlHandler: Handler = {
  name: "params",
  run: (_state, ctx, href) => {
    const call = ctx as Call;
    const host = call.host as MoveHost;
    if (host.flashes !== null) call.clearFlash();
    return new Move(host).toHref(href as string, call) ?? invalidInput;
  },
  schema: null,
  policy: "queue",
  maxPerSecond: Number.POSITIVE_INFINITY,
};

function isPatch(effect: Effect): boolean {
  return effect.type === "frame" && effect.kind === "patch";
}

function isPatchOfOther(effect: Effect, ref: number): boolean {
  return isPatch(effect) && "ref" in effect && effect.ref !== ref;
}
