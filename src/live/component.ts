// The types of what an author writes in `defineComponent`, made so that only the props are annotated.
import type { Action } from "../jsx/action.js";
import type { Child } from "../jsx/rendered.js";
import type { Ctx, MessageReceiver, RenderCtx } from "./context.js";
import type { Flash } from "./flash.js";
import type { Topic, TopicFamily } from "./topic.js";
import type { Awaitable, Change, EventDefinition, On } from "./view.js";
import type { Reported } from "./view-definition.js";

/** Tells the instances of a component apart: no two of them in a view may have the same id. */
export interface ComponentId {
  readonly id: string | number;
}

/** The handle to the session for one call of a component's handler: what a view has, for this instance. */
export interface ComponentCtx<State, Props> extends Ctx<State> {
  /** What the component was rendered with last. */
  readonly props: Readonly<Props> & ComponentId;
  /**
   * Calls an action as if the page had, such as one that the parent gave as a prop. Held until the
   * handler returned; nothing happens when whose action it is is not rendered any more.
   */
  call(action: Action): void;
}

/**
 * What `ctx.send` or a timer brings, beside what topics do. The two are inferred apart: the value of a
 * topic's message has to be known before its `run` is looked at, and then all of one inference is fixed.
 */
type SentMessages<State, Props, Messages> = {
  readonly [Name in keyof Messages]:
    | ((state: State, ctx: ComponentCtx<State, Props>, value: Messages[Name]) => Change<State>)
    | { readonly topic: object };
};
type TopicMessages<State, Props, Topics> = {
  readonly [Name in keyof Topics]:
    | {
        readonly topic: Topic<Topics[Name]> | TopicFamily<Topics[Name]>;
        readonly run: (
          state: State,
          ctx: ComponentCtx<State, Props>,
          message: Topics[Name],
        ) => Change<State>;
      }
    | { readonly apply: unknown };
};

/** The bindings that a component's `render` is given; events too are bound to the instance. */
export type ComponentOn<Events, Args> = On<Events, Args, Action>;

/** What a render is given besides state and bindings. */
export interface ComponentExtra<Props> {
  readonly props: Readonly<Props> & ComponentId;
  readonly ctx: RenderCtx;
  /** What the view shows once. */
  readonly flash: Flash;
  /** Path, query and hash of the page. */
  readonly url: string;
}

/** A component as an author writes it. `render` comes last: TypeScript infers from top to bottom. */
export interface ComponentOptions<
  Props extends object,
  State extends object,
  Events,
  Args,
  Messages,
  Topics,
> {
  /** Identifies the component in reports and, with the id, its state in snapshots. */
  readonly name: string;
  /** The state of a new instance, made when it is first rendered; synchronous. */
  readonly state: (props: Props) => State;
  /** Runs in a render that brings other props; what it returns is merged into the state. */
  readonly update?: (
    props: Readonly<Props> & ComponentId,
    state: State,
    previousProps: Readonly<Props> & ComponentId,
  ) => Partial<State> | undefined;
  /** Runs once, when the first render is on the page and the page is connected. */
  readonly mounted?: (state: State, ctx: ComponentCtx<State, Props>) => Change<State>;
  readonly events?: {
    readonly [Name in keyof Events]: EventDefinition<
      State,
      Events[Name],
      ComponentCtx<State, Props>
    >;
  };
  readonly actions?: {
    readonly [Name in keyof Args]: (
      state: State,
      ctx: ComponentCtx<State, Props>,
      arg: Args[Name],
    ) => Change<State>;
  };
  readonly messages?: SentMessages<State, Props, Messages> & TopicMessages<State, Props, Topics>;
  /** Runs once, when it is not rendered any more or the session ends. */
  readonly unmount?: (state: State, ctx: ComponentCtx<State, Props>) => Awaitable<void>;
  /**
   * Shown when it, or anything rendered inside it, throws while rendering; the rest of the page lives
   * on. Its next render that succeeds shows it again.
   */
  readonly error?: (
    problem: unknown,
    on: ComponentOn<Events, Args>,
    extra: ComponentExtra<Props> & Reported,
  ) => Child;
  /** Synchronous and pure. */
  readonly render: (
    state: State,
    on: ComponentOn<Events, Args>,
    extra: ComponentExtra<Props>,
  ) => Child;
}

/** What `defineComponent` returns, for TSX and for `ctx.send`. */
export interface DefinedComponent<Props, Messages = unknown> extends MessageReceiver<Messages> {
  (props: Readonly<Props> & ComponentId): Child;
}
