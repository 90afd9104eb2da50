// What an app's scripts write to look after elements, and the queue by which they reach the page.

import type { PageCommands } from "./page-commands.js";

/** What an event carries up; numbers and booleans arrive as text, null and undefined not at all. */
export type HookPayload = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>
>;

/** Why an event of a hook has no answer: the server's code, `lost`, or `not-taken`. */
export interface PushError extends Error {
  readonly code: string;
}

/** What a hook knows of its element; in a hook that is an object, `this` has all of it. */
export interface HookContext<Props = unknown, El extends Element = HTMLElement> {
  readonly el: El;
  /** As the server last said; `updated` runs after a change. */
  readonly props: Props;
  /** The element of the live view around it; null outside of views. */
  readonly container: Element | null;
  /**
   * Calls an event of the view by name. Answers with the value of `ctx.reply`, or undefined, after the patch was
   * applied. While the connection is gone it waits. Rejects with a `PushError`.
   */
  push(event: string, payload?: HookPayload): Promise<unknown>;
  /** Hears what the view sends with `ctx.push(event, payload)`, until the function it returns is called. */
  handle<Payload = unknown>(event: string, callback: (payload: Payload) => void): () => void;
  /** Runs a chain of commands that came as a prop, with the element as its own. */
  run(commands: string | readonly unknown[]): void;
  /** Commands of its own, for the element unless they say for which. */
  readonly js: PageCommands;
}

/** What a hook is told of its element, each optional. */
export interface HookCallbacks<El extends Element = HTMLElement> {
  /** The element is in the page. */
  mounted?(): void;
  /** The server is about to change the element or what is in it; `next` is what it will be like, where that is known. */
  beforeUpdate?(next: El | null): void;
  /** The server has changed the element, its props or what is in it. */
  updated?(): void;
  /** The element has left the page. */
  destroyed?(): void;
  /** The connection of the view is gone. */
  disconnected?(): void;
  /** The view is live again. */
  reconnected?(): void;
}

/**
 * A hook as an object. `this` is its context and whatever it keeps there; each element has its own.
 *
 * @example
 * import { type Hook, start } from "slotwire/client";
 *
 * const Clock: Hook<{ zone: string }, HTMLTimeElement, { timer?: ReturnType<typeof setInterval> }> = {
 *   mounted() {
 *     this.timer = setInterval(() => {
 *       this.el.textContent = new Date().toLocaleTimeString("en", { timeZone: this.props.zone });
 *     }, 1000);
 *   },
 *   destroyed() {
 *     clearInterval(this.timer);
 *   },
 * };
 * start({ hooks: { Clock } });
 */
export type Hook<
  Props = Readonly<Record<string, unknown>>,
  El extends Element = HTMLElement,
  Own extends object = object,
> = HookCallbacks<El> & ThisType<HookContext<Props, El> & HookCallbacks<El> & Own> & Partial<Own>;

/** A hook as a class, made anew for each element. */
export type HookClass = new (context: HookContext<never, never>) => HookCallbacks<never>;

export type HookDefinition = HookClass | HookCallbacks<never>;

/** What a script of the page may push to before the client runs and after: `[name, hook]`. */
export interface HookQueue {
  push(...entries: (readonly [name: string, definition: HookDefinition])[]): unknown;
}

declare global {
  interface Window {
    slotwireHooks?: HookQueue;
  }
}

/** Elements that wait for this hook get it now, later ones when they come. */
export function addHook(name: string, definition: HookDefinition): void {
  window.slotwireHooks ??= [] as (readonly [string, HookDefinition])[];
  window.slotwireHooks.push([name, definition]);
}
