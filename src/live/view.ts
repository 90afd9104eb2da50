// The types of what an author writes in `defineView`, made so that nothing has to be annotated twice.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Action, EventRef } from "../jsx/action.js";
import type { Child } from "../jsx/rendered.js";
import type {
  Ctx,
  MountCtx,
  MountVisit,
  NoProps,
  RenderCtx,
  StateChange,
  Visit,
} from "./context.js";
import type { Flash } from "./flash.js";
import type { Loader } from "./loaded.js";
import type { ParamsOf } from "./route-params.js";
import type { Topic, TopicFamily } from "./topic.js";
import type { Policy, Reported, ViewDefinition } from "./view-definition.js";

export type Awaitable<Value> = Value | Promise<Value>;

/** What a handler may return: nothing, some entries of the state, or a function of the state then. */
export type Change<State> = Awaitable<StateChange<State> | void>;

/** An event: what the page may call by name. */
export type EventDefinition<State, Value, Context = Ctx<State>> =
  | ((state: State, ctx: Context) => Change<State>)
  | {
      readonly policy?: Policy;
      /** Calls per second. */
      readonly limit?: number;
      readonly schema?: StandardSchemaV1<unknown, Value>;
      readonly run: (state: State, ctx: Context, value: Value) => Change<State>;
    };

/** A timer's message, or what comes by a topic. */
export type MessageDefinition<State, Message> =
  | ((state: State, ctx: Ctx<State>) => Change<State>)
  | {
      readonly topic: Topic<Message> | TopicFamily<Message>;
      readonly run: (state: State, ctx: Ctx<State>, message: Message) => Change<State>;
    };

/** The bindings that `render` is given: exactly the names of `events` and `actions`. */
export type On<Events, Args, Reference = EventRef> = {
  readonly [Name in keyof Events]: Reference;
} & {
  readonly [Name in keyof Args]: unknown extends Args[Name]
    ? () => Action
    : undefined extends Args[Name]
      ? (arg?: Args[Name]) => Action
      : (arg: Args[Name]) => Action;
};

/**
 * A view as an author writes it. `render` comes last: TypeScript infers from top to bottom.
 * A constraint on the type parameters would make every `state` an implicit `any`.
 */
export interface ViewOptions<
  State extends object,
  Events,
  Args,
  Messages,
  Props = NoProps,
  Path extends string = string,
> {
  /** Identifies the view in reports; needed only where the export's name does not tell. */
  readonly name?: string;
  /**
   * The path of the view's route, `"/products/:id{/:tab}"`, which types `params`. The route itself is
   * still the app's: in development a page is an error whose route has other params.
   */
  readonly route?: Path;
  /** Runs once per visit, inside the Express request. */
  readonly mount: (visit: MountVisit<Props, ParamsOf<Path>>) => Awaitable<State>;
  /** Runs after `mount`, and when a live patch changes the query or the hash. */
  readonly params?: (
    visit: Visit<ParamsOf<Path>> & { readonly state: State; readonly ctx: MountCtx | Ctx<State> },
  ) => Change<State>;
  readonly events?: { readonly [Name in keyof Events]: EventDefinition<State, Events[Name]> };
  readonly actions?: {
    readonly [Name in keyof Args]: (
      state: State,
      ctx: Ctx<State>,
      arg: Args[Name],
    ) => Change<State>;
  };
  readonly messages?: {
    readonly [Name in keyof Messages]: MessageDefinition<State, Messages[Name]>;
  };
  /** Load what takes time, each into the state's entry of its name: `ctx.load("orders", page)`. */
  readonly loaders?: Readonly<Record<string, Loader>>;
  /** What of the state is kept while nobody runs the session; all of it unless told. */
  readonly persist?: (state: State) => Partial<State>;
  /** Of the state's shape: raise it when a deployment changes what the state holds. 0 unless told. */
  readonly version?: number;
  /** Makes the state of today of what an earlier version kept. Without it, that page mounts afresh. */
  readonly migrate?: (saved: Readonly<Record<string, unknown>>, version: number) => State;
  /**
   * Runs before the first render after the session was kept (`restored`), and when messages of a topic
   * were missed (`missed`): load again what may have changed meanwhile. A view with topics and without
   * `resume` is mounted afresh instead of being restored.
   */
  readonly resume?: (
    state: State,
    ctx: Ctx<State>,
    why: { readonly reason: "restored" | "missed" },
  ) => Change<State>;
  /** Runs once when the session is over; not while it is kept, by a store or by its page, to go on later. */
  readonly unmount?: (state: State, ctx: Ctx<State>) => Awaitable<void>;
  /** Rendered into the document's head. */
  readonly head?: (state: State) => Child;
  /**
   * Shown when a render throws, until the next one succeeds; the state stays as it was before. Show the
   * `reference`, by which the error is found in `onError` and in the log, rather than the problem itself.
   */
  readonly error?: (problem: unknown, report: Reported) => Child;
  /** Synchronous and pure. */
  readonly render: (
    state: State,
    on: On<Events, Args>,
    extra: { readonly ctx: RenderCtx; readonly flash: Flash; readonly url: string },
  ) => Child;
}

/** What `defineView` returns and `live.page` takes. One that needs props can only be nested or embedded. */
export interface View<State extends object = object, Props = NoProps> {
  readonly definition: ViewDefinition;
  /** Carries the type only; never set. */
  readonly State: State;
  /** Carries the type only; never set. */
  readonly mountedWith: (props: Props) => void;
}

/** A view with the type of its bindings. */
export interface DefinedView<State extends object, Events, Args, Props = NoProps>
  extends View<State, Props> {
  /** Carries the type only; never set. */
  readonly on: On<Events, Args>;
}

/** The type of a view's state: `StateOf<typeof Counter>`. */
export type StateOf<Defined extends View<object, never>> = Defined["State"];
