// One stateful component of a session: its state, its handlers' context, and what it holds.
import { disown, LiveError } from "../errors.js";
import { isDevelopment } from "../jsx/development.js";
import type { Child, Component } from "../jsx/rendered.js";
import { statefulOf } from "../jsx/stateful.js";
import type { ComponentDefinition } from "../live/component-definition.js";
import type { SessionData, Visit } from "../live/context.js";
import { deepFreeze, isPlainObject } from "../live/plain-data.js";
import type { Instance, Standing } from "../tree/instance.js";
import type { Props } from "../tree/node.js";
import type { Call, CallHost } from "./call.js";
import { mergeChange } from "./change.js";
import type { Effect, Holder } from "./effects.js";
import type { Flashes } from "./flashes.js";
import { Holdings, type HoldingsHost } from "./holdings.js";
import type { KeptComponent } from "./kept.js";
import type { Mail } from "./mailbox.js";
import { Reads } from "./reads.js";
import { ComponentExtra } from "./render-context.js";
import type { Services } from "./services.js";
import { runUnmount } from "./unmount.js";

/** What an instance needs of its session. */
export interface InstanceHost {
  readonly identity: { readonly id: string; readonly data: SessionData };
  readonly isConnected: boolean;
  readonly services: Services;
  readonly flashes: Flashes | null;
  readonly visit: { readonly url: string } | null;
  visitAt(url: string): Visit | null | undefined;
  post(mail: Mail): void;
  perform(effect: Effect): void;
  readonly page: { componentChanged(instance: ComponentInstance): void } | null;
  componentFreed(instance: ComponentInstance): void;
  callUpdates(change: unknown, call: Call): void;
  callTimedOut(call: Call): void;
  handlerFailed(error: unknown, where: string): string;
}

/** `kept`: it is shown again by another owner of its session. */
export interface MadeInstance {
  readonly owner: string;
  readonly props: Props;
  readonly kept?: KeptComponent | undefined;
}

/** Lives from the render that first shows it to the first one that does not. */
export class ComponentInstance implements Instance, CallHost, HoldingsHost {
  readonly component: Component;
  readonly definition: ComponentDefinition;
  readonly owner: string;
  props: Props;
  state: object;
  standings: readonly Standing[] = [];
  pass = 0;
  isOver = false;
  /** Of the last render. */
  reads: Reads = Reads.nothing;
  readonly #host: InstanceHost;
  readonly #on: object;
  /** What the page shows: where a failed render goes back to. Null before it is shown. */
  #rendered: object | null = null;
  #holdings: Holdings | null = null;

  constructor(host: InstanceHost, component: Component, made: MadeInstance) {
    this.#host = host;
    this.component = component;
    this.definition = statefulOf(component) as ComponentDefinition;
    this.owner = made.owner;
    this.props = made.props;
    const { kept } = made;
    this.state = kept?.[1] ?? firstState(this.definition, made.props);
    // It was there before: it does not mount again.
    if (kept) this.#rendered = this.state;
    if (kept?.[2]) this.#heldBy().restore(kept[2]);
    this.#on = this.definition.createOn(made.owner);
  }

  get identity(): InstanceHost["identity"] {
    return this.#host.identity;
  }

  get isConnected(): boolean {
    return this.#host.isConnected;
  }

  /** It is made with a page, and so with a state. */
  get isJoinable(): boolean {
    return !this.isOver;
  }

  get isBoundary(): boolean {
    return this.definition.error !== null;
  }

  get holder(): Holder {
    const holdings = this.#heldBy();
    // Handlers run in pages that are shown only, so nothing has to wait.
    holdings.runTimers();
    return holdings;
  }

  keep(): KeptComponent {
    return [this.owner, this.state, this.#holdings?.keep() ?? null];
  }

  /** Its session is live: timers that were kept go on. */
  runTimers(): void {
    this.#holdings?.runTimers();
  }

  propsChanged(previous: Props): void {
    const { update, name } = this.definition;
    if (update === null) return;
    const change = update(this.props, this.state, previous);
    this.state = mergeChange(this.state, change, { view: name, handler: "update" });
  }

  render(): Child {
    return this.#withContext((extra) => this.definition.render(this.state, this.#on, extra));
  }

  showProblem(problem: unknown, reference: string): Child {
    return this.#withContext((extra) =>
      this.definition.error?.(problem, this.#on, Object.assign(extra, { reference })),
    );
  }

  committed(): void {
    if (this.isOver) return;
    const isNew = this.#rendered === null;
    this.#rendered = this.state;
    const handler = this.definition.mounted;
    if (isNew && handler !== null) this.#host.post({ type: "own", host: this, handler });
  }

  rolledBack(): void {
    if (this.#rendered !== null) this.state = this.#rendered;
  }

  /** Nothing of it is left here when this returns. `isKept`: it goes on with its session elsewhere. */
  freed(isKept = false): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#host.componentFreed(this);
    this.#holdings?.release();
    if (this.#rendered !== null && !isKept) runUnmount(this, this.definition.unmount);
  }

  #withContext(render: (extra: ComponentExtra) => Child): Child {
    const extra = new ComponentExtra(this.#host, this.props);
    const child = render(extra);
    this.reads = extra.ctx.reads;
    return child;
  }

  changeState(state: object): void {
    if (this.isOver) return;
    this.state = state;
    this.#host.page?.componentChanged(this);
  }

  get visit(): InstanceHost["visit"] {
    return this.#host.visit;
  }

  visitAt(url: string): Visit | null | undefined {
    return this.#host.visitAt(url);
  }

  post(mail: Mail): void {
    this.#host.post(mail);
  }

  perform(effect: Effect): void {
    this.#host.perform(effect);
  }

  callUpdates(change: unknown, call: Call): void {
    this.#host.callUpdates(change, call);
  }

  callTimedOut(call: Call): void {
    this.#host.callTimedOut(call);
  }

  handlerFailed(error: unknown, where: string): string {
    return this.#host.handlerFailed(error, where);
  }

  #heldBy(): Holdings {
    this.#holdings ??= new Holdings(this, this.#host.services);
    return this.#holdings;
  }
}

function firstState(definition: ComponentDefinition, props: Props): object {
  const state = definition.state(props);
  if (!isPlainObject(state) || Array.isArray(state)) {
    disown(state);
    throw new LiveError("COMPONENT_STATE", { name: definition.name, got: state });
  }
  if (isDevelopment()) deepFreeze(state);
  return state;
}

/** Null for what has a place in the tree and no handlers, such as a nested view. */
export function toComponent(instance: Instance | null | undefined): ComponentInstance | null {
  return instance instanceof ComponentInstance ? instance : null;
}
