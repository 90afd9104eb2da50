// What a view's functions are given to reach their session: the types of `ctx`.
import type { VisitOptions } from "../jsx/command-options.js";
import type { Payload } from "../wire/protocol.js";
import type { Loaded } from "./loaded.js";
import type { AnyParams } from "./route-params.js";
import type { Topic } from "./topic.js";

export type { Payload };

/** What `createLive({ session })` answered for the visit, as plain data. */
export type SessionData = Readonly<Record<string, unknown>>;

/** Where a visit may be sent besides a path of this site. */
export interface RedirectOptions {
  /** Allows an absolute http or https URL of another site. */
  readonly external?: boolean;
  /** The status of the answer when the redirect happens in `mount`; 302 unless told. */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

interface BaseCtx {
  readonly session: SessionData;
  /** False in `mount` and as long as the session waits for its socket. */
  readonly isConnected: boolean;
  /**
   * Shows a message once: `render` is given it under its kind, until it is cleared or the page is left.
   * With a redirect or `ctx.navigate` it goes along to the next page. Dropped when the function throws.
   */
  flash(kind: string, text: string): void;
  /** Takes the message of a kind away; all of them without one. */
  clearFlash(kind?: string): void;
  /** From now on messages of the topic come to `messages`. Subscribe first, load after. */
  subscribe<Message>(topic: Topic<Message>): void;
  unsubscribe<Message>(topic: Topic<Message>): void;
  /** Held until the function returned; dropped when it throws. */
  publish<Message>(topic: Topic<Message>, message: Message): void;
  /** Runs `messages[name]` every so often until the session ends; once per name. */
  every(ms: number, name: string): void;
  /** Runs `messages[name]` once, later. */
  after(ms: number, name: string): void;
  /** Stops what `every` or `after` started under this name. */
  cancel(name: string): void;
  /**
   * Starts the view's loader of this name when the function has returned, and returns what the entry of the
   * same name in the state is until then. `input` is plain data: after a restore it is loaded again.
   */
  load<Value>(name: string, input?: unknown): Loaded<Value>;
}

/** The handle that `mount` and `params` have while the Express request waits. */
export interface MountCtx extends BaseCtx {
  /** Answers the request with a redirect. Ends `mount`: `return ctx.redirect("/login")`. */
  redirect(url: string, options?: RedirectOptions): never;
  /**
   * Answers the request with a redirect to another query, or another path that the page allows. Goes on
   * where the page is there already, so that `params` may ask for the one URL that a page is to have.
   */
  patch(url: string, options?: VisitOptions): void;
  /** Answers the request with this status: `return ctx.status(404)`. */
  status(code: number): never;
}

/** What a handler changes: some entries of the state, or a function of the state at that moment. */
export type StateChange<State> = Entries<State> | ((state: State) => Entries<State>);
// In this order tsc's messages compare with the second.
type Entries<State> = KeepsLiterals<State> | Partial<State>;

declare const never: unique symbol;
type AnyLiteral = "" | 0 | true | readonly AnyLiteral[] | { readonly [name: string]: AnyLiteral };

/**
 * No value is of this type. It says that literals may matter: a function without parameters is read before
 * the state's type is known, and `() => ({ mode: "open" })` would be taken for `{ mode: string }`.
 */
type KeepsLiterals<State> = {
  readonly [Name in keyof State | typeof never]: Name extends typeof never ? never : AnyLiteral;
};

/** A component as `ctx.send` knows it. */
export interface MessageReceiver<Messages> {
  /** Carries the type only; never set. */
  readonly Messages: Messages;
}

/** Messages without a value are sent without one. */
export type SentValue<Value> = unknown extends Value
  ? []
  : undefined extends Value
    ? [value?: Value]
    : [value: Value];

/** The handle to the session for one call of a handler; its effects are held until the call returned. */
export interface Ctx<State> extends BaseCtx {
  /** Commits in the middle of a handler, and renders. */
  update(change: StateChange<State>): void;
  /** Sends an event to the page, where hooks and listeners of `live:event` receive it. */
  push(event: string, payload?: unknown): void;
  /** Answers the event that is being handled with a value. */
  reply(value: unknown): void;
  /**
   * Changes the query or hash of the page's URL. When the function has returned, `params` runs; what
   * both have changed is shown at once, and nothing of it when one of them throws.
   */
  patch(url: string, options?: VisitOptions): void;
  /** Goes to another live page of this site, through its route and guards. */
  navigate(url: string, options?: VisitOptions): void;
  /** Loads another page. */
  redirect(url: string, options?: RedirectOptions): void;
  /**
   * Answers a form without JavaScript with the page as the handler leaves it and this status, 200 or one
   * from 400 to 599, instead of a redirect. Over the socket it does nothing: the page shows the state anyway.
   */
  status(code: number): void;
  /**
   * Runs `messages[name]` of a stateful component in this view, with the value. Held until the handler
   * returned; nothing happens when the component is not rendered.
   */
  send<Messages, Name extends keyof Messages & string>(
    component: MessageReceiver<Messages>,
    id: string | number,
    name: Name,
    ...value: SentValue<Messages[Name]>
  ): void;
  /** What the page sent along. Untrusted: anyone can send anything. */
  readonly payload: Payload;
  /** Aborted when this call is superseded or too slow, or the session is over. */
  readonly signal: AbortSignal;
  /** The same when this event is run again after a crash: an idempotency key. */
  readonly eventId: string;
}

/** What `render` may know about its session. */
export interface RenderCtx {
  readonly session: SessionData;
  readonly isConnected: boolean;
  /** The page was loaded before a deployment that has changed files of its layout: a reload brings them. */
  readonly isOutdated: boolean;
}

/** The request that a view is mounted for. */
export interface Visit<Params = AnyParams> {
  /** Of the path, by the view's `route`; without one, texts by any name. */
  readonly params: Params;
  readonly query: Payload;
  /** Path and query, as in the request. */
  readonly url: string;
  readonly session: SessionData;
}

/** A view that is a page has none. */
export type NoProps = Record<never, never>;

/**
 * What `mount` is given. A nested or embedded view says here what it needs of whoever shows it.
 *
 * @example
 * ```tsx
 * import { defineView, LiveView, type MountVisit } from "slotwire";
 *
 * export const Counter = defineView({
 *   name: "counter",
 *   mount: ({ props }: MountVisit<{ start: number }>) => ({ count: props.start }),
 *   events: { add: ({ count }) => ({ count: count + 1 }) },
 *   render: ({ count }) => <button live-click="add">{count}</button>,
 * });
 * export const Page = defineView({
 *   mount: () => ({}),
 *   render: () => <LiveView view={Counter} id="first" props={{ start: 5 }} />,
 * });
 * ```
 */
export interface MountVisit<Props = NoProps, Params = AnyParams> extends Visit<Params> {
  /** Path and query of the page that the visitor came from by live navigation, else null. The browser says so. */
  readonly from: string | null;
  readonly props: Readonly<Props>;
  readonly ctx: MountCtx;
}
